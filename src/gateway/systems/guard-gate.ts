import { SatuError } from '../../errors.ts'
import type { Place, Places } from './guard-places.ts'
import { createFairQueue } from './queue.ts'

/** Where calls wait for a place. */
export interface Gate {
  /**
   * A place, at once if there is one and nobody waits for it.
   * @throws SatuError system_unavailable when the queue is full; a promise is rejected with it when no turn comes in
   *   time
   */
  enter(consumer: string | undefined, ms: number): Place | Promise<Place>
  /** The call has ended: its place is the next one's. */
  leave(place: Place, consumer: string | undefined): void
  waiting(): number
  /** Tries again to give places to those who wait. */
  pump(): void
  /** No place is free: more than may wait have to go. */
  trim(): void
  /** Nobody who waits shall go on. */
  refuseAll(error: () => SatuError): void
}

export interface GateOptions {
  system: string
  /** How many may wait. */
  most: number
  places: Places
}

interface Waiting {
  start(place: Place): void
  refuse(error: SatuError): void
}

const RETRY_AFTER_MS = 1_000

export function createGate({ system, most, places }: GateOptions): Gate {
  const queue = createFairQueue<Waiting>()
  const unavailable = (detail: string): SatuError =>
    new SatuError('system_unavailable', `${system}: ${detail}`, { stage: 'guard', retryAfterMs: RETRY_AFTER_MS })
  const full = (): SatuError => unavailable(`${queue.size} calls already wait for their turn`)

  function makeRoom(consumer: string | undefined): void {
    const other = queue.makeRoom(consumer)
    if (other === undefined) throw full()
    other.refuse(unavailable('the queue is full, and another caller has fewer calls in it'))
  }

  function pump(): void {
    while (queue.size > 0) {
      const place = places.take()
      if (place === undefined) break
      queue.next()?.start(place)
    }
    places.demand(queue.size)
  }

  function wait(consumer: string | undefined, ms: number): Promise<Place> {
    return new Promise((resolve, reject) => {
      const call: Waiting = {
        start(place) {
          clearTimeout(timer)
          queue.started(consumer)
          resolve(place)
        },
        refuse(error) {
          clearTimeout(timer)
          reject(error)
        }
      }
      const timer = setTimeout(() => {
        queue.remove(consumer, call)
        reject(unavailable('no turn came within the time allowed'))
        places.demand(queue.size)
      }, ms)
      queue.add(consumer, call)
      places.demand(queue.size)
    })
  }

  return {
    enter(consumer, ms) {
      const place = queue.size === 0 ? places.take() : undefined
      if (place !== undefined) {
        queue.started(consumer)
        return place
      }
      if (queue.size >= most + places.undecided()) makeRoom(consumer)
      return wait(consumer, ms)
    },
    leave(place, consumer) {
      queue.ended(consumer)
      places.give(place)
      pump()
    },
    waiting: () => queue.size,
    pump,
    trim() {
      while (queue.size > most) queue.dropNewest()?.refuse(full())
      places.demand(queue.size)
    },
    refuseAll(error) {
      for (const call of queue.clear()) call.refuse(error())
      places.demand(0)
    }
  }
}
