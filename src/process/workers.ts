import type { ChildProcess } from 'node:child_process'
import type { Family } from '../platform/telemetry/metrics.ts'

/** Set for the processes that are supervised: its number, from 0. */
export const WORKER = 'SATU_WORKER'

/** What goes between a supervisor and its workers. `id` joins an answer to its question. */
type Message =
  | { is: 'ready' }
  /** A worker wants to know the others' numbers; the supervisor asks each for its own. */
  | { is: 'ask-others' | 'ask'; id: number }
  | { is: 'numbers'; id: number; families: Family[] }
  | { is: 'numbers-of-others'; id: number; families: Family[][] }

const PATIENCE_MS = 1_000

export interface Workers {
  /** Tells the supervisor that requests are taken. */
  ready(onOrphaned: () => void): void
  /** Of those that answer in time. */
  metricsOfOthers(): Promise<Family[][]>
}

/** The worker's side. */
export function joinWorkers(own: () => Family[]): Workers {
  const waiting = new Map<number, (families: Family[][]) => void>()
  let ids = 0
  const send = (message: Message): void => {
    if (process.connected) process.send?.(message)
  }
  process.on('message', (message: Message) => {
    if (message.is === 'ask') send({ is: 'numbers', id: message.id, families: own() })
    else if (message.is === 'numbers-of-others') waiting.get(message.id)?.(message.families)
  })
  return {
    ready(onOrphaned) {
      process.once('disconnect', onOrphaned)
      send({ is: 'ready' })
    },
    metricsOfOthers() {
      const id = ++ids
      return new Promise(resolve => {
        const end = (families: Family[][]): void => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(families)
        }
        const timer = setTimeout(() => {
          end([])
        }, PATIENCE_MS * 2)
        waiting.set(id, end)
        send({ is: 'ask-others', id })
      })
    }
  }
}

export interface Exchange {
  join(worker: ChildProcess, onReady: () => void): void
}

/** The supervisor's side. */
export function createExchange(all: () => readonly ChildProcess[]): Exchange {
  const waiting = new Map<number, (families: Family[]) => void>()
  let ids = 0

  const ask = (worker: ChildProcess): Promise<Family[]> =>
    new Promise(resolve => {
      const id = ++ids
      const end = (families: Family[]): void => {
        clearTimeout(timer)
        waiting.delete(id)
        resolve(families)
      }
      const timer = setTimeout(() => {
        end([])
      }, PATIENCE_MS)
      waiting.set(id, end)
      send(worker, { is: 'ask', id })
    })

  return {
    join(worker, onReady) {
      worker.on('message', (message: Message) => {
        if (message.is === 'ready') onReady()
        else if (message.is === 'numbers') waiting.get(message.id)?.(message.families)
        else if (message.is === 'ask-others') {
          void Promise.all(all().filter(other => other !== worker).map(ask)).then(families => {
            send(worker, { is: 'numbers-of-others', id: message.id, families })
          })
        }
      })
    }
  }
}

function send(worker: ChildProcess, message: Message): void {
  // One that is ending hears nothing any more.
  if (worker.connected) worker.send(message, () => {})
}
