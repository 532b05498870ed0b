import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import { toId } from '../../kit/ids.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { System } from '../systems/system.ts'
import type { Tolerance } from './answers.ts'
import type { Served } from './served.ts'
import type { SourceReport } from './source-report.ts'
import type { SourceReader } from './sources.ts'
import type { Rows } from './stream.ts'

/**
 * What stands in for a system that cannot answer, when nothing else is known: its last known records, as everybody may
 * see them.
 */
export interface StandIn {
  /** @param notBefore nothing that its system gave before this, ms since 1970 */
  record(
    system: string,
    resource: ResourceName,
    id: string,
    notBefore: number
  ): Promise<{ record: CanonicalRecord; at: number } | undefined>
  /**
   * When a list was last known whole, ms since 1970; undefined when it never was, or so long ago that it is not served.
   */
  wholeAt(system: string, resource: ResourceName): Promise<number | undefined>
  /** Rows of such a list, by their last change, newest first. */
  list(system: string, resource: ResourceName, offset: number, limit: number): Promise<CanonicalRecord[]>
}

interface Wanted {
  system: System
  resource: ResourceName
  report: SourceReport
  tolerance: Tolerance
}

const PAGE = 100

/**
 * Whether this caller is served what is only remembered: one that sees what everybody sees, and asks nothing of its
 * age.
 */
function mayStandIn({ lastResort = false, notBefore, minFresh }: Tolerance): boolean {
  return lastResort && notBefore === undefined && minFresh === undefined
}

/** The oldest that will do: whoever says how long what is stale may stand in is held to it. */
function oldestFor({ onError }: Tolerance): number {
  return onError === undefined ? 0 : Date.now() - onError * 1_000
}

/** The last known record, with the report telling why; undefined when there is none: then the system's fault stands. */
async function lastRecord(
  standIn: StandIn,
  { system, resource, report, tolerance, key }: Wanted & { key: string },
  fault: SatuError
): Promise<CanonicalRecord | undefined> {
  if (!mayStandIn(tolerance)) return undefined
  const found = await unlessAway(() =>
    standIn.record(system.id, resource, toId(system.config.prefix, key), oldestFor(tolerance))
  )
  if (found === undefined) return undefined
  note(report, found.at, fault)
  return found.record
}

/**
 * Gives a record that its system cannot give as it was last known, where the caller may be given that; else the fault
 * of the system stands. Costs a look into the store, and only then.
 */
export function lastKnown(
  standIn: StandIn | undefined,
  served: Served['note'] = () => {}
): (next: SourceReader['record']) => SourceReader['record'] {
  return next => async options => {
    try {
      return await next(options)
    } catch (error) {
      const last = error instanceof SatuError && standIn !== undefined
        ? await lastRecord(standIn, options, error)
        : undefined
      if (last === undefined) throw error
      served(options.system.id, { at: options.report.asOf ?? 0, stale: true })
      return last
    }
  }
}

/** The rows of the last known list, the same way. */
export async function lastRows(
  standIn: StandIn,
  { system, resource, report, tolerance }: Wanted,
  fault: SatuError
): Promise<Rows | undefined> {
  if (!mayStandIn(tolerance)) return undefined
  const at = await unlessAway(() => standIn.wholeAt(system.id, resource))
  if (at === undefined || at < oldestFor(tolerance)) return undefined
  note(report, at, fault)
  const pages = new Map<number, Promise<CanonicalRecord[]>>()
  return {
    async at(index) {
      const number = Math.floor(index / PAGE)
      const page = pages.get(number) ?? standIn.list(system.id, resource, number * PAGE, PAGE)
      pages.set(number, page)
      return (await page)[index % PAGE] ?? 'end'
    },
    isHere: () => true
  }
}

function note(report: SourceReport, at: number, fault: SatuError): void {
  report.asOf = Math.min(report.asOf ?? Infinity, at)
  report.stale = true
  report.error = new SatuError(fault.code, `${fault.message}; its last known records stand in (mirror)`, {
    stage: fault.stage ?? 'read',
    cause: fault
  })
}

/** A store that is away as well: the system's own fault is what the caller hears of. */
async function unlessAway<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof SatuError) return undefined
    throw error
  }
}
