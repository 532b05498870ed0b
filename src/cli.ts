import { fstatSync } from 'node:fs'
import { adapters } from '../adapters/index.ts'
import { satu } from './cli/satu.ts'

// `satu routes | head` closes our output early: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

const code = await satu(
  process.argv.slice(2),
  { env: process.env, adapters, sections: async () => (await import('./features.ts')).sections,
    routes: async () => (await import('./features.ts')).routes,
    commands: async () => (await import('./process/commands.ts')).commands,
    knownMigrations: async () => (await import('./features.ts')).knownSteps,
    input: { isPiped: isPiped(), bytes: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() } },
    hasColours: process.stdout.isTTY && process.stdout.hasColors(), write: line => process.stdout.write(`${line}\n`) },
  line => process.stderr.write(`${line}\n`)
)
// What a failed start has opened must not keep it alive.
if (code !== 0) process.exit(code)

/** As by a shell. What another program or a login without a terminal leaves there may never have an end. */
function isPiped(): boolean {
  try {
    const input = fstatSync(0)
    return input.isFIFO() || input.isFile()
  } catch {
    // It was closed.
    return false
  }
}
