/** Of those who wait for the same time in several processes, so that they do not all come at once. */
const JITTER_SHARE = 0.1

/**
 * How long a job waits after failed turns: twice as long after each, and a part of it at random.
 * @param failures in a row, at least 1
 */
export function backoffMs(failures: number, { firstMs, maxMs }: { firstMs: number; maxMs: number }): number {
  const pauseMs = Math.min(firstMs * 2 ** Math.min(failures - 1, 30), maxMs)
  return pauseMs * (1 - JITTER_SHARE * Math.random())
}

/** A pause that differs from process to process by a tenth. */
export function jitteredMs(ms: number): number {
  return ms * (1 + JITTER_SHARE * Math.random())
}
