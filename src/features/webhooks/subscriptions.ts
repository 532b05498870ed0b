import { sql } from 'kysely'
import { randomBytes } from 'node:crypto'
import { SatuError } from '../../errors.ts'
import { endsOf } from '../../gateway/events/feed.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { isKeyUsed, reserveKey } from '../../platform/store/idempotency-keys.ts'
import { makePosition } from './positions.ts'
import type { Secrets } from './secrets.ts'
import type { Subscription, SubscriptionStatus } from './tables.ts'

/** What a consumer wants sent, and where to. */
export interface NewSubscription
  extends Pick<Subscription, 'consumer' | 'url' | 'description' | 'system' | 'resource' | 'subject'>
{
  /** Undefined: all that it may hear of. */
  types: readonly string[] | undefined
  /** Those of the credential that it was made with: it hears of nothing that these do not open. */
  scopes: readonly string[]
  idempotencyKey: string
  fingerprint: string
}

export interface SubscriptionQuery {
  /** Only those of this one. */
  consumer: string | undefined
  status: readonly SubscriptionStatus[] | undefined
  limit: number
  /** Where the last page ended. */
  after: number | undefined
}

/** The subscriptions of all consumers, in the order in which they were made. */
export interface Subscriptions {
  /**
   * @param most that the consumer may have
   * @returns it with its secret; the same one again under the same key
   * @throws SatuError idempotency_key_reused, state_conflict when it has as many as it may
   */
  make(wanted: NewSubscription, most: number): Promise<{ subscription: Subscription; secret: string }>
  /** Whether its consumer has used the key already: then nothing new is made. */
  knows(consumer: string, idempotencyKey: string): Promise<boolean>
  get(id: string): Promise<Subscription | undefined>
  list(query: SubscriptionQuery): Promise<{ items: Subscription[]; next: number | undefined }>
  /** Makes another secret; those before sign until then, ms since 1970. */
  rotate(id: string, until: number): Promise<{ subscription: Subscription; secret: string }>
  /** Nothing more is begun for it; what is on its way is not called back. */
  remove(id: string): Promise<void>
}

export function createSubscriptions(store: Store, secrets: Secrets): Subscriptions {
  async function insert(
    db: Db,
    { idempotencyKey: _key, fingerprint: _fingerprint, types, scopes, ...wanted }: NewSubscription,
    id: string,
    now: number
  ): Promise<{ subscription: Subscription; secret: string }> {
    const { newest } = await endsOf(db)
    await makePosition(db, newest)
    const { secret, kept } = secrets.issue(id)
    const subscription = await db.insertInto('subscriptions').values({
      ...wanted,
      id,
      types: types === undefined ? null : JSON.stringify(types),
      scopes: JSON.stringify(scopes),
      secrets: kept,
      // It catches up with the others from here: what happens from now on is in line for it.
      status: 'active',
      cause: null,
      behind: newest,
      created_at: now,
      changed_at: now,
      due_at: null,
      not_before: 0,
      failures: 0,
      succeeded_at: null,
      lease_owner: null,
      lease_until: 0
    }).returningAll().executeTakeFirstOrThrow()
    return { subscription, secret }
  }

  return {
    make: (wanted, most) =>
      store.write(async db => {
        const { consumer, idempotencyKey: key, fingerprint } = wanted
        const now = Date.now()
        const id = `whk-${randomBytes(12).toString('base64url')}`
        // Two that come at the same time must not both be the last one that is allowed.
        if (store.engine === 'postgres')
          await sql`select pg_advisory_xact_lock(hashtextextended(${`subscriptions ${consumer}`}, 0))`.execute(db)
        const before = await reserveKey(db, { consumer, key, fingerprint, submission_id: id, running_until: now }, now)
        if (before !== undefined) return repeated(await findSubscription(db, before.submission_id))
        const { count } = await db.selectFrom('subscriptions').select(({ fn }) => fn.countAll<number>().as('count'))
          .where('consumer', '=', consumer).executeTakeFirstOrThrow()
        if (count >= most) throw conflict(`A consumer may have ${most} subscriptions: delete one first.`)
        return insert(db, wanted, id, now)
      }),
    knows: (consumer, key) => store.read(db => isKeyUsed(db, consumer, key)),
    get: id => store.read(db => findSubscription(db, id)),
    list: ({ consumer, status, limit, after = 0 }) =>
      store.read(async db => {
        let query = db.selectFrom('subscriptions').selectAll().where('seq', '>', after).orderBy('seq').limit(limit + 1)
        if (consumer !== undefined) query = query.where('consumer', '=', consumer)
        if (status !== undefined) query = query.where('status', 'in', status)
        const rows = await query.execute()
        const items = rows.slice(0, limit)
        return { items, next: rows.length > limit ? items.at(-1)?.seq : undefined }
      }),
    rotate: (id, until) =>
      store.write(async db => {
        const before = await lockSubscription(db, store.engine, id)
        const { secret, kept } = secrets.rotate(before, until)
        const subscription = await db.updateTable('subscriptions').set({ secrets: kept }).where('id', '=', id)
          .returningAll().executeTakeFirstOrThrow()
        return { subscription, secret }
      }),
    // What it was sent is forgotten by age, like that of the others.
    remove: id =>
      store.write(async db => {
        await db.deleteFrom('subscriptions').where('id', '=', id).execute()
      })
  }

  function repeated(subscription: Subscription | undefined): { subscription: Subscription; secret: string } {
    const [secret] = subscription === undefined ? [] : secrets.open(subscription)
    if (subscription === undefined || secret === undefined)
      throw noSuchSubscription('What was made under this Idempotency-Key has been deleted.')
    return { subscription, secret }
  }
}

export function findSubscription(db: Db, id: string): Promise<Subscription | undefined> {
  return db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * One subscription, and nobody else changes it until the transaction ends.
 * @throws SatuError not_found
 */
export async function lockSubscription(db: Db, engine: Store['engine'], id: string): Promise<Subscription> {
  const query = db.selectFrom('subscriptions').selectAll().where('id', '=', id)
  const found = await (engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
  if (found === undefined) throw noSuchSubscription()
  return found
}

export function noSuchSubscription(detail = 'There is no subscription with this id.'): SatuError {
  return new SatuError('not_found', detail, { stage: 'webhooks' })
}

export function conflict(detail: string): SatuError {
  return new SatuError('state_conflict', detail, { stage: 'webhooks' })
}
