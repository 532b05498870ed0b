import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Db, Store } from '../../platform/store/database.ts'
import type { SubmissionsTable, SubmissionState, Tables } from '../../platform/store/tables.ts'
import { isOf } from './owners.ts'

export type Submission = Selectable<SubmissionsTable>
export type { SubmissionState }

/** A write that waits keeps those behind it, of the same system and subject, waiting too. */
export const waitingStates = ['accepted', 'delivering', 'uncertain',
  'parked'] as const satisfies readonly SubmissionState[]

export interface Step {
  from: SubmissionState | null
  to: SubmissionState
  /** In a few words, safe to show. */
  cause: string
  by: string
  at: number
}

/** Who takes a step: the hub itself, where no person did. */
export const HUB = 'hub'

export async function addStep(db: Db, id: string, { from, to, cause, by, at }: Step): Promise<void> {
  await db.insertInto('submission_transitions').values({ submission_id: id, at, from_state: from, to_state: to,
    cause: cause.slice(0, 500), by }).execute()
}

interface FindOptions {
  /** Holds it until the transaction ends; for PostgreSQL, where others write at the same time. */
  lock?: boolean
  /** Only if it is one of theirs. */
  owners?: readonly string[] | undefined
}

export function findSubmission(
  db: Db,
  id: string,
  { lock = false, owners }: FindOptions = {}
): Promise<Submission | undefined> {
  let query = db.selectFrom('submissions').selectAll().where('id', '=', id)
  if (owners !== undefined) query = query.where(isOf(owners))
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

export interface ClaimOptions {
  system: string
  owner: string
  now: number
  leaseUntil: number
  most: number
}

/**
 * Takes writes that are due, in the order in which they were accepted, for one worker. What was being sent by a worker
 * that has not been heard of since may have arrived, and may still be arriving: it comes as `uncertain`.
 */
export async function claim(
  store: Store,
  { system, owner, now, leaseUntil, most }: ClaimOptions
): Promise<Submission[]> {
  return store.write(async db => {
    const due = await dueOf(db, store, system, now, most)
    const claimed: Submission[] = []
    for (const before of due) {
      const isFresh = before.state === 'accepted'
      const state = isFresh ? 'delivering' : 'uncertain'
      const row = await db.updateTable('submissions')
        .set({
          state,
          lease_owner: owner,
          lease_until: leaseUntil,
          changed_at: before.state === state ? before.changed_at : now,
          ...(isFresh && { attempts: before.attempts + 1 }),
          ...(before.state === 'delivering' && { sent_at: now })
        })
        .where('id', '=', before.id).returningAll().executeTakeFirstOrThrow()
      if (before.state !== state) {
        await addStep(db, before.id, { from: before.state, to: state,
          cause: isFresh ? `attempt ${row.attempts}` : 'whoever was sending it has not been heard of since', by: HUB,
          at: now })
      }
      claimed.push(row)
    }
    return claimed.toSorted((a, b) => a.seq - b.seq)
  })
}

function dueOf(db: Db, store: Store, system: string, now: number, most: number): Promise<Submission[]> {
  const query = db.selectFrom('submissions').selectAll()
    .where('system', '=', system)
    .where('state', 'in', ['accepted', 'delivering', 'uncertain'])
    .where('due_at', '<=', now)
    .where('lease_until', '<=', now)
    .where(isFirst)
    .orderBy('seq').limit(most)
  return (store.engine === 'postgres' ? query.forUpdate().skipLocked() : query).execute()
}

/**
 * Nothing of the same subject waits before it. As a number, not as `not exists`: PostgreSQL would make a join of that,
 * and without statistics compare each with each.
 */
function isFirst({ eb, selectFrom }: ExpressionBuilder<Tables, 'submissions'>) {
  return eb('submissions.seq', '=',
    selectFrom('submissions as other').select(({ fn }) => fn.min('other.seq').as('first'))
      .whereRef('other.system', '=', 'submissions.system').whereRef('other.subject', '=', 'submissions.subject')
      .where('other.state', 'in', waitingStates))
}

export type Change = Partial<
  Pick<Submission,
    'state' | 'attempts' | 'forgiven' | 'sent_at' | 'due_at' | 'delivered_at' | 'made_key' | 'reference' | 'problem'
      | 'body' | 'lease_until'>
> & { state: SubmissionState }

/**
 * Changes a write that this worker has, with the step that says why.
 * @param more what else is written in the same transaction
 * @returns false when the worker does not have it any more: another took it over, and nothing was changed
 */
export function change(
  store: Store,
  { id, state: from, lease_owner: owner }: Submission,
  set: Change,
  step: { cause: string; by?: string; at: number },
  more?: (db: Db) => Promise<void>
): Promise<boolean> {
  return store.write(async db => {
    const { numUpdatedRows } = await db.updateTable('submissions').set({ ...set, changed_at: step.at })
      .where('id', '=', id).where('state', '=', from).where('lease_owner', 'is not distinct from', owner)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await addStep(db, id, { from, to: set.state, cause: step.cause, by: step.by ?? HUB, at: step.at })
    await more?.(db)
    return true
  })
}

/** Systems for which a write is due. */
export async function dueSystems(store: Store, now: number): Promise<string[]> {
  const rows = await store.read(db =>
    db.selectFrom('submissions').select('system').distinct()
      .where('state', 'in', ['accepted', 'delivering', 'uncertain']).where('due_at', '<=', now).where('lease_until',
        '<=', now).execute()
  )
  return rows.map(({ system }) => system)
}
