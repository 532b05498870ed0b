import type { RateConfig } from '../../platform/config/schema.ts'

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
