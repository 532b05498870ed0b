import { startSirenHub } from '../suites/siren.ts'

const { port } = await startSirenHub(process.argv[2] ?? '')
process.stdout.write(`${port}\n`)
