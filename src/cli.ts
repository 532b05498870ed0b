import { adapters } from '../adapters/index.ts'
import { satu } from './cli/satu.ts'

process.exitCode = await satu(
  process.argv.slice(2),
  { env: process.env, adapters, write: line => process.stdout.write(`${line}\n`) },
  line => process.stderr.write(`${line}\n`)
)
