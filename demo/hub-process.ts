import { spawn } from 'node:child_process'
import { get } from 'node:http'

export interface HubProcess {
  /** Undefined when it could not be started. */
  pid: number | undefined
  /** Fulfils when `/readyz` answers 200; never when the process ends before. */
  ready: Promise<void>
  /** How the process ended: its exit code, 1 when a signal ended it. */
  ended: Promise<number>
  /** Asks it to close and waits; after `graceMs` it is killed. */
  stop(graceMs?: number): Promise<void>
}

export interface HubOptions {
  entry: string
  cwd: string
  env: NodeJS.ProcessEnv
  port: number
}

const pollMs = 20

/** Starts the hub as a process of its own, with the Node that runs this one. */
export function startHub({ entry, cwd, env, port }: HubOptions): HubProcess {
  const child = spawn(process.execPath, ['--import', new URL('follow-parent.ts', import.meta.url).href, entry], {
    cwd,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Out of the terminal's group: Ctrl-C must reach it once, through stop(), not twice.
    detached: true
  })
  const ended = new Promise<number>(resolve => {
    child.once('error', () => resolve(1))
    child.once('exit', code => resolve(code ?? 1))
  })
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined

  async function untilReady(): Promise<void> {
    while (!isOver()) {
      if (await isReady(port)) return
      await new Promise(resolve => setTimeout(resolve, pollMs))
    }
    return new Promise(() => {})
  }

  return {
    pid: child.pid,
    ready: untilReady(),
    ended,
    async stop(graceMs = 10_000) {
      if (isOver()) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    }
  }
}

function isReady(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const request = get({ host: '127.0.0.1', port, path: '/readyz', agent: false, timeout: 2_000 }, response => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
  })
}
