import type { LimitsConfig } from '../../platform/config/schema.ts'

export type BreakerState = 'closed' | 'open' | 'half_open'

/** Leaves a system alone after failures in a row; after the cool-down one call tries, and its end decides. */
export interface Breaker {
  state(): BreakerState
  /** Milliseconds for which calls are refused; 0 when the next may go. */
  refusesFor(): number
  /**
   * A call goes out. What it gives is told how the call ended; undefined when nothing came of it, not even a failure.
   */
  enter(): (healthy: boolean | undefined) => void
  /** Another process has found the system ill: it is left alone for so long. */
  openFor(ms: number): void
  /** Another process has found the system well. */
  heal(): void
}

/** What this process has found out itself. */
export type Finding = { state: 'closed' } | { state: 'open'; cooldownMs: number; afterTry: boolean }

/**
 * How far the cool-down doubles: who has mended a system sees it back within this. A longer one of the owner's own
 * stays as it is.
 */
export const LONGEST_COOLDOWN_MS = 20_000

export interface BreakerOptions {
  /** Milliseconds that only go forward. */
  now(): number
  onFinding?: ((finding: Finding) => void) | undefined
}

export function createBreaker(
  { failures: limit, cooldown_ms: cooldownMs }: LimitsConfig['breaker'],
  { now, onFinding }: BreakerOptions
): Breaker {
  let failures = 0
  let openUntil = 0
  let nextCooldownMs = cooldownMs
  /** The call that tries. */
  let trying: symbol | undefined

  const state = (): BreakerState =>
    failures < limit ? 'closed' : trying !== undefined || now() >= openUntil ? 'half_open' : 'open'

  const open = (afterTry: boolean): void => {
    failures = limit
    openUntil = now() + nextCooldownMs
    onFinding?.({ state: 'open', cooldownMs: nextCooldownMs, afterTry })
    nextCooldownMs = Math.max(cooldownMs, Math.min(nextCooldownMs * 2, LONGEST_COOLDOWN_MS))
  }
  const close = (): void => {
    failures = 0
    nextCooldownMs = cooldownMs
  }

  return {
    state,
    refusesFor() {
      if (failures < limit) return 0
      return trying === undefined ? Math.max(0, Math.ceil(openUntil - now())) : cooldownMs
    },
    enter() {
      const before = state()
      const mark = before === 'half_open' ? (trying = Symbol('try')) : undefined
      return healthy => {
        const isTry = mark !== undefined && trying === mark
        if (isTry) trying = undefined
        if (healthy === true) {
          const wasClosed = failures < limit
          close()
          if (!wasClosed) onFinding?.({ state: 'closed' })
        } else if (healthy === false) {
          if (isTry) open(true)
          // Those that were on their way when it opened do not make it longer.
          else if (failures < limit && ++failures >= limit) open(false)
        }
      }
    },
    openFor(ms) {
      failures = limit
      openUntil = now() + ms
    },
    heal() {
      close()
      trying = undefined
    }
  }
}
