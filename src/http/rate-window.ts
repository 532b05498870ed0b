import type { RateConfig } from '../platform/config/schema.ts'

/** Counts requests in windows of fixed length, in this process. */
export interface RateWindow {
  /** Counts one; false when the window is used up. `now` in ms since 1970. */
  take(now: number): boolean
  /** `RateLimit-Policy` (IETF draft). */
  readonly policy: string
  /** `RateLimit` (IETF draft), as it stands. */
  state(now: number): string
  /** Until a request is taken again, in ms; 0 when one would be now. */
  resetsIn(now: number): number
}

/** A window that is one of several processes', which tell each other what they count. */
export interface SharedWindow extends RateWindow {
  use(now: number): WindowUse
  /** Another rate from now on. What is counted stays counted, and the window that runs ends when it would have. */
  change(rate: RateConfig): void
  /** What was counted here since it was last asked, and how long the window still runs, in ms. */
  takeUntold(now: number): { requests: number; endsInMs: number }
  /** It could not be told: the next time again. */
  keepUntold(requests: number): void
  /** What all processes have counted together, those told of here included, in a window that runs for so long. */
  hear(requests: number, endsInMs: number, now: number): void
}

/** How far a window is used up. */
export interface WindowUse {
  /** As the headers call it. */
  name: string
  used: number
  requests: number
  /** Until it begins anew; 0 when none runs. */
  resetsInMs: number
}

export interface WindowOptions {
  /** As the headers call it. */
  name?: string
  /** When a window that begins now ends, ms since 1970; after its length unless told. */
  endOf?: (now: number) => number
  /** The first request that the others have not been told of. */
  onUntold?: (window: SharedWindow) => void
}

export function createWindow(
  rate: RateConfig,
  { name = 'default', endOf, onUntold }: WindowOptions = {}
): SharedWindow {
  let { requests, seconds } = rate
  let used = 0
  let untold = 0
  let endsAt = 0
  const policyOf = (): string => `"${name}";q=${requests};w=${seconds}`
  const window = {
    policy: policyOf(),
    state: (now: number) =>
      `"${name}";r=${now >= endsAt ? requests : Math.max(0, requests - used)};t=${
        Math.max(0, Math.ceil((endsAt - now) / 1_000))
      }`,
    take(now: number) {
      if (now >= endsAt) {
        endsAt = endOf === undefined ? now + seconds * 1_000 : endOf(now)
        used = 0
        untold = 0
      }
      if (used >= requests) return false
      used++
      if (untold++ === 0) onUntold?.(window)
      return true
    },
    use: (now: number) => ({ name, used: now >= endsAt ? 0 : used, requests, resetsInMs: Math.max(0, endsAt - now) }),
    resetsIn: (now: number) => (used < requests ? 0 : Math.max(0, endsAt - now)),
    change(next: RateConfig) {
      ;({ requests, seconds } = next)
      window.policy = policyOf()
    },
    takeUntold(now: number) {
      const told = { requests: untold, endsInMs: endsAt - now }
      untold = 0
      return told
    },
    keepUntold(more: number) {
      untold += more
    },
    hear(together: number, endsInMs: number, now: number) {
      used = together + untold
      endsAt = now + endsInMs
    }
  }
  return window
}

/** Two windows at once: a rate, and a quota beside it. What the first refuses does not count in the second. */
export function bothWindows(first: RateWindow, second: RateWindow): RateWindow {
  return {
    get policy() {
      return `${first.policy}, ${second.policy}`
    },
    state: now => `${first.state(now)}, ${second.state(now)}`,
    take: now => first.take(now) && second.take(now),
    resetsIn: now => Math.max(first.resetsIn(now), second.resetsIn(now))
  }
}
