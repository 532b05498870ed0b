import type { Selectable } from 'kysely'
import { SatuError } from '../../errors.ts'
import { endsOf, firstSince, wantedEvents } from '../../gateway/events/feed.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { PING } from './line.ts'
import type { WishOf } from './permission.ts'
import { holdPosition } from './positions.ts'
import { lockSubscription } from './subscriptions.ts'
import type { Subscription, WebhookDeliveriesTable } from './tables.ts'

export type Delivery = Selectable<WebhookDeliveriesTable>
export type DeliveryStatus = Delivery['status']

export interface DeliveryQuery {
  /** `seq` of the subscription. */
  subscription: number
  status: readonly DeliveryStatus[] | undefined
  type: readonly string[] | undefined
  subject: string | undefined
  order: 'newest' | 'oldest'
  limit: number
  /** Where the last page ended. */
  after: number | undefined
}

/** What waits for a subscription. */
export interface Waiting {
  count: number
  /** When the oldest of it was put in line, ms since 1970. */
  oldestAt: number
}

export interface Redelivered {
  /** How many were in line before, and are again. */
  again: number
  /** How many come that never were. */
  missed: number
}

/** What was sent to receivers, what waits for them, and having it sent again. */
export interface Deliveries {
  list(query: DeliveryQuery): Promise<{ items: Delivery[]; next: number | undefined }>
  /** @throws SatuError not_found */
  get(subscription: number, event: number): Promise<Delivery>
  /** What waits, by the `seq` of subscriptions; nothing for those for which nothing does. */
  waiting(subscriptions: readonly number[]): Promise<ReadonlyMap<number, Waiting>>
  /**
   * Sends one again, under the same id.
   * @throws SatuError not_found, events_forgotten when its event is not kept any more
   */
  again(id: string, event: number): Promise<Delivery>
  /**
   * Sends again what happened since a time: what was not taken then, and what never was in line although it is wanted
   * now.
   * @param since ms since 1970
   * @param all what was taken as well
   */
  allSince(id: string, since: number, all: boolean): Promise<Redelivered>
}

interface Part {
  count: number
  /** Where the next one begins; undefined at the end. */
  next: number | undefined
}

/** Little enough that nobody who writes waits long behind them. */
const AT_ONCE = 500

export function createDeliveries(store: Store, wishOf: WishOf): Deliveries {
  const anew = (now: number) =>
    ({ status: 'waiting', attempts: 0, first_at: null, due_at: now, changed_at: now }) as const

  function sendAgain(id: string, statuses: readonly DeliveryStatus[], from: number, now: number): Promise<Part> {
    return store.write(async db => {
      const { seq } = await lockSubscription(db, store.engine, id)
      const rows = await db.selectFrom('webhook_deliveries').select('event').where('subscription', '=', seq).where(
        'status',
        'in',
        statuses
      )
        .where('event', '>=', from).orderBy('event').limit(AT_ONCE).execute()
      const events = rows.map(({ event }) => event)
      if (events.length > 0)
        await db.updateTable('webhook_deliveries').set(anew(now)).where('subscription', '=', seq).where('event', 'in',
          events).execute()
      const last = events.at(-1)
      return { count: events.length, next: last === undefined || events.length < AT_ONCE ? undefined : last + 1 }
    })
  }

  return {
    list: ({ subscription, status, type, subject, order, limit, after }) =>
      store.read(async db => {
        let query = db.selectFrom('webhook_deliveries').selectAll().where('subscription', '=', subscription).orderBy(
          'event',
          order === 'newest' ? 'desc' : 'asc'
        ).limit(limit + 1)
        if (after !== undefined) query = query.where('event', order === 'newest' ? '<' : '>', after)
        if (status !== undefined) query = query.where('status', 'in', status)
        if (type !== undefined) query = query.where('type', 'in', type)
        if (subject !== undefined) query = query.where('subject', '=', subject)
        const rows = await query.execute()
        const items = rows.slice(0, limit)
        return { items, next: rows.length > limit ? items.at(-1)?.event : undefined }
      }),
    get: (subscription, event) => store.read(db => findDelivery(db, subscription, event)),
    waiting: subscriptions =>
      store.read(async db => {
        if (subscriptions.length === 0) return new Map()
        const rows = await db.selectFrom('webhook_deliveries').select((
          { fn }
        ) => ['subscription', fn.countAll<number>().as('count'), fn.min('created_at').as('oldestAt')])
          .where('subscription', 'in', subscriptions).where('status', '=', 'waiting').groupBy('subscription').execute()
        return new Map(rows.map(({ subscription, count, oldestAt }) => [subscription, { count, oldestAt }]))
      }),
    again: (id, event) =>
      store.write(async db => {
        const { seq } = await lockSubscription(db, store.engine, id)
        await findDelivery(db, seq, event)
        const kept = await db.selectFrom('events').select('seq').where('seq', '=', event).executeTakeFirst()
        if (kept === undefined)
          throw new SatuError('events_forgotten', 'The event of this delivery is not kept any more.', {
            stage: 'webhooks'
          })
        const now = Date.now()
        await db.updateTable('webhook_deliveries').set(anew(now)).where('subscription', '=', seq).where('event', '=',
          event).execute()
        await db.updateTable('subscriptions').set({ due_at: now, not_before: 0 }).where('seq', '=', seq).execute()
        return findDelivery(db, seq, event)
      }),
    async allSince(id, since, all) {
      const now = Date.now()
      const statuses: readonly DeliveryStatus[] = all ? ['failed', 'skipped', 'delivered'] : ['failed', 'skipped']
      const { first, missed } = await store.write(async db => {
        const position = await holdPosition(db, store.engine, { wait: true })
        const subscription = await lockSubscription(db, store.engine, id)
        const first = await firstSince(db, since) ?? (await endsOf(db)).newest + 1
        const isBehind = Math.min(subscription.behind ?? position ?? 0, first - 1)
        await db.updateTable('subscriptions').set({ behind: isBehind, not_before: 0, due_at: now }).where('id', '=', id)
          .execute()
        return { first, missed: await countMissed(db, subscription, first, position ?? 0) }
      })
      let again = 0
      for (let from: number | undefined = first; from !== undefined;) {
        const part: Part = await sendAgain(id, statuses, from, now)
        again += part.count
        from = part.next
      }
      await store.write(db => db.updateTable('subscriptions').set({ due_at: now }).where('id', '=', id).execute())
      return { again, missed }
    }
  }

  /** How many events are wanted that never were in line. */
  async function countMissed(db: Db, subscription: Subscription, first: number, last: number): Promise<number> {
    const wish = wishOf(subscription)
    const types = new Set([...(wish?.types ?? [])].filter(type => type !== PING))
    if (wish === undefined || types.size === 0) return 0
    const { count } = await wantedEvents(db, { ...wish, types }).clearSelect().select(({ fn }) =>
      fn.countAll<number>().as('count')
    ).where('seq', '>=', first).where('seq', '<=', last)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('webhook_deliveries').select('event').whereRef('event', '=', 'events.seq').where('subscription',
              '=', subscription.seq)
          )
        )
      )
      .executeTakeFirstOrThrow()
    return count
  }
}

/** @throws SatuError not_found */
export async function findDelivery(db: Db, subscription: number, event: number): Promise<Delivery> {
  const found = await db.selectFrom('webhook_deliveries').selectAll().where('subscription', '=', subscription).where(
    'event',
    '=',
    event
  ).executeTakeFirst()
  if (found === undefined) throw new SatuError('not_found', 'There is no delivery with this id.', { stage: 'webhooks' })
  return found
}
