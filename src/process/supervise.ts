import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Environment } from '../platform/config/environment.ts'
import type { Logger } from '../platform/telemetry/log.ts'
import { createExchange, WORKER } from './workers.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000
/** A worker that ran so long was not started in vain. */
const SOUND_MS = 60_000
/** More than a worker takes to close gracefully. */
const GRACE_MS = 12_000

interface Worker {
  child: ChildProcess
  startedAt: number
  ended: Promise<number>
}

export interface SuperviseOptions {
  environment: Pick<Environment, 'workers'>
  env: NodeJS.ProcessEnv
  logger: Logger
}

/**
 * Several processes that listen on the same port, the kernel sharing out the connections. The first is started alone:
 * what is wrong with the configuration is told once. One that dies is started again; a signal reaches all.
 * @returns the exit code, when all have ended
 */
export async function supervise({ environment, env, logger }: SuperviseOptions): Promise<number> {
  const workers = new Map<number, Worker>()
  const exchange = createExchange(() => [...workers.values()].map(({ child }) => child))
  let closing = false

  function start(index: number): { worker: Worker; ready: Promise<boolean> } {
    const child = spawn(process.execPath, [...process.execArgv,
      fileURLToPath(new URL('../../bin/hub.mjs', import.meta.url))], {
      env: { ...env, [WORKER]: String(index) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc']
    })
    const ended = new Promise<number>(resolve => {
      child.once('error', () => {
        resolve(1)
      })
      child.once('exit', code => {
        resolve(code ?? 1)
      })
    })
    const ready = new Promise<boolean>(resolve => {
      exchange.join(child, () => {
        resolve(true)
      })
      void ended.then(() => {
        resolve(false)
      })
    })
    const worker = { child, startedAt: performance.now(), ended }
    workers.set(index, worker)
    return { worker, ready }
  }

  /** Keeps one place filled until the hub closes. */
  async function keep(index: number): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS
    while (!closing) {
      const { ended, startedAt, child } = workers.get(index) ?? start(index).worker
      const code = await ended
      workers.delete(index)
      if (closing) return
      if (performance.now() - startedAt > SOUND_MS) pauseMs = FIRST_PAUSE_MS
      logger.error({ process: index, pid: child.pid, code, signal: child.signalCode, again_ms: pauseMs },
        'a process of the hub has ended and is started again')
      await delay(pauseMs)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    }
  }

  const tell = (signal: NodeJS.Signals): void => {
    for (const { child } of workers.values()) child.kill(signal)
  }
  const close = (): void => {
    if (closing) return
    closing = true
    tell('SIGTERM')
    setTimeout(() => {
      tell('SIGKILL')
    }, GRACE_MS).unref()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close)
  process.on('SIGHUP', () => {
    tell('SIGHUP')
  })

  const first = start(0)
  if (!(await first.ready)) return first.worker.ended
  const all = Array.from({ length: environment.workers }, (_, index) => keep(index))
  await Promise.all(all)
  return 0
}

/**
 * A port may be shared by those who all agree to it, so another hub on it would not be noticed.
 * @throws Error EADDRINUSE
 */
export function checkPortIsFree({ port, host }: Pick<Environment, 'port' | 'host'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve()
      })
    })
  })
}
