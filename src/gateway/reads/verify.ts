import type { components } from '../../contract/types.ts'
import { SatuError } from '../../errors.ts'
import { namesMatch } from '../../kit/indonesia/names.ts'
import type { Asker } from '../systems/asker.ts'
import type { Registry } from '../systems/registry.ts'
import { askResident, failIfNoneAnswered } from './resident.ts'
import { createReport, outcomeOf, type SourceReport } from './source-report.ts'

type Schemas = components['schemas']

/** What a caller says of a person. */
export interface Claim {
  nik: string
  full_name: string
  birth_date: string
}

export interface Verified {
  answer: Schemas['ResidentMatch']
  reports: readonly SourceReport[]
}

/**
 * Tells whether a NIK, a name and a birth date belong together. A NIK that does not exist and one that belongs to
 * another name answer alike, so that nobody can find out which NIKs exist; the birth date, which a NIK spells out,
 * is told only to those who know the name. Nothing is kept.
 */
export function createVerify(registry: Registry): (claim: Claim, asker: Asker) => Promise<Verified> {
  return async (claim, asker) => {
    const systems = registry.serving('residents', 'get')
    if (systems.length === 0)
      throw new SatuError('not_served', 'No connected system knows residents yet.', { stage: 'route' })
    const reports = systems.map(createReport)
    const found = await Promise.all(reports.map(report => askResident(report, claim.nik, asker)))
    const sources = reports.map(outcomeOf)
    failIfNoneAnswered(reports)
    const known = found.filter(resident =>
      resident !== undefined && namesMatch(resident.record.full_name, claim.full_name)
    )
    const full_name = known.length > 0
    const birth_date = known.some(resident => resident?.record.birth_date === claim.birth_date)
    return {
      answer: { match: full_name && birth_date, fields: { full_name, birth_date }, meta: { sources } },
      reports
    }
  }
}
