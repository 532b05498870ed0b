import type { Records, ResourceName } from '../../contract/resources.ts'
import type { components } from '../../contract/types.ts'
import type { Filters } from '../../kit/adapter.ts'
import type { CanonicalRecord } from '../systems/records.ts'

export type Clock = NonNullable<(Records['complaints'] | Records['information-requests'])['clock']>

/** The clock of what was accepted here, and is not in its system yet. */
export type FirstClock = components['schemas']['SubmissionClock']

/** The day that clocks are counted on. */
export interface Day {
  /** `YYYY-MM-DD` in WIB. */
  today: string
  /** When it is over, ms since 1970: what was counted on it is wrong from then on. */
  until: number
}

/**
 * The time limits that run on records, as the feature that knows the rules counts them. They are counted when an
 * answer is made and are no part of what is kept of a system, so they run on while it is down.
 */
export interface Clocks {
  /**
   * Filters that find what is overdue with fewer rows looked at: a system that filters by status need not give those in
   * which no office has to act.
   */
  narrow<F extends Filters & { overdue?: boolean }>(resource: ResourceName, filters: F): F
  /** The day that it is now; undefined for a resource that no limits run on. */
  day(resource: ResourceName): Day | undefined
  of(resource: ResourceName, record: CanonicalRecord, today: string): Clock | undefined
  /** The record with its clock of this day, and with no other. */
  shown(resource: ResourceName, record: CanonicalRecord, today: string): CanonicalRecord
  /** What runs today on a new record from when the hub accepted it, RFC 3339 in WIB: the city has received it then. */
  first(resource: ResourceName, acceptedAt: string): FirstClock | undefined
  /** The last day on which a resident may do this to a record, where the law has one; `YYYY-MM-DD`. */
  lastDay(resource: ResourceName, action: string, record: CanonicalRecord): string | undefined
}

/** No time limits run on anything. */
export const noClocks: Clocks = {
  narrow: (_resource, filters) => filters,
  day: () => undefined,
  of: () => undefined,
  shown: (_resource, record) => record,
  first: () => undefined,
  lastDay: () => undefined
}
