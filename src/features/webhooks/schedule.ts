const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long a message waits after its first failed attempt, its second, and so on; the last one again and again. */
const PAUSES_MS = [2_000, 15_000, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS,
  4 * HOUR_MS, 6 * HOUR_MS, 8 * HOUR_MS]
/** A receiver may ask for so much more. */
const MOST_RETRY_AFTER_MS = HOUR_MS

/** So many rounds in a row without success, and a receiver is sent one message at a time. */
export const ILL_AFTER = 3
const FIRST_REST_MS = 1_000
const LONGEST_REST_MS = MINUTE_MS

/**
 * When a message is tried again. A random third of the pause less, so that what fell together does not rise together.
 * @param attempts so far, all failed
 * @param retryAfterMs what its receiver asked for
 */
export function pauseAfter(attempts: number, retryAfterMs = 0, random: () => number = Math.random): number {
  const most = PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] as number
  return Math.round(Math.max(most * (1 - random() / 3), Math.min(retryAfterMs, MOST_RETRY_AFTER_MS)))
}

/**
 * For how long a receiver is left alone, whatever waits for it: what is down is not asked once for each message.
 * @param failures rounds in a row in which it took nothing
 * @param retryAfterMs what it asked for
 */
export function restAfter(failures: number, retryAfterMs = 0, random: () => number = Math.random): number {
  const rest = failures < ILL_AFTER
    ? 0
    : Math.min(FIRST_REST_MS * 2 ** Math.min(failures - ILL_AFTER, 10), LONGEST_REST_MS) * (1 - random() / 3)
  return Math.round(Math.max(rest, Math.min(retryAfterMs, MOST_RETRY_AFTER_MS)))
}

/** When a message is tried next, ms since 1970: the time in which it is tried ends with one last attempt. */
export function nextAttempt({ now, pauseMs, endsAt }: { now: number; pauseMs: number; endsAt: number }): number {
  return now + Math.min(pauseMs, Math.max(endsAt - now, FIRST_REST_MS))
}
