import type { SatuError, SourceOutcome } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { System } from '../systems/system.ts'

/** What one read learns of a system while it reads from it. */
export interface SourceReport {
  system: System
  /** When the oldest part used was given, ms since 1970. */
  asOf: number | undefined
  /** Until when every part used stays fresh, ms since 1970. */
  freshUntil: number
  stale: boolean
  error: SatuError | undefined
  /** Error that left the system out altogether. */
  failed: SatuError | undefined
  quarantined: number
  /** The system was asked, not only remembered. */
  asked: boolean
  /** Another process of the hub had asked it. */
  shared: boolean
  /** What the parts used are made of: see `Purges`. */
  tags: readonly string[]
  /** Time spent waiting for it. */
  waitedMs: number
}

export function createReport(system: System): SourceReport {
  return {
    system,
    asOf: undefined,
    freshUntil: Infinity,
    stale: false,
    error: undefined,
    failed: undefined,
    quarantined: 0,
    asked: false,
    shared: false,
    tags: [],
    waitedMs: 0
  }
}

/** The entry of `meta.sources`. */
export function outcomeOf({ system, asOf, stale, error, failed, quarantined }: SourceReport): SourceOutcome {
  const cause = failed ?? error
  return {
    system: system.id,
    state: failed ? 'failed' : stale ? 'stale' : 'ok',
    as_of: asOf === undefined ? null : toWib(new Date(asOf)),
    ...(cause === undefined ? {} : { code: cause.code, detail: cause.message }),
    ...(quarantined === 0 ? {} : { quarantined })
  }
}
