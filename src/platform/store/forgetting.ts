import { sql } from 'kysely'
import type { Db, Store } from './database.ts'
import type { SubmissionState } from './tables.ts'

/**
 * Forgets at most so many rows that are older than a time (ms since 1970), in one unit of work.
 * @param store of the turn that forgets, so that one that was taken over forgets nothing
 * @returns how many were forgotten; undefined when another process of the hub is at it
 * @throws SatuError store_unavailable
 */
export type Forget = (
  store: Pick<Store, 'engine' | 'write'>,
  before: number,
  most: number
) => Promise<number | undefined>

/** What the store can forget by age, beside what features forget of theirs. */
export interface Forgetting {
  /** What was written into systems, of writes that ended before then. The rest of their rows stays. */
  submissionBodies: Forget
  /** Writes that ended before then, with their steps and whose they were. */
  submissions: Forget
  /** Idempotency keys that ended before then. */
  idempotencyKeys: Forget
  /** Events that became known before then; up to where is kept among the positions. */
  events: Forget
  /** The oldest rows of the access log. The hash of the last of them stays: the chain begins behind it. */
  accessLog: Forget
  /** What operators did before then. */
  operatorActions: Forget
  /** Maintenances of systems that were over before then. */
  maintenances: Forget
  /** Photos that came before then. */
  media: Forget
  /** Records that systems pushed last before then. SQLite overwrites them on the disk. */
  pushed: Forget
}

/** The position up to where the log of events was forgotten. */
export const EVENTS_FORGOTTEN = 'forgotten'

/** States that a write does not leave any more. */
const ended: readonly SubmissionState[] = ['delivered', 'rejected', 'abandoned']

/** Any number, the same in every process: who holds the lock forgets. */
const FORGETTING = 7_324_602

/**
 * Makes a unit of work that forgets run in one process at a time. On SQLite writers take turns anyway, and what one has
 * forgotten the next does not find.
 * @param work forgets at most so many rows that are older than a time, and gives how many it has forgotten
 */
export function forgetAlone(work: (db: Db, before: number, most: number) => Promise<number>): Forget {
  return ({ engine, write }, before, most) =>
    write(async db => {
      if (engine === 'postgres') {
        const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${FORGETTING}) as mine`.execute(
          db
        )
        if (rows[0]?.mine !== true) return undefined
      }
      return work(db, before, most)
    })
}

export const forgetting: Forgetting = {
  submissionBodies: forgetAlone(async (db, before, most) => {
    const old = await db.selectFrom('submissions').select('seq')
      // As it stands in the index, which a parameter would not be known to be.
      .where('body', '<>', sql.lit(''))
      .where('state', 'in', ended).where('changed_at', '<', before).limit(most).execute()
    if (old.length > 0)
      await db.updateTable('submissions').set({ body: '' }).where('seq', 'in', old.map(({ seq }) => seq)).execute()
    return old.length
  }),
  submissions: forgetAlone(async (db, before, most) => {
    const old = await db.selectFrom('submissions').select(['id', 'seq']).where('state', 'in', ended).where(
      'changed_at',
      '<',
      before
    ).limit(most).execute()
    const ids = old.map(({ id }) => id)
    if (ids.length > 0) {
      await db.deleteFrom('submission_transitions').where('submission_id', 'in', ids).execute()
      await db.deleteFrom('submission_owners').where('seq', 'in', old.map(({ seq }) => seq)).execute()
      await db.deleteFrom('submissions').where('id', 'in', ids).execute()
    }
    return ids.length
  }),
  idempotencyKeys: forgetAlone(async (db, before, most) => {
    const { numDeletedRows } = await db.deleteFrom('idempotency_keys')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(refTuple('consumer', 'key'), 'in',
          selectFrom('idempotency_keys').select(['consumer', 'key']).where('expires_at', '<', before).limit(most)
            .$asTuple('consumer', 'key'))
      )
      .executeTakeFirst()
    return Number(numDeletedRows)
  }),
  events: forgetAlone(async (db, before, most) => {
    const old = await db.selectFrom('events').select('seq').where('recorded_at', '<', before).orderBy('seq').limit(
      most
    ).execute()
    const last = old.at(-1)?.seq
    if (last === undefined) return 0
    await db.deleteFrom('events').where('seq', 'in', old.map(({ seq }) => seq)).execute()
    await db.insertInto('event_positions').values({ name: EVENTS_FORGOTTEN, seq: last })
      .onConflict(on => on.column('name').doUpdateSet({ seq: last }).where('event_positions.seq', '<', last))
      .execute()
    return old.length
  }),
  accessLog: forgetAlone(async (db, before, most) => {
    const oldest = await db.selectFrom('access_log').select(['seq', 'hash', 'at']).orderBy('seq').limit(most)
      .execute()
    const end = oldest.findIndex(({ at }) => at >= before)
    const old = end < 0 ? oldest : oldest.slice(0, end)
    const last = old.at(-1)
    if (last === undefined) return 0
    const { seq, hash } = last
    await db.deleteFrom('access_subjects').where('seq', '<=', seq).execute()
    await db.deleteFrom('access_log').where('seq', '<=', seq).execute()
    await db.insertInto('access_ends').values({ name: 'start', seq, hash }).onConflict(on =>
      on.column('name').doUpdateSet({ seq, hash })
    ).execute()
    return old.length
  }),
  operatorActions: forgetAlone(async (db, before, most) => {
    const old = await db.selectFrom('operator_actions').select('seq').where('at', '<', before).limit(most).execute()
    if (old.length > 0)
      await db.deleteFrom('operator_actions').where('seq', 'in', old.map(({ seq }) => seq)).execute()
    return old.length
  }),
  maintenances: forgetAlone(async (db, before, most) => {
    const old = await db.selectFrom('maintenances').select('seq').where('ends_at', '<', before).limit(most).execute()
    if (old.length > 0) await db.deleteFrom('maintenances').where('seq', 'in', old.map(({ seq }) => seq)).execute()
    return old.length
  }),
  media: forgetAlone(async (db, before, most) => {
    const old = await db.selectFrom('media').select('name').where('kept_at', '<', before).limit(most).execute()
    if (old.length > 0) await db.deleteFrom('media').where('name', 'in', old.map(({ name }) => name)).execute()
    return old.length
  }),
  pushed: ({ write }, before, most) =>
    write(async db => {
      const old = await db.selectFrom('pushed').select(['system', 'resource', 'key']).where('received_at', '<', before)
        .orderBy('received_at').limit(most).execute()
      for (const { system, resource, key } of old) {
        await db.deleteFrom('pushed').where('system', '=', system).where('resource', '=', resource).where('key', '=',
          key).where('received_at', '<', before).execute()
      }
      return old.length
    })
}
