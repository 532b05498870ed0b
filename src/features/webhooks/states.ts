import { endsOf } from '../../gateway/events/feed.ts'
import type { EventLog } from '../../gateway/events/log.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { type Delivery, findDelivery } from './deliveries.ts'
import { PING } from './line.ts'
import { holdPosition } from './positions.ts'
import { conflict, lockSubscription } from './subscriptions.ts'
import type { Subscription } from './tables.ts'

/** What of a subscription changes; what is undefined stays. */
export interface SubscriptionChange {
  url?: string | undefined
  description?: string | null | undefined
  /** With the scopes of whoever chooses them; null: all that it may hear of. */
  types?: { names: readonly string[] | null; scopes: readonly string[] } | undefined
  system?: string | null | undefined
  resource?: string | null | undefined
  subject?: string | null | undefined
  /** True: nothing is sent; false: it is again. */
  paused?: boolean | undefined
  /** What came while it was not active is left out. */
  skipMissed?: boolean | undefined
}

/** Why the hub gives a subscription up. */
export type DisableCause = 'gone' | 'failing' | 'secret'

/** What becomes of subscriptions. */
export interface States {
  /** @throws SatuError not_found */
  change(id: string, change: SubscriptionChange): Promise<Subscription>
  /**
   * Has its receiver sent a message that nothing has caused.
   * @throws SatuError not_found, state_conflict when it is not active
   */
  ping(id: string): Promise<Delivery>
  /** Gives it up, and tells its consumer. @returns false when that was done before */
  disable(id: string, cause: DisableCause): Promise<boolean>
}

export function createStates(store: Store, append: EventLog['append']): States {
  /** Where it is in line, from when it is not in it any more. */
  const outOfLine = ({ behind }: Subscription, position: number | undefined): number => behind ?? position ?? 0

  async function resume(
    db: Db,
    { seq }: Subscription,
    skipMissed: boolean,
    now: number
  ): Promise<Partial<Subscription>> {
    const waiting = db.updateTable('webhook_deliveries').where('subscription', '=', seq).where('status', '=', 'waiting')
    if (skipMissed) await waiting.set({ status: 'skipped', changed_at: now }).execute()
    else await waiting.set({ attempts: 0, first_at: null, due_at: now }).where('first_at', 'is not', null).execute()
    // It catches up with the others from here, like one that is made now.
    const missed = skipMissed ? { behind: (await endsOf(db)).newest } : {}
    return { ...missed, cause: null, failures: 0, not_before: 0, due_at: now }
  }

  return {
    change: (id, { paused, skipMissed = false, types, ...fields }) =>
      store.write(async db => {
        const now = Date.now()
        const status = paused === undefined ? undefined : paused ? 'paused' : 'active'
        const position = status === undefined ? undefined : await holdPosition(db, store.engine, { wait: true })
        const before = await lockSubscription(db, store.engine, id)
        const set: Partial<Subscription> = Object.fromEntries(
          Object.entries(fields).filter(([, value]) => value !== undefined)
        )
        if (types !== undefined)
          Object.assign(set, { types: types.names === null ? null : JSON.stringify(types.names),
            scopes: JSON.stringify(types.scopes) })
        if (status !== undefined && status !== before.status) {
          Object.assign(set, { status, changed_at: now, ...(status === 'active'
            ? await resume(db, before, skipMissed, now)
            : { behind: outOfLine(before, position), cause: null }) })
        }
        return Object.keys(set).length === 0
          ? before
          : db.updateTable('subscriptions').set(set).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
      }),
    ping: id =>
      store.write(async db => {
        const { seq: subscription, status, consumer } = await lockSubscription(db, store.engine, id)
        if (status !== 'active') throw conflict(`It is ${status}: nothing is sent to it.`)
        const now = Date.now()
        const [event = 0] = await append(db, { type: PING, system: null, subject: id, time: now, data: {}, consumer })
        await db.insertInto('webhook_deliveries').values({ subscription, event, type: PING, subject: id,
          status: 'waiting', attempts: 0, created_at: now, changed_at: now, due_at: now, first_at: null, tries: '[]' })
          .execute()
        await db.updateTable('subscriptions').set({ due_at: now, not_before: 0 }).where('id', '=', id).execute()
        return findDelivery(db, subscription, event)
      }),
    disable: (id, cause) =>
      store.write(async db => {
        const position = await holdPosition(db, store.engine, { wait: true })
        const before = await lockSubscription(db, store.engine, id)
        if (before.status !== 'active') return false
        const now = Date.now()
        await db.updateTable('subscriptions').set({ status: 'disabled', cause, changed_at: now,
          behind: outOfLine(before, position) }).where('id', '=', id).execute()
        await append(db, { type: 'subscription.disabled', system: null, subject: id, time: now,
          data: { status: 'disabled', cause }, consumer: before.consumer })
        return true
      })
  }
}
