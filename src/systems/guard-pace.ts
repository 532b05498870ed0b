import type { RateConfig } from '../config/schema.ts'

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

export function createPace(distanceMs: number): Pace {
  let nextAt = -Infinity
  return {
    wait: now => Math.max(0, nextAt - now),
    go(now) {
      nextAt = Math.max(nextAt, now) + distanceMs
    }
  }
}
