import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import { toId } from '../../kit/ids.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Asker } from '../systems/asker.ts'
import type { Registry } from '../systems/registry.ts'
import { fit } from '../systems/repair.ts'
import type { FoundResident } from '../systems/resident.ts'
import { askResident, failIfNoneAnswered } from './resident.ts'
import { createReport, type SourceReport } from './source-report.ts'

type Resident = components['schemas']['Resident']

export interface LookUp {
  record: Resident
  /** Of the register that gave it. */
  report: SourceReport
  /** Of every register that was asked. */
  reports: readonly SourceReport[]
}

export interface LookUpOptions {
  registry: Registry
  validation: Validation
  /** What a person is called by, instead of the NIK. */
  nameOf(nik: string): string
}

/**
 * Finds the record of one person: all registers are asked, and the newest record is taken. Nothing is kept.
 * @returns throws SatuError not_found when none of them knows the NIK
 */
export function createLookUp(
  { registry, validation, nameOf }: LookUpOptions
): (nik: string, asker: Asker) => Promise<LookUp> {
  return async (nik, asker) => {
    const reports = registry.serving('residents', 'get').map(createReport)
    const found = await Promise.all(
      reports.map(async report => ({ report, resident: await askResident(report, nik, asker) }))
    )
    failIfNoneAnswered(reports)
    const known = found.flatMap(({ report, resident }) => (resident === undefined ? [] : [{ report, resident }]))
    const [newest] = known.sort((a, b) => (a.resident.updatedAt < b.resident.updatedAt ? 1 : -1))
    // Whether a register that failed knows the person cannot be told.
    if (newest === undefined)
      throw reports.find(({ failed }) => failed !== undefined)?.failed ??
        new SatuError('not_found', 'No connected register knows this person.', { stage: 'read' })
    return { record: recordOf(nik, newest.report, newest.resident), report: newest.report, reports }
  }

  function recordOf(nik: string, { system }: SourceReport, { record, updatedAt, quality }: FoundResident): Resident {
    const key = nameOf(nik)
    const candidate = {
      ...record,
      id: toId(system.config.prefix, key),
      source: { system: system.id, record_id: key, fetched_at: toWib(new Date()), updated_at: updatedAt },
      quality: [...quality]
    }
    const unfit = fit(candidate, value => validation.errorsOf('Resident', value))
    if (unfit !== undefined)
      throw new SatuError('system_failed', `${system.id}: what it says of a person does not fit the contract: ${unfit}`,
        { stage: 'validation' })
    return candidate
  }
}
