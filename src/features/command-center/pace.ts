/** What is slow is done less often, up to a limit: it takes about this share of the time at most. */
const MAX_SHARE = 0.02

export interface Pace {
  leastMs: number
  mostMs: number
}

/** Of what is read from the durable store. */
export const STORE_PACE: Pace = { leastMs: 2_000, mostMs: 5_000 }

/** How long to wait after something that took so long. */
export function pauseAfter(tookMs: number, { leastMs, mostMs }: Pace): number {
  return Math.min(Math.max(leastMs, tookMs / MAX_SHARE), mostMs)
}
