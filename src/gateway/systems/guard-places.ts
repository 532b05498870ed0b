import type { LimitsConfig, RateConfig } from '../../platform/config/schema.ts'
import type { Finding } from './breaker.ts'

/** Spreads calls evenly over time (GCRA without a burst): each keeps its distance from the one before. */
export interface Pace {
  /** Milliseconds until the next call may go. */
  wait(now: number): number
  /** A call goes. */
  go(now: number): void
}

/** Milliseconds between two calls. */
export function distanceOf({ requests, seconds }: RateConfig): number {
  return (seconds * 1_000) / requests
}

/** @param next when the next call may go: shared by those who keep one distance together */
export function createPace(distanceMs: number, next = { at: -Infinity }): Pace {
  return {
    wait: now => Math.max(0, next.at - now),
    go(now) {
      next.at = Math.max(next.at, now) + distanceMs
    }
  }
}

/** The right to make one call. */
export interface Place {
  /** When it was had, by the guard's clock. */
  at: number
}

/** Where the places of a system come from: of this process alone, or of all processes of the hub. */
export interface Places {
  /** A place, if there is one now. */
  take(): Place | undefined
  /** The call that had it has ended. */
  give(place: Place): void
  /** So many calls wait: `onRoom` is called when they may try again. */
  demand(waiting: number): void
  /** So many calls more than the queue holds may wait: nobody has said yet that there is no place for them. */
  undecided(): number
  /** Whether they are of all processes together. */
  shared(): boolean
  /** What this process's breaker has found out, for the other processes. */
  found?(finding: Finding): void
  /** Asks what the other processes' breakers have found out. */
  look?(): Promise<void>
  close(): void
}

export interface PlacesOptions {
  limits: Pick<LimitsConfig, 'concurrency' | 'rate' | 'timeout_ms' | 'breaker'>
  now(): number
  onRoom(): void
}

const PLACE: Place = { at: 0 }

/** What the guards of one system take their places from: while a configuration is exchanged the old and the new one. */
export interface House {
  taken: number
  /** When the next call may go, for the pace. */
  readonly next: { at: number }
  /** The guards in which calls wait, by turn. */
  readonly waiting: Set<() => void>
}

export function createHouse(): House {
  return { taken: 0, next: { at: -Infinity }, waiting: new Set() }
}

/** The share of one process: so many calls at once, so far apart. */
export function createOwnPlaces(
  { limits: { concurrency, rate }, now, onRoom }: PlacesOptions,
  processes = 1,
  house: House = createHouse()
): Places {
  const most = Math.max(1, Math.floor(concurrency / processes))
  const pace = rate && createPace(distanceOf(rate) * processes, house.next)
  let timer: NodeJS.Timeout | undefined

  return {
    take() {
      if (house.taken >= most) return undefined
      if (pace !== undefined) {
        if (pace.wait(now()) > 0) return undefined
        pace.go(now())
      }
      house.taken++
      return PLACE
    },
    give() {
      house.taken--
      const before = house.taken
      const turns = [...house.waiting]
      for (const tryAgain of turns) {
        if (house.taken > before) break
        // Who gets it comes last the next time.
        house.waiting.delete(tryAgain)
        tryAgain()
      }
    },
    demand(waiting) {
      if (waiting === 0) house.waiting.delete(onRoom)
      else house.waiting.add(onRoom)
      // A full house opens when a call ends: the guards try again then. Only the distance has to be waited for here.
      if (waiting === 0 || pace === undefined || house.taken >= most || timer !== undefined) return
      timer = setTimeout(() => {
        timer = undefined
        onRoom()
      }, Math.ceil(pace.wait(now())))
    },
    undecided: () => 0,
    shared: () => false,
    close() {
      clearTimeout(timer)
      house.waiting.delete(onRoom)
    }
  }
}
