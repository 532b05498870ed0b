const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * How long to wait before the next attempt: 1 s, doubling to 5 min, a random half of it less, so that what fell
 * together does not rise together.
 */
export function backOff(attempts: number, retryAfterMs = 0): number {
  const most = Math.min(FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20), LONGEST_MS)
  return Math.max(Math.ceil(most * (0.5 + Math.random() / 2)), retryAfterMs)
}
