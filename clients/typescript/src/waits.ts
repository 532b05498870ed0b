/** What the hub says of how long to wait, in ms; undefined when it says nothing. */
export function waitOf(headers: Headers, now = Date.now()): number | undefined {
  const waits = [retryAfter(headers.get('retry-after'), now), usedUp(headers.get('ratelimit'))].filter(wait =>
    wait !== undefined
  )
  return waits.length === 0 ? undefined : Math.max(...waits)
}

/** `Retry-After` (RFC 9110): seconds, or a date. */
function retryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined
  if (/^\d+$/.test(text.trim())) return Number(text) * 1_000
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** `RateLimit: "default";r=0;t=30`: of the quotas that are used up, the one that is new last. */
function usedUp(text: string | null): number | undefined {
  const waits = (text ?? '').split(',').flatMap(quota => {
    const [, left] = /;\s*r=(\d+)/.exec(quota) ?? []
    const [, seconds] = /;\s*t=(\d+)/.exec(quota) ?? []
    return left === '0' && seconds !== undefined ? [Number(seconds) * 1_000] : []
  })
  return waits.length === 0 ? undefined : Math.max(...waits)
}

/**
 * Twice as long each time, a random half of it less, so that clients that failed together do not come back together.
 * @param attempt 1 for the first that failed
 */
export function backoffMs(attempt: number, { firstMs, mostMs }: { firstMs: number; mostMs: number }): number {
  const whole = Math.min(mostMs, firstMs * 2 ** (attempt - 1))
  return whole / 2 + Math.random() * (whole / 2)
}

/** @throws the signal's reason when it is aborted meanwhile */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
