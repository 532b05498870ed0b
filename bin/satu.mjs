#!/usr/bin/env node
// Runs the command with the Node that package.json pins: TypeScript needs no build there, and a `satu` found on the
// PATH may have been started by an older one. Written for Node 20.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const pinned = `${root}node_modules/.bin/node`

if (!existsSync(pinned)) {
  console.error(`satu: ${root}node_modules is not complete; run \`npm ci\` in ${root}`)
  process.exit(1)
}

const child = spawn(pinned, [`${root}src/cli.ts`, ...process.argv.slice(2)], { stdio: 'inherit' })

// Ctrl-C in a terminal reaches both processes already; passing it on would be a second, impatient one.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))

child.on('error', error => {
  console.error(`satu: ${error.message}`)
  process.exitCode = 1
})
child.on('close', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
})
