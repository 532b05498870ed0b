import { adapters } from '../adapters/index.ts'
import { satu } from './cli/satu.ts'

// `satu routes | head` closes our output early: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? 0 : 1) })

const code = await satu(
  process.argv.slice(2),
  { env: process.env, adapters, write: line => process.stdout.write(`${line}\n`) },
  line => process.stderr.write(`${line}\n`)
)
// What a failed start has opened must not keep it alive.
if (code !== 0) process.exit(code)
