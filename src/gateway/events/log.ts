import { sql } from 'kysely'
import type { Db } from '../../platform/store/database.ts'
import type { Engine } from '../../platform/store/engine.ts'
import { type EventType, kindOf, permitted } from './types.ts'

/** Something that happened, as whoever saw it tells it. */
export interface NewEvent {
  type: EventType
  /** Where it happened; null for the hub itself. */
  system: string | null
  /** Canonical id of what it happened to. */
  subject: string
  /** When, ms since 1970. */
  time: number
  /** What is told of it. Only what the type's list allows is kept. */
  data: Readonly<Record<string, unknown>>
  /** A hash of all that is watched, where the type goes by content. Null or left out when it is not known. */
  state?: string | null
  /** Resource of the record, where the type does not say it: submissions are of any. */
  resource?: string
  /** Only this consumer may hear of it. */
  consumer?: string
}

/** The append-only log of what happened. */
export interface EventLog {
  /**
   * Writes events within a unit of `store.write`, so that they are kept exactly if what caused them is. Let it be the
   * unit's last statement: on PostgreSQL other writers of events wait from here until the unit is committed, which
   * makes the order of their numbers the order in which they become visible.
   *
   * A change that is known already, since somebody else saw it too, is not written again.
   * @returns the number of each, undefined for one that was known
   */
  append(db: Db, ...events: readonly NewEvent[]): Promise<(number | undefined)[]>
}

/** Any number, the same in every process: who holds the lock writes events. */
const WRITING_EVENTS = 7_324_601

export function createEventLog(
  { engine, now = Date.now, onAppend = () => {} }: { engine: Engine; now?: () => number;
    onAppend?: (type: EventType) => void }
): EventLog {
  async function appendOne(db: Db, event: NewEvent): Promise<number | undefined> {
    const { type, system, subject, time, consumer = null } = event
    const data = permitted(type, event.data)
    const at = now()
    const isNews = await markNews(db, event, data, at)
    if (!isNews) return undefined
    const { seq } = await db.insertInto('events')
      .values({ type, system, subject, consumer, time, resource: event.resource ?? kindOf(type).resource,
        recorded_at: at, data: JSON.stringify(data) })
      .returning('seq').executeTakeFirstOrThrow()
    onAppend(type)
    return seq
  }

  return {
    async append(db, ...events) {
      if (events.length === 0) return []
      if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${WRITING_EVENTS})`.execute(db)
      const written: (number | undefined)[] = []
      for (const event of events) written.push(await appendOne(db, event))
      return written
    }
  }
}

/** Notes what is known of the record from now on; false when that was known before. */
async function markNews(
  db: Db,
  { type, system, subject, state: given }: NewEvent,
  data: Record<string, unknown>,
  at: number
): Promise<boolean> {
  const { resource, when, state: goesBy } = kindOf(type)
  if (when === 'always') return true
  const state = goesBy === 'status' ? (data['status'] as string | undefined) ?? null : given ?? null
  const mark = { resource, subject, system: system ?? '', state, changed_at: at }
  if (when === 'first') {
    const made = await db.insertInto('event_marks').values(mark).onConflict(on =>
      on.columns(['resource', 'subject']).doNothing()
    ).returning('subject').execute()
    return made.length > 0
  }
  const changed = await db.insertInto('event_marks').values(mark)
    .onConflict(on =>
      on.columns(['resource', 'subject']).doUpdateSet({ state, changed_at: at })
        // What is not known is no reason to be silent: then two who saw the same would have to agree on it.
        .where(({ or, eb, ref }) =>
          or([eb('event_marks.state', 'is distinct from', ref('excluded.state')), eb('excluded.state', 'is', null)])
        )
    )
    .returning('subject').execute()
  return changed.length > 0
}
