import { LRUCache } from 'lru-cache'
import type { RateConfig } from '../config/schema.ts'
import { SatuError } from '../errors.ts'

/** Counts requests in windows of fixed length, in this process. */
export interface RateWindow {
  /** Counts one; false when the window is used up. `now` in ms since 1970. */
  take(now: number): boolean
  /** `RateLimit-Policy` (IETF draft), always the same. */
  readonly policy: string
  /** `RateLimit` (IETF draft), as it stands. */
  state(now: number): string
  /** Both. */
  headers(now: number): { policy: string; state: string }
  /** Until the next window, in ms. */
  resetsIn(now: number): number
}

export function createWindow({ requests, seconds }: RateConfig): RateWindow {
  const policy = `"default";q=${requests};w=${seconds}`
  let used = 0
  let endsAt = 0
  const state = (now: number): string => `"default";r=${requests - used};t=${Math.max(0, Math.ceil((endsAt - now) / 1_000))}`
  return {
    policy,
    state,
    take(now) {
      if (now >= endsAt) {
        endsAt = now + seconds * 1_000
        used = 0
      }
      if (used >= requests) return false
      used++
      return true
    },
    headers: now => ({ policy, state: state(now) }),
    resetsIn: now => Math.max(0, endsAt - now)
  }
}

const REMEMBERED_ADDRESSES = 10_000

/** A window for each address that sends no token. */
export function createAddressWindows(rate: RateConfig): (address: string) => RateWindow {
  const windows = new LRUCache<string, RateWindow>({ max: REMEMBERED_ADDRESSES })
  return address => {
    let window = windows.get(address)
    if (window === undefined) windows.set(address, (window = createWindow(rate)))
    return window
  }
}

/** @throws SatuError rate_limited when the caller's window is used up */
export function takeOne(window: RateWindow, now: number): void {
  if (window.take(now)) return
  const { policy, state } = window.headers(now)
  throw new SatuError('rate_limited', 'The quota of this window is used up.', {
    stage: 'limits', retryAfterMs: window.resetsIn(now), headers: { ratelimit: state, 'ratelimit-policy': policy }
  })
}
