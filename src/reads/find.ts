import type { ResourceName } from '../contract/resources.ts'
import { SatuError } from '../errors.ts'
import type { Asker } from '../systems/asker.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { Tolerance } from './answers.ts'
import { createReport, outcomeOf, type SourceReader, type SourceReport } from './sources.ts'

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

/** Finds one record. Both throw SatuError: `not_found` when no system has it, else the fault of the system that should. */
export interface Find {
  /** By the id that lists give: it names the system. */
  byId(resource: ResourceName, id: string, caller: FindCaller): Promise<Found>
  /** By a number that every system knows it by: all that serve it are asked, and the newest record is taken. */
  byKey(resource: ResourceName, key: string, caller: FindCaller): Promise<Found>
}

export function createFind({ registry, reader }: { registry: Registry; reader: SourceReader }): Find {
  return {
    async byId(resource, id, caller) {
      const owner = registry.owner(resource, id)
      if (owner === undefined) throw notFound(resource)
      const report = createReport(owner.system)
      const record = await reader.record({ ...caller, system: owner.system, resource, key: owner.key, report })
      if (record === undefined) throw notFound(resource)
      return { record, report, reports: [report] }
    },
    async byKey(resource, key, caller) {
      const reports = registry.serving(resource, 'get').map(createReport)
      const records = await Promise.all(reports.map(async report => {
        try {
          const record = await reader.record({ ...caller, system: report.system, resource, key, report })
          return record && { record, report, reports }
        } catch (error) {
          if (!(error instanceof SatuError)) throw error
          report.failed = error
          return undefined
        }
      }))
      const found = records.filter(record => record !== undefined)
      const [newest] = found.sort((a, b) => (a.record.source.updated_at < b.record.source.updated_at ? 1 : -1))
      if (newest !== undefined) return newest
      // Whether a system that failed has it cannot be known: that is its fault, not the caller's.
      const failure = reports.find(({ failed }) => failed !== undefined)?.failed
      if (failure === undefined) throw notFound(resource)
      throw new SatuError(failure.code, failure.message, { stage: failure.stage ?? 'read', systems: reports.map(outcomeOf), cause: failure.cause })
    }
  }
}

export function notFound(resource: string): SatuError {
  return new SatuError('not_found', `No record of ${resource} has this id.`, { stage: 'read' })
}
