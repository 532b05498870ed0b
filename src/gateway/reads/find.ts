import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { Asker } from '../systems/asker.ts'
import { OWN_KEY, type Turn, turnOf } from '../systems/pair.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import type { Tolerance } from './answers.ts'
import { FALLEN_BACK_MS, type OnAnswered } from './federate.ts'
import { createReport, outcomeOf, type SourceReport } from './source-report.ts'
import type { SourceReader } from './sources.ts'

export interface Found {
  record: CanonicalRecord
  /** Of the system that gave it. */
  report: SourceReport
  /** Of every system that was asked. */
  reports: readonly SourceReport[]
}

export interface FindCaller {
  tolerance: Tolerance
  asker: Asker
}

/**
 * Finds one record. Both throw SatuError: `not_found` when no system has it, else the fault of the system that should.
 */
export interface Find {
  /** By the id that lists give: it names the system. */
  byId(resource: ResourceName, id: string, caller: FindCaller): Promise<Found>
  /** By a number that every system knows it by: all that serve it are asked, and the newest record is taken. */
  byKey(resource: ResourceName, key: string, caller: FindCaller): Promise<Found>
}

export interface FindOptions {
  registry: Registry
  reader: SourceReader
  onAnswered?: OnAnswered
}

export function createFind({ registry, reader, onAnswered = () => {} }: FindOptions): Find {
  /**
   * Of two systems that hand the resource over the one whose turn it is; the old one where that one cannot tell, or has
   * none.
   */
  async function read(
    resource: ResourceName,
    key: string,
    place: System,
    caller: FindCaller,
    turn: Turn
  ): Promise<{ record: CanonicalRecord | undefined; report: SourceReport }> {
    const report = createReport(turn.system)
    let failure: SatuError | undefined
    const record = await reader.record({ ...caller, system: turn.system, resource, key, report }).catch(
      (error: unknown) => {
        if (turn.instead === undefined || !(error instanceof SatuError)) throw error
        failure = error
        return undefined
      }
    )
    if (record === undefined && turn.instead !== undefined) {
      const other = createReport(turn.instead)
      const found = await reader.record({ ...caller, system: turn.instead, resource, key, report: other })
      other.freshUntil = Math.min(other.freshUntil, Date.now() + FALLEN_BACK_MS)
      if (found !== undefined)
        onAnswered(resource, { place, by: turn.instead, records: [found], asker: caller.asker,
          fellBack: failure !== undefined })
      return { record: found, report: other }
    }
    if (record !== undefined)
      onAnswered(resource, { place, by: turn.system, records: [record], asker: caller.asker, fellBack: false })
    return { record, report }
  }
  const turnFor = (resource: ResourceName, system: System, key: string): Turn => {
    const pair = registry.pairOf(resource, system.id)
    // An own key of the successor is none of the old system's.
    return pair === undefined || key.startsWith(OWN_KEY) || (system === pair.successor)
      ? { system }
      : turnOf(pair, `${resource} ${key}`)
  }

  return {
    async byId(resource, id, caller) {
      const owner = registry.owner(resource, id)
      if (owner === undefined) throw notFound(resource)
      const { record, report } = await read(resource, owner.key, owner.system, caller,
        turnFor(resource, owner.system, owner.key))
      if (record === undefined) throw notFound(resource)
      return { record, report, reports: [report] }
    },
    async byKey(resource, key, caller) {
      const looked = await Promise.all(registry.serving(resource, 'get').map(async system => {
        try {
          return await read(resource, key, system, caller, turnFor(resource, system, key))
        } catch (error) {
          if (!(error instanceof SatuError)) throw error
          return { record: undefined, report: { ...createReport(system), failed: error } }
        }
      }))
      const reports = looked.map(({ report }) => report)
      const found = looked.flatMap(({ record, report }) => (record === undefined ? [] : [{ record, report, reports }]))
      const [newest] = found.sort((a, b) => (a.record.source.updated_at < b.record.source.updated_at ? 1 : -1))
      if (newest !== undefined) return newest
      // Whether a system that failed has it cannot be known: that is its fault, not the caller's.
      const failure = reports.find(({ failed }) => failed !== undefined)?.failed
      if (failure === undefined) throw notFound(resource)
      throw new SatuError(failure.code, failure.message, { stage: failure.stage ?? 'read',
        systems: reports.map(outcomeOf), cause: failure.cause })
    }
  }
}

export function notFound(resource: string): SatuError {
  return new SatuError('not_found', `No record of ${resource} has this id.`, { stage: 'read' })
}
