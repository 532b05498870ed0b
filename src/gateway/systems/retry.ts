import type { SatuError } from '../../errors.ts'
import { type FaultKind, SystemFault } from '../../kit/faults.ts'

/** Decides whether a safe call may be made once more. Never a write that was sent: see `../writes/deliver.ts`. */
export interface Retry {
  /** A call was made: so many of them allow one more. */
  called(): void
  /**
   * Milliseconds after which the failed call is made again; undefined when it is not. Uses up one of what is allowed.
   */
  after(error: SatuError): number | undefined
}

/** After these the system has not seen the call, or has not finished it. */
const KINDS: readonly FaultKind[] = ['unreachable', 'reset']
/** Of all calls to a system, so that an ill one is not asked twice as often. */
const SHARE = 0.1
/** A long time without faults must not make a burst of them possible. */
const MOST_SAVED = 5
const SHORTEST_MS = 20
const LONGEST_MS = 120

export function createRetry(random: () => number = Math.random): Retry {
  let allowed = 0
  return {
    called() {
      if (allowed < MOST_SAVED) allowed += SHARE
    },
    after({ cause }) {
      // Ten tenths are a little less than one.
      if (!(cause instanceof SystemFault) || !KINDS.includes(cause.kind) || allowed < 1 - 1e-9) return undefined
      allowed -= 1
      return SHORTEST_MS + random() * (LONGEST_MS - SHORTEST_MS)
    }
  }
}
