import type { Backlog } from '../../gateway/writes/backlog.ts'
import { WIB_OFFSET_MINUTES } from '../../kit/indonesia/calendar.ts'
import { minutesOf, weekdays } from '../../platform/config/week.ts'
import type { Store } from '../../platform/store/database.ts'
import type { AlertsConfig } from './settings.ts'
import type { Sight } from './sight.ts'

interface Counted {
  name: string
  count: number
}

/** How the night was, without its words. */
export interface DigestBody {
  /** From the digest before, ms since 1970. */
  from: number
  to: number
  /** Systems that were down, the longest first. */
  down: { name: string; times: number; seconds: number; isDown: boolean }[]
  /** Alerts that go on. */
  firing: number
  waiting: Counted[]
  parked: Counted[]
  /** By agency, the latest first. */
  overdue: Counted[]
  /** Systems whose form changed. */
  drift: string[]
  silences: number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Who starts the hub at noon wants no morning. */
const LATEST_MS = 2 * 3_600_000
/** The first of January 1970 was a Thursday. */
const THURSDAY = 3

/** The digest that is to be sent now: its instant, and that of the one before. */
export function digestDue(
  digest: NonNullable<AlertsConfig['digest']>,
  now: number
): { at: number; before: number } | undefined {
  const today = Math.floor((now + WIB_OFFSET_MINUTES * MINUTE_MS) / DAY_MS)
  const instantOf = (day: number): number => day * DAY_MS + (minutesOf(digest.at) - WIB_OFFSET_MINUTES) * MINUTE_MS
  const isOn = (day: number): boolean => digest.days.includes(weekdays[(day + THURSDAY) % 7] ?? 'mon')
  // One that is due shortly before midnight may be sent shortly after.
  const day = [today, today - 1].find(one => isOn(one) && now >= instantOf(one) && now < instantOf(one) + LATEST_MS)
  if (day === undefined) return undefined
  let before = day - 1
  while (!isOn(before)) before--
  return { at: instantOf(day), before: instantOf(before) }
}

/** Puts together how it was from one time to another (ms since 1970), and what waits now. */
export async function readDigest(
  store: Pick<Store, 'read'>,
  { from, to, sight, backlog, agencyName }: { from: number; to: number; sight: Sight;
    backlog: ReadonlyMap<string, Backlog>; agencyName(id: string): string }
): Promise<DigestBody> {
  const { alerts, silences } = await store.read(async db => ({
    alerts: await db.selectFrom('alerts').select(['kind', 'system', 'since', 'resolved_at']).where('since', '<', to)
      .where(({ or, eb }) => or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', from)])).execute(),
    silences:
      (await db.selectFrom('alert_silences').select(({ fn }) => fn.countAll<number>().as('count')).where('from_at',
        '<=', to).where('until_at', '>', to).executeTakeFirstOrThrow()).count
  }))
  const names = new Map(sight.systems.map(({ id, name }) => [id, name]))
  const nameOf = (id: string): string => names.get(id) ?? id
  const down = new Map<string, DigestBody['down'][number]>()
  for (const { kind, system, since, resolved_at: end } of alerts) {
    if (kind !== 'system_down' || system === null) continue
    const { times, seconds, isDown } = down.get(system) ?? { times: 0, seconds: 0, isDown: false }
    const lasted = Math.max(0, Math.min(end ?? to, to) - Math.max(since, from))
    down.set(system, { name: nameOf(system), times: times + 1, seconds: seconds + Math.round(lasted / 1_000),
      isDown: isDown || end === null })
  }
  const counted = (of: (one: Backlog) => number): Counted[] =>
    [...backlog].map(([id, one]) => ({ name: nameOf(id), count: of(one) })).filter(({ count }) => count > 0).toSorted((
      a,
      b
    ) => b.count - a.count)
  return {
    from,
    to,
    down: [...down.values()].toSorted((a, b) => b.seconds - a.seconds),
    firing: alerts.filter(({ resolved_at: end }) => end === null).length,
    waiting: counted(one => one.waiting + one.uncertain),
    parked: counted(one => one.parked),
    overdue: [...sight.overdue ?? []].map(([id, count]) => ({ name: agencyName(id), count })).filter(({ count }) =>
      count > 0
    ).toSorted((a, b) => b.count - a.count),
    drift: [...sight.drifted ?? []].filter(([, at]) => at >= from && at < to).map(([id]) => nameOf(id)).toSorted(),
    silences
  }
}
