import { SystemFault } from '../../faults.ts'
import type { Session } from './driver.ts'

export interface PoolOptions {
  open(signal: AbortSignal, connectMs?: number): Promise<Session>
  /** The most connections at a time, those being opened and given up included. */
  connections: number
  /** How long a statement waits for a connection while all are in use. */
  waitMs: number
  /** How long a connection is kept that nobody uses: firewalls forget such ones without a word. */
  idleMs: number
  /** How long `close` waits for statements that run. */
  closeMs: number
}

export interface Lease {
  session: Session
  /** False when the session was used before: it may have died since. */
  fresh: boolean
  /** Puts the session back. */
  release(): void
  /** Stops what runs on it and cuts it; its place is free when that is done. */
  abandon(): void
}

export interface Pool {
  /** A session, waiting for one while all are in use. `fresh` wants one that was not used before. */
  lease(signal: AbortSignal, options?: { fresh?: boolean; connectMs?: number | undefined }): Promise<Lease>
  close(): Promise<void>
}

interface Idle {
  session: Session
  timer: NodeJS.Timeout
}

export function createPool({ open, connections, waitMs, idleMs, closeMs }: PoolOptions): Pool {
  const idle: Idle[] = []
  const leased = new Set<Session>()
  const waiting: (() => void)[] = []
  const ending = new Set<Promise<void>>()
  let places = 0
  let closed: Promise<void> | undefined

  const isEmpty = (): boolean => places === 0
  const freePlace = (): void => {
    places--
    waiting.shift()?.()
  }
  const end = (how: Promise<void>): void => {
    const done = how.catch(() => {}).finally(() => {
      ending.delete(done)
      freePlace()
    })
    ending.add(done)
  }
  const takeIdle = (): Session | undefined => {
    const last = idle.pop()
    if (last) clearTimeout(last.timer)
    return last?.session
  }
  const retire = (entry: Idle): void => {
    idle.splice(idle.indexOf(entry), 1)
    end(entry.session.close())
  }
  const lend = (session: Session, fresh: boolean): Lease => {
    leased.add(session)
    const giveBack = (then: () => void) => (): void => {
      if (leased.delete(session)) then()
    }
    return {
      session,
      fresh,
      release: giveBack(() => {
        if (closed !== undefined || !session.usable()) return end(session.close())
        const entry: Idle = { session, timer: setTimeout(() => retire(entry), idleMs) }
        idle.push(entry)
        waiting.shift()?.()
      }),
      abandon: giveBack(() => end(session.abandon()))
    }
  }

  const refuseIfClosed = (): void => {
    if (closed === undefined) return
    throw new SystemFault('unreachable', { stage: 'connect',
      detail: 'cannot be called any more: its client is closed' })
  }
  const openOne = async (signal: AbortSignal, connectMs: number | undefined): Promise<Lease> => {
    places++
    try {
      const lease = lend(await open(signal, connectMs), true)
      if (closed === undefined) return lease
      lease.release()
    } catch (error) {
      freePlace()
      throw error
    }
    refuseIfClosed()
    throw new Error('unreachable')
  }

  return {
    async lease(signal, { fresh = false, connectMs } = {}) {
      const deadline = performance.now() + waitMs
      for (;;) {
        if (signal.aborted) {
          // Its turn may have come with the end of its patience: the next one has it.
          waiting.shift()?.()
          throw signal.reason
        }
        refuseIfClosed()
        const session = fresh && places < connections ? undefined : takeIdle()
        if (session !== undefined) {
          if (!fresh && session.usable()) return lend(session, false)
          end(session.close())
        } else if (places < connections) return openOne(signal, connectMs)
        else await turn(waiting, signal, deadline)
      }
    },
    close() {
      closed ??= (async () => {
        for (const start of waiting.splice(0)) start()
        for (let session = takeIdle(); session !== undefined; session = takeIdle()) end(session.close())
        const limit = setTimeout(() => {
          for (const session of leased) end(session.abandon())
          leased.clear()
        }, closeMs)
        while (!isEmpty()) await (ending.size > 0 ? Promise.all(ending) : turn(waiting))
        clearTimeout(limit)
      })()
      return closed
    }
  }
}

/** Waits to be called; leaves the queue when the signal aborts or the time is over. */
function turn(waiting: (() => void)[], signal?: AbortSignal, deadline = Infinity): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
      then()
    }
    const start = end(resolve)
    const leave = end(() => {
      waiting.splice(waiting.indexOf(start), 1)
      reject(
        signal?.aborted
          ? signal.reason
          : new SystemFault('timeout', { stage: 'connect', detail: 'had no free connection in time' })
      )
    })
    const timer = deadline === Infinity ? undefined : setTimeout(leave, deadline - performance.now())
    signal?.addEventListener('abort', leave)
    waiting.push(start)
  })
}
