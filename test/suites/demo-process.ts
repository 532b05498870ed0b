import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface DemoProcess {
  child: ChildProcess
  out: { stdout: string; stderr: string }
  /** Its exit code. */
  ended: Promise<number | null>
  /** What it has said once it has said so many lines, or has ended. */
  lines(count: number): Promise<string[]>
}

/** The demo as a process of its own, with these environment variables; it is gone when the test ends. */
export function startDemo(t: Test, variables: Record<string, string>): DemoProcess {
  const env = { PATH: process.env['PATH'], SATU_DATA_DIR: t.testdir(), ...variables }
  const child = spawn(process.execPath, ['demo/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => (out.stdout += chunk))
  child.stderr.on('data', chunk => (out.stderr += chunk))
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  return { child, out, ended, lines: async count => {
    while (out.stdout.split('\n').length <= count && child.exitCode === null)
      await Promise.race([once(child.stdout, 'data'), ended])
    return out.stdout.trimEnd().split('\n')
  } }
}
