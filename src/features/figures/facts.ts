import type { Records, ResourceName } from '../../contract/resources.ts'
import type { SeeRecords } from '../../gateway/events/pass.ts'
import type { Clocks } from '../../gateway/reads/clocks.ts'
import { type CanonicalRecord, districtsOf } from '../../gateway/systems/records.ts'
import { toWibDate } from '../../kit/indonesia/calendar.ts'
import type { RecordFactsTable } from './tables.ts'

/** The resources that the page counts. */
export const countedResources = ['complaints', 'licence-applications', 'licences', 'information-requests',
  'incidents'] as const satisfies readonly ResourceName[]
export type CountedResource = (typeof countedResources)[number]

/** Days of which the page shows how many records began. */
export const TREND_DAYS = 14
export const DAY_MS = 86_400_000

/** Statuses in which somebody has something to do. A licence is a result: nothing of it is open. */
const open: Readonly<Record<CountedResource, readonly string[]>> = {
  'complaints': ['submitted', 'triage', 'info_needed', 'assigned', 'in_progress', 'responded', 'reopened'],
  'licence-applications': ['submitted', 'under_review', 'action_required', 'awaiting_payment', 'approved'],
  'licences': [],
  'information-requests': ['received', 'under_review', 'clarification_needed', 'extended', 'objection_filed',
    'dispute'],
  'incidents': ['reported', 'verified', 'dispatched', 'on_scene']
}

/** Statuses of an application in which it is the office that has to act. */
const officeHasApplication: readonly string[] = ['submitted', 'under_review', 'approved']

type Fact = RecordFactsTable

export interface FactsOptions {
  clocks(): Clocks
  now?: () => number
}

/**
 * Keeps what the page counts of each record that the looks for changes see, so that no system is ever asked for the
 * page.
 * @returns what takes the records; only what has changed is written
 */
export function createFacts({ clocks, now = Date.now }: FactsOptions): SeeRecords {
  let cleanedAt = 0
  return async (store, system, resource, seen) => {
    if (!isCounted(resource) || seen.length === 0) return
    const oldest = now() - TREND_DAYS * DAY_MS
    const facts = new Map<string, Fact>()
    for (const { id, shown } of seen) {
      const fact = shown && factOf(system, resource, shown, clocks())
      if (fact !== undefined && (fact.is_open === 1 || fact.begun_at >= oldest)) facts.set(id, fact)
    }
    const known = await store.read(db =>
      db.selectFrom('record_facts').selectAll().where('resource', '=', resource).where('subject', 'in',
        seen.map(({ id }) => id)).execute()
    )
    const before = new Map(known.map(fact => [fact.subject, fact]))
    const changed = [...facts.values()].filter(fact => !isSame(before.get(fact.subject), fact))
    const gone = known.flatMap(({ subject }) => (facts.has(subject) ? [] : [subject]))
    const isDue = now() - cleanedAt > 3_600_000
    if (changed.length === 0 && gone.length === 0 && !isDue) return
    await store.write(async db => {
      if (changed.length > 0) {
        await db.insertInto('record_facts').values(changed).onConflict(on =>
          on.columns(['resource', 'subject']).doUpdateSet(({ ref }) => ({
            system: ref('excluded.system'),
            agency_id: ref('excluded.agency_id'),
            districts: ref('excluded.districts'),
            status: ref('excluded.status'),
            is_open: ref('excluded.is_open'),
            begun_at: ref('excluded.begun_at'),
            due_on: ref('excluded.due_on'),
            expires_at: ref('excluded.expires_at'),
            kind: ref('excluded.kind'),
            severity: ref('excluded.severity'),
            latitude: ref('excluded.latitude'),
            longitude: ref('excluded.longitude')
          }))
        ).execute()
      }
      if (gone.length > 0)
        await db.deleteFrom('record_facts').where('resource', '=', resource).where('subject', 'in', gone).execute()
      if (isDue) await db.deleteFrom('record_facts').where('is_open', '=', 0).where('begun_at', '<', oldest).execute()
    })
    if (isDue) cleanedAt = now()
  }
}

export function isCounted(resource: string): resource is CountedResource {
  return (countedResources as readonly string[]).includes(resource)
}

/** What is counted of a record that everybody may see. */
export function factOf(
  system: string,
  resource: CountedResource,
  record: CanonicalRecord,
  clocks: Pick<Clocks, 'of'>
): Fact {
  const { status, agency_id, location, kind, severity, cap } = record as Partial<Records['incidents']> & {
    status?: { code: string }
  }
  const code = status?.code ?? 'unknown'
  const isOpen = open[resource].includes(code)
  const expires = Date.parse(cap?.expires ?? '')
  const isIncident = resource === 'incidents'
  return {
    resource,
    system,
    subject: record.id,
    agency_id: agency_id ?? null,
    districts: [...new Set(districtsOf(record))].join(','),
    status: code,
    is_open: isOpen ? 1 : 0,
    begun_at: begunAt(resource, record),
    due_on: isOpen ? dueOn(resource, record, clocks) : null,
    expires_at: Number.isNaN(expires) ? null : expires,
    kind: isIncident ? kind ?? null : null,
    severity: isIncident ? severity ?? null : null,
    latitude: isIncident ? location?.lat ?? null : null,
    longitude: isIncident ? location?.long ?? null : null
  }
}

function begunAt(resource: CountedResource, record: CanonicalRecord): number {
  const { submitted_at, issued_on, received_on, occurred_at } = record as { submitted_at?: string; issued_on?: string;
    received_on?: string; occurred_at?: string }
  const since =
    { 'complaints': submitted_at, 'licence-applications': submitted_at, 'licences': issued_on,
      'information-requests': received_on, 'incidents': occurred_at }[resource]
  const text = since ?? record.source.updated_at
  // A day begins where the city is.
  return Date.parse(text.length === 10 ? `${text}T00:00:00+07:00` : text)
}

function dueOn(resource: CountedResource, record: CanonicalRecord, clocks: Pick<Clocks, 'of'>): string | null {
  if (resource === 'licence-applications') {
    const { status, due_at } = record as Records['licence-applications']
    return due_at !== undefined && officeHasApplication.includes(status.code) ? toWibDate(new Date(due_at)) : null
  }
  // Whether it is over does not matter here: the day on which it ends is the same on every day.
  const clock = clocks.of(resource, record, '2000-01-01')
  return clock?.waits_for === 'office' ? clock.due_on : null
}

function isSame(before: Fact | undefined, after: Fact): boolean {
  return before !== undefined && (Object.keys(after) as (keyof Fact)[]).every(name => before[name] === after[name])
}
