// node keeper.ts <directory> <signal> <program> [parameters]: runs the program as long as the other end of standard
// input lives,
// then stops it with the signal and removes the directory. A pipe closes however its owner ended, which no exit handler
// can promise.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

const [directory, signal, program, ...parameters] = process.argv.slice(2)
if (!directory || !signal || !program) throw new Error('keeper.ts <directory> <signal> <program> [parameters]')

const child = spawn(program, parameters, { cwd: directory, stdio: ['ignore', 1, 1] })

function stop(): void {
  child.kill(signal as NodeJS.Signals)
  setTimeout(() => child.kill('SIGKILL'), 5_000).unref()
}

function finish(): void {
  rmSync(directory!, { recursive: true, force: true })
  process.exit()
}

child.once('error', error => {
  console.log(error.message)
  finish()
})
child.once('exit', finish)
process.stdin.once('close', stop).once('error', stop).resume()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
