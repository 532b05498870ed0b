import { type ErrorCode, SatuError } from '../../errors.ts'
import type { Asker } from './asker.ts'
import type { Place, Places } from './guard-places.ts'
import { createFairQueue, type From } from './queue.ts'

/** Where calls wait for a place. */
export interface Gate {
  /**
   * A place, at once if there is one and nobody waits for it.
   * @param until the end of its patience, by the guard's clock
   * @throws SatuError queue_full when too many wait, or its turn would come too late; a promise is rejected with
   *   queue_timeout when no turn comes in time. Both are the hub's: the system was not asked
   */
  enter(asker: Asker, until: number): Place | Promise<Place>
  /** The call has ended: its place is the next one's. */
  leave(place: Place, asker: Asker): void
  waiting(): number
  /** How many calls were refused, by the code that they were told. */
  refused(): Readonly<Record<Refusal, number>>
  /** Tries again to give places to those who wait. */
  pump(): void
  /** No place is free: more than may wait have to go. */
  trim(): void
  /** Nobody who waits shall go on. */
  refuseAll(error: () => SatuError): void
}

export type Refusal = Extract<ErrorCode, 'queue_full' | 'queue_timeout'>

export interface GateOptions {
  system: string
  /** How many may wait. */
  most: number
  /** So many may always wait, however slow the turns were before. */
  concurrency: number
  /** For how long one waits at most. */
  queueMs: number
  /** The longest that a turn takes while the system is well, in ms; 0 when that is not known. */
  usualTurnMs(): number
  places: Places
  now(): number
}

interface Waiting {
  start(place: Place): void
  refuse(error: SatuError): void
}

const SHORTEST_RETRY_MS = 1_000
/** Weight of the last turn in the measured time of one. */
const WEIGHT = 1 / 8

export function createGate(
  { system, most, concurrency, queueMs, usualTurnMs, places, now }: GateOptions
): Gate {
  const queue = createFairQueue<Waiting>()
  const refused = { queue_full: 0, queue_timeout: 0 }
  /** From one turn to the next while calls wait, measured; undefined before the first one. */
  let turnMs: number | undefined
  /** Or when the first one began to wait. */
  let lastTurnAt = 0

  function noteTurn(): void {
    const ms = now() - lastTurnAt
    turnMs = (turnMs ?? ms / concurrency) * (1 - WEIGHT) + ms * WEIGHT
    lastTurnAt += ms
  }
  /** How long a newcomer would wait. */
  const waitFor = (from: From): number => (turnMs ?? 0) * queue.turnsFor(from)

  function refusal(code: Refusal, detail: string, from: From): SatuError {
    refused[code]++
    // Whoever waits now has had a turn, or has gone, when the patience of the newest is over.
    const retryAfterMs = Math.max(SHORTEST_RETRY_MS, Math.min(waitFor(from), queueMs))
    return new SatuError(code, `${system}: ${detail}`, { stage: 'queue', retryAfterMs })
  }
  const full = (from: From): SatuError =>
    refusal('queue_full', `${queue.size} calls already wait for their turn, the most that may`, from)

  function makeRoom(from: From): void {
    const other = queue.makeRoom(from)
    if (other === undefined) throw full(from)
    other.refuse(refusal('queue_full', 'the queue is full, and another caller has fewer calls in it', from))
  }

  function pump(): void {
    while (queue.size > 0) {
      const place = places.take()
      if (place === undefined) break
      queue.next()?.start(place)
    }
    places.demand(queue.size)
  }

  function wait(from: From, ms: number): Promise<Place> {
    return new Promise((resolve, reject) => {
      const call: Waiting = {
        start(place) {
          clearTimeout(timer)
          queue.started(from)
          noteTurn()
          resolve(place)
        },
        refuse(error) {
          clearTimeout(timer)
          reject(error)
        }
      }
      const timer = setTimeout(() => {
        queue.remove(from, call)
        reject(refusal('queue_timeout', `no turn came within ${Math.round(ms)} ms`, from))
        places.demand(queue.size)
      }, ms)
      if (queue.size === 0) lastTurnAt = now()
      queue.add(from, call)
      places.demand(queue.size)
    })
  }

  return {
    enter(asker, until) {
      const from = lineOf(asker)
      // Nobody waits any more: what held the last ones up, a call that hung or a process that was killed, is over.
      if (queue.size === 0 && turnMs !== undefined) turnMs = Math.min(turnMs, usualTurnMs() || turnMs)
      const place = queue.size === 0 ? places.take() : undefined
      if (place !== undefined) {
        queue.started(from)
        return place
      }
      const ms = until - now()
      const turnIn = waitFor(from)
      // It had better hear now what it would hear then.
      if (ms <= 0 || (turnIn > ms && queue.size >= concurrency)) {
        throw refusal('queue_full',
          `${queue.size} calls already wait; a turn would come in ${
            Math.round(turnIn)
          } ms, and this call may wait for ${Math.max(0, Math.round(ms))} ms`, from)
      }
      if (queue.size >= most + places.undecided()) makeRoom(from)
      return wait(from, ms)
    },
    leave(place, asker) {
      queue.ended(lineOf(asker))
      places.give(place)
      pump()
    },
    waiting: () => queue.size,
    refused: () => refused,
    pump,
    trim() {
      while (queue.size > most) queue.dropNewest()?.refuse(full({ consumer: undefined }))
      places.demand(queue.size)
    },
    refuseAll(error) {
      for (const call of queue.clear()) call.refuse(error())
      places.demand(0)
    }
  }
}

/** A consumer's writes have a line of their own. */
function lineOf({ consumer, address, isWrite }: Asker): From {
  return { consumer: isWrite === true ? `${consumer ?? ''} write` : consumer, address }
}
