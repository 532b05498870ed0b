import { sql } from 'kysely'
import type { Registry } from '../../gateway/systems/registry.ts'
import { toWib, toWibDate, WIB_OFFSET_MINUTES } from '../../kit/indonesia/calendar.ts'
import type { Store } from '../../platform/store/database.ts'
import { type CountedResource, countedResources, DAY_MS, TREND_DAYS } from './facts.ts'

/** Numbers about the records of one resource, of an agency, or of a district. */
export interface Count {
  open: number
  /** Of the open ones, those whose office is late. */
  overdue: number
  /** Those that have to be done today. */
  dueToday: number
  /** Begun on each of the last days, oldest first; the last is today. */
  trend: number[]
}

export interface ActiveIncident {
  id: string
  system: string
  kind: string
  severity: string
  status: string
  districts: string[]
  /** WGS 84; left out where nobody may know, or nobody does. */
  lat?: number
  long?: number
  since: string
}

/** How much of the city the numbers know. */
export interface Coverage {
  /** Systems that serve the resource, and those of them that are looked at. */
  systems: number
  looked: number
  /** When the one of them that was looked at longest ago was, RFC 3339; null while none was. */
  asOf: string | null
}

/** What the city has to do, as far as the hub has seen it. */
export interface Figures {
  /** When these were counted, RFC 3339. */
  at: string
  resources: Record<CountedResource, Count & { coverage: Coverage }>
  /** By id of the agency, `''` where no record says which; resources of which there is nothing are left out. */
  agencies: Record<string, Partial<Record<CountedResource, Count>>>
  /** By Kemendagri code. */
  districts: Record<string, Partial<Record<CountedResource, Count>>>
  /** Newest first. */
  incidents: ActiveIncident[]
}

const MOST_INCIDENTS = 200
/** An incident that nobody has closed for so long is history. */
const INCIDENT_MS = 7 * DAY_MS

/**
 * Counts the records that looks for changes have seen: three queries over what is open or new, and no system is asked.
 */
export async function readFigures(store: Store, registry: Registry, now: number): Promise<Figures> {
  const today = toWibDate(new Date(now))
  const firstDay = dayOf(now) - TREND_DAYS + 1
  const [open, begun, active, watches] = await store.read(async db => {
    const isCurrent = sql<boolean>`(expires_at is null or expires_at > ${now})`
    const late = sql<number>`sum(case when due_on < ${today} then 1 else 0 end)`
    const due = sql<number>`sum(case when due_on = ${today} then 1 else 0 end)`
    return [
      await db.selectFrom('record_facts').select((
        { fn }
      ) => ['resource', 'agency_id', 'districts', fn.countAll<number>().as('open'), late.as('overdue'), due.as('due')])
        .where('is_open', '=', 1).where(isCurrent).where(({ or, eb }) =>
          or([eb('resource', '<>', 'incidents'), eb('begun_at', '>', now - INCIDENT_MS)])
        )
        .groupBy(['resource', 'agency_id', 'districts']).execute(),
      await db.selectFrom('record_facts')
        .select((
          { fn }
        ) => ['resource', 'agency_id', 'districts',
          sql<number>`(begun_at + ${sql.lit(WIB_OFFSET_MINUTES * 60_000)}) / ${sql.lit(DAY_MS)}`.as('day'),
          fn.countAll<number>().as('begun')]
        )
        .where('begun_at', '>=', firstDay * DAY_MS - WIB_OFFSET_MINUTES * 60_000).groupBy(['resource', 'agency_id',
          'districts', 'day']).execute(),
      await db.selectFrom('record_facts').selectAll().where('resource', '=', 'incidents').where('is_open', '=', 1)
        .where(isCurrent)
        .where('begun_at', '>', now - INCIDENT_MS).orderBy('begun_at', 'desc').limit(MOST_INCIDENTS).execute(),
      await db.selectFrom('event_watches').select(['system', 'resource', 'looked_at']).where('looked_at', 'is not',
        null).execute()
    ] as const
  })

  const resources = Object.fromEntries(
    countedResources.map(name => [name, { ...nothing(), coverage: coverageOf(name) }])
  ) as Figures['resources']
  const agencies: Figures['agencies'] = {}
  const districts: Figures['districts'] = {}
  /** All counts that a group belongs to. */
  function* countsOf(
    { resource, agency_id: agency, districts: codes }: { resource: string; agency_id: string | null; districts: string }
  ): Generator<Count> {
    const name = resource as CountedResource
    if (resources[name] === undefined) return
    yield resources[name]
    yield ((agencies[agency ?? ''] ??= {})[name] ??= nothing())
    for (const code of codes === '' ? [] : codes.split(',')) yield ((districts[code] ??= {})[name] ??= nothing())
  }
  for (const group of open) {
    for (const count of countsOf(group)) {
      count.open += group.open
      count.overdue += group.overdue
      count.dueToday += group.due
    }
  }
  for (const group of begun) {
    const index = group.day - firstDay
    // What a system dates into the future is no news of today.
    if (index < 0 || index >= TREND_DAYS) continue
    for (const count of countsOf(group)) count.trend[index] = (count.trend[index] ?? 0) + group.begun
  }
  return {
    at: toWib(new Date(now)),
    resources,
    agencies,
    districts,
    incidents: active.map((
      { subject, system, kind, severity, status, districts: codes, latitude, longitude, begun_at: at }
    ) => ({
      id: subject,
      system,
      kind: kind ?? 'other',
      severity: severity ?? 'unknown',
      status,
      districts: codes === '' ? [] : codes.split(','),
      ...(latitude !== null && longitude !== null && { lat: latitude, long: longitude }),
      since: toWib(new Date(at))
    }))
  }

  function coverageOf(resource: CountedResource): Coverage {
    const serving = registry.serving(resource, 'list')
    const looks = watches.filter(watch => watch.resource === resource && serving.some(({ id }) => id === watch.system))
      .map(({ looked_at: at }) => Number(at))
    return { systems: serving.length, looked: looks.length,
      asOf: looks.length === 0 ? null : toWib(new Date(Math.min(...looks))) }
  }
}

function nothing(): Count {
  return { open: 0, overdue: 0, dueToday: 0, trend: Array.from({ length: TREND_DAYS }, () => 0) }
}

/** Days since 1970 in the city. */
function dayOf(ms: number): number {
  return Math.floor((ms + WIB_OFFSET_MINUTES * 60_000) / DAY_MS)
}

/**
 * How many records each agency is late with, by its id. Those of which nobody says whose they are have nobody to tell.
 */
export function lateAgencies({ agencies }: Figures): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(agencies).filter(([id]) => id !== '').map((
      [id, counts]
    ) => [id, Object.values(counts).reduce((sum, { overdue }) => sum + overdue, 0)])
  )
}
