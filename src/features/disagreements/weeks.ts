import { sql } from 'kysely'
import { toWibDate } from '../../kit/indonesia/calendar.ts'
import type { Db, Store } from '../../platform/store/database.ts'

/** How an agency stands: what it could do something about, among what could be compared. */
export interface Standing {
  /** Monday of the week, `YYYY-MM-DD`. */
  week: string
  /** Code; undefined for the whole city. */
  agency: string | undefined
  /** Disagreements that are open or accepted and that a system of the agency takes part in. */
  open: number
  /** Those of them in which it says something else than the one who is suggested to know best. */
  toCorrect: number
  /** People, parcels, licences ... of which two records could be compared, one of them of the agency. */
  subjects: number
  /** `open` for each 1,000 of `subjects`; undefined while nothing could be compared. */
  index: number | undefined
  countedAt: number
}

export interface Weeks {
  /**
   * Counts how each agency stands now, as the standing of this week so far.
   * @param to where it is written
   * @throws SatuError store_unavailable
   */
  count(to?: Pick<Store, 'write'>): Promise<void>
  /** The last weeks, the latest first. @throws SatuError store_unavailable */
  list(query: { agency: string | undefined; weeks: number }): Promise<Standing[]>
}

/** What is compared by others than the ledger: how many subjects, of which agencies. */
export type Elsewhere = () => Promise<readonly { agencies: readonly string[]; subjects: number }[]>

const CITY = ''
const DAY_MS = 86_400_000
/** On a Monday. */
const MONDAY_MS = Date.parse('1970-01-05T00:00:00Z')

export function createWeeks(
  store: Pick<Store, 'read' | 'write'>,
  now: () => number,
  elsewhere: Elsewhere = () => Promise.resolve([])
): Weeks {
  return {
    async count(to = store) {
      const at = now()
      const week = weekOf(at)
      const told = await elsewhere()
      const standings = await store.read(db => standingsOf(db, told))
      if (standings.length === 0) return
      const rows = standings.map(standing => ({ week, ...standing, counted_at: at }))
      await to.write(async db => {
        for (const row of rows) {
          await db.insertInto('disagreement_weeks').values(row).onConflict(on =>
            on.columns(['week', 'agency']).doUpdateSet(row)
          ).execute()
        }
      })
    },
    list: ({ agency, weeks }) =>
      store.read(async db => {
        const first = weekOf(now() - (weeks - 1) * 7 * DAY_MS)
        let query = db.selectFrom('disagreement_weeks').selectAll().where('week', '>=', first).orderBy('week', 'desc')
          .orderBy('agency')
        if (agency !== undefined) query = query.where('agency', '=', agency)
        const rows = await query.execute()
        return rows.map(({ week, agency: code, open, to_correct: toCorrect, subjects, counted_at: countedAt }) => ({
          week,
          agency: code === CITY ? undefined : code,
          open,
          toCorrect,
          subjects,
          countedAt,
          index: subjects === 0 ? undefined : Math.round((open / subjects) * 10_000) / 10
        }))
      })
  }
}

/** Monday of the week in which a time lies in the city, `YYYY-MM-DD`. */
export function weekOf(ms: number): string {
  const day = Date.parse(`${toWibDate(new Date(ms))}T00:00:00Z`)
  const since = Math.floor((day - MONDAY_MS) / DAY_MS)
  return new Date(day - (((since % 7) + 7) % 7) * DAY_MS).toISOString().slice(0, 10)
}

interface Counted {
  agency: string
  open: number
  to_correct: number
  subjects: number
}

async function standingsOf(db: Db, told: Awaited<ReturnType<Elsewhere>>): Promise<Counted[]> {
  // A claim that is compared has another beside it.
  const subject = sql<string>`rule || ' ' || subject`
  const subjects = await db.selectFrom('disagreement_claims').select((
    { fn }
  ) => ['agency', fn.count<number>(subject).distinct().as('count')])
    .where('is_compared', '=', 1).groupBy('agency').execute()
  const whole = await db.selectFrom('disagreement_claims').select(({ fn }) =>
    fn.count<number>(subject).distinct().as('count')
  ).where('is_compared', '=', 1).executeTakeFirstOrThrow()
  const parties = db.selectFrom('disagreement_parties').innerJoin('disagreements', 'disagreements.seq',
    'disagreement_parties.disagreement').where('state', 'in', ['open', 'accepted'])
  const open = await parties.select(({ fn }) => ['agency', fn.count<number>('disagreement').distinct().as('count')])
    .groupBy('agency').execute()
  const differing = await parties.select((
    { fn }
  ) => ['agency', fn.count<number>('disagreement').distinct().as('count')]).where('differs', '=', 1).groupBy('agency')
    .execute()
  const all = await db.selectFrom('disagreements').select(({ fn }) => fn.countAll<number>().as('count')).where('state',
    'in', ['open', 'accepted']).executeTakeFirstOrThrow()
  const of = (rows: readonly { agency: string | null; count: number }[], agency: string): number =>
    rows.find(row => row.agency === agency)?.count ?? 0
  const compared = (counts: (one: (typeof told)[number]) => boolean): number =>
    told.filter(counts).reduce((sum, one) => sum + one.subjects, 0)
  const agencies = [
    ...new Set([...[...subjects, ...open].flatMap(({ agency }) => agency || []), ...told.flatMap(one => one.agencies)])
  ].toSorted()
  return [
    { agency: CITY, open: all.count, to_correct: all.count, subjects: whole.count + compared(() => true) },
    ...agencies.map(agency => ({ agency, open: of(open, agency), to_correct: of(differing, agency),
      subjects: of(subjects, agency) + compared(one => one.agencies.includes(agency)) })
    )
  ].filter(({ agency, open: still, subjects: some }) => agency === CITY || still > 0 || some > 0)
}
