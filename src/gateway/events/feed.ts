import type { SelectQueryBuilder } from 'kysely'
import { SatuError } from '../../errors.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { EVENTS_FORGOTTEN } from '../../platform/store/forgetting.ts'
import type { Tables } from '../../platform/store/tables.ts'
import type { EventRow } from './cloud-event.ts'
import type { Wish } from './hearing.ts'

/**
 * Where a reader begins: after an event, or with what became known at a time. Neither: with the oldest that is kept.
 */
export interface Start {
  after?: number | undefined
  /** ms since 1970 */
  since?: number | undefined
}

export interface EventPage {
  rows: EventRow[]
  /** Position of the next page; undefined at the end. */
  next: number | undefined
  /** The newest event that was looked at: what comes later comes after it. */
  last: number
}

/** The log, read page by page. */
export interface Feed {
  /** @throws SatuError events_forgotten when what followed the position is gone */
  page(wish: Wish, start: Start, limit: number): Promise<EventPage>
  /**
   * The position that a stream begins after; without a start, the newest event.
   * @throws SatuError events_forgotten
   */
  position(start: Start): Promise<number>
}

export function createFeed(store: Pick<Store, 'read'>): Feed {
  async function begin(
    db: Db,
    { after, since }: Start,
    fallback: (newest: number) => number
  ): Promise<{ position: number; newest: number }> {
    const { newest, forgotten } = await endsOf(db)
    if (after !== undefined) {
      if (after > 0 && after < forgotten) throw gone(`The log begins after event ${forgotten}.`)
      if (after > newest) throw gone(`The log ends with event ${newest}: that position is of another one.`)
      return { position: after, newest }
    }
    if (since === undefined) return { position: fallback(newest), newest }
    const first = await firstSince(db, since)
    return { position: first === undefined ? newest : first - 1, newest }
  }

  return {
    page: (wish, start, limit) =>
      store.read(async db => {
        const { position, newest } = await begin(db, start, () => 0)
        const query = wantedEvents(db, wish).where('seq', '>', position).where('seq', '<=', newest)
        const found = wish.types.size === 0 ? [] : await query.orderBy('seq').limit(limit + 1).execute()
        const rows = found.slice(0, limit)
        const end = rows.at(-1)?.seq ?? position
        const more = found.length > limit
        return { rows, next: more ? end : undefined, last: more ? end : Math.max(newest, position) }
      }),
    position: start => store.read(async db => (await begin(db, start, newest => newest)).position)
  }
}

/** The newest event, and the one up to which they are forgotten; 0 when there is none. */
export async function endsOf(db: Db): Promise<{ newest: number; forgotten: number }> {
  const { newest } = await db.selectFrom('events').select(({ fn }) => fn.max('seq').as('newest'))
    .executeTakeFirstOrThrow()
  const { seq: forgotten = 0 } =
    (await db.selectFrom('event_positions').select('seq').where('name', '=', EVENTS_FORGOTTEN).executeTakeFirst()) ?? {}
  return { newest: newest ?? forgotten, forgotten }
}

/** The first event that is kept and became known at a time (ms since 1970) or later. */
export async function firstSince(db: Db, since: number): Promise<number | undefined> {
  const { first } = await db.selectFrom('events').select(({ fn }) => fn.min('seq').as('first')).where('recorded_at',
    '>=', since).executeTakeFirstOrThrow()
  return first ?? undefined
}

/** Events of the log that a reader wants and may have, as `isWanted` has it. */
export function wantedEvents(
  db: Db,
  { types, consumer, subject, system, resource }: Wish
): SelectQueryBuilder<Tables, 'events', EventRow> {
  let query = db.selectFrom('events').selectAll()
    .where('type', 'in', [...types]).where(({ or, eb }) =>
      or([eb('consumer', 'is', null), eb('consumer', '=', consumer)])
    )
  if (subject !== undefined) query = query.where('subject', '=', subject)
  if (system !== undefined) query = query.where('system', '=', system)
  if (resource !== undefined) query = query.where('resource', '=', resource)
  return query
}

function gone(detail: string): SatuError {
  return new SatuError('events_forgotten', detail, { stage: 'events' })
}
