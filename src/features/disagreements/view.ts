import type { components } from '../../contract/types.ts'
import type { City } from '../../kit/adapter.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { DisagreementStep } from './listing.ts'
import type { Party, Rule } from './model.ts'
import type { DisagreementRow } from './settle.ts'
import type { Standing } from './weeks.ts'

type Schemas = components['schemas']
type View = Schemas['Disagreement']

/** What a disagreement is shown with. */
export interface ViewContext {
  rules: ReadonlyMap<string, Rule>
  agencies: City['agencies']
}

/** A disagreement as the contract shows it. What is personal in it is masked since it was kept. */
export function viewDisagreement(row: DisagreementRow, { rules, agencies }: ViewContext): View {
  const { id, rule: name, comparison, state, severity } = row
  const rule = rules.get(name)
  const parties = partiesOf(row)
  const [newer, suggested] = [parties[row.newer], parties[row.suggested]]
  return {
    id,
    rule: name,
    comparison,
    state,
    severity: severity as View['severity'],
    ...(rule && { title: rule.title }),
    subject: {
      key: rule === undefined ? 'unknown' : 'personal' in rule.key ? rule.key.personal : rule.key.path.join('.'),
      records: [...new Set(parties.map(({ record }) => record))]
    },
    claims: parties.map(party => viewClaim(party, agencies)),
    ...(newer && { newer: { system: newer.system, record_id: newer.record } }),
    ...(suggested &&
      {
        suggestion: { system: suggested.system, record_id: suggested.record, version: suggested.version,
          because: row.is_owner === 1 ? 'owner' : 'newer' }
      }),
    opened_at: at(row.opened_at),
    changed_at: at(row.changed_at),
    ...(row.closed_at !== null && { closed_at: at(row.closed_at) })
  }
}

function viewClaim(party: Party, agencies: City['agencies']): Schemas['DisagreementClaim'] {
  const { system, agency, resource, record, district, shown, version, since, updatedAt } = party
  const agencyId = agencies.find(({ code }) => code === agency)?.id
  return {
    system,
    resource,
    record_id: record,
    version,
    ...(agencyId !== undefined && { agency_id: agencyId }),
    ...(district !== null && { district_code: district }),
    ...(resource !== 'residents' && { location: locationOf(resource, record) }),
    ...(shown !== undefined && { value: textOf(shown) }),
    said_since: at(since),
    updated_at: at(updatedAt)
  }
}

export function viewDisagreementStep(
  { at: time, from_state: from, to_state: to, cause, by, reason, submission_id: submission }: DisagreementStep
): Schemas['DisagreementStep'] {
  return {
    at: at(time),
    to: to as View['state'],
    cause,
    by,
    ...(from !== null && { from: from as View['state'] }),
    ...(reason !== null && { reason }),
    ...(submission !== null && { submission_id: submission })
  }
}

export function viewStanding(
  { week, agency, open, toCorrect, subjects, index, countedAt }: Standing,
  agencies: City['agencies']
): Schemas['DisagreementStanding'] {
  const id = agencies.find(({ code }) => code === agency)?.id
  return {
    week,
    open,
    to_correct: toCorrect,
    subjects,
    counted_at: at(countedAt),
    ...(agency !== undefined && { agency }),
    ...(id !== undefined && { agency_id: id }),
    ...(index !== undefined && { index })
  }
}

export function partiesOf({ parties }: Pick<DisagreementRow, 'parties'>): Party[] {
  return JSON.parse(parties) as Party[]
}

export function textOf(shown: NonNullable<Party['shown']>): string {
  return (Array.isArray(shown) ? shown.join('; ') : String(shown)).slice(0, 2_000)
}

/** Land and its bills are read by their numbers, which end their ids. */
function locationOf(resource: string, record: string): string {
  const key = record.slice(record.indexOf('-') + 1)
  if (resource === 'tax-objects') return `/v1/tax-objects/${key}`
  return resource === 'tax-bills' ? `/v1/tax-bills/${key.replace('-', '/')}` : `/v1/${resource}/${record}`
}

export function at(ms: number): string {
  return toWib(new Date(ms))
}
