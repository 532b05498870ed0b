import { type ExpressionBuilder, sql } from 'kysely'
import { type EventRow, toCloudEvent } from '../../gateway/events/cloud-event.ts'
import type { HubConfig } from '../../platform/config/schema.ts'
import type { RowClaims } from '../../platform/jobs/row-claims.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { Tables } from '../../platform/store/tables.ts'
import type { Delivery } from './deliveries.ts'
import { PING } from './line.ts'
import type { WishOf } from './permission.ts'
import { ILL_AFTER } from './schedule.ts'
import type { Secrets } from './secrets.ts'
import type { Sender } from './sender.ts'
import { type Attempted, settle, type Try } from './settle.ts'
import { signatureHeaders } from './signing.ts'
import type { DisableCause } from './states.ts'
import type { Subscription } from './tables.ts'

export interface TurnsOptions {
  store: Store
  leases: RowClaims
  sender: Sender
  secrets: Secrets
  wishOf: WishOf
  settings(): HubConfig['webhooks']
  /** Of the types of events, such as `id.go.bandung`. */
  prefix(): string
  onTry(outcome: Try['outcome']): void
  onEnd(status: Delivery['status']): void
  giveUp(subscription: Subscription, cause: DisableCause): Promise<void>
}

/** A turn ends after so much, so that other processes of the hub have a share in the work. */
const TURN_MS = 5_000

/**
 * Sends to one subscription that this process has claimed what is due for it, a few messages at a time, until nothing
 * is due, its receiver needs rest, or the turn is over.
 * @param signal cuts off what is on its way: what came of it is not known then, and it is sent again
 */
export type TakeTurn = (subscription: Subscription, signal: AbortSignal) => Promise<void>

export function createTurns(
  { store, leases, sender, secrets, wishOf, settings, prefix, onTry, onEnd, giveUp }: TurnsOptions
): TakeTurn {
  return async (claimed, signal) => {
    const letGo = leases.hold(claimed.id)
    const endsAt = Date.now() + TURN_MS
    try {
      for (let subscription: Subscription | undefined = claimed; subscription !== undefined;) {
        const most = subscription.failures < ILL_AFTER ? settings().parallel : 1
        const { seq } = subscription
        const due = await store.read(db => dueOf(db, seq, Date.now(), most))
        if (due.length === 0) return await release(claimed, 'nothing is due')
        subscription = await round(subscription, due, signal)
        const now = Date.now()
        if (subscription !== undefined && (subscription.not_before > now || now >= endsAt || signal.aborted))
          subscription = undefined
      }
      await release(claimed, 'more may be due')
    } finally {
      letGo()
    }
  }

  /** @returns how it stands afterwards; undefined when this process has nothing more to send to it */
  async function round(
    subscription: Subscription,
    due: readonly Due[],
    signal: AbortSignal
  ): Promise<Subscription | undefined> {
    const wish = wishOf(subscription)
    if (wish === undefined) return undefined
    const keys = secrets.open(subscription)
    if (keys.length === 0) {
      await giveUp(subscription, 'secret')
      return undefined
    }
    const types = new Set<string>([...wish.types, PING])
    // Cut off, or with a lease that another may have: whoever comes next sends it.
    const attempted =
      (await Promise.all(due.map(one => attempt(subscription, one, types, keys, signal).catch(() => undefined))))
        .filter(one => one !== undefined)
    if (attempted.length === 0) return undefined
    const settled = await settle(store, subscription, { owner: leases.owner, attempted,
      horizonMs: settings().retry_hours * 3_600_000 })
    for (const { result } of attempted) onTry(result.outcome)
    for (const status of settled.ended) onEnd(status)
    if (settled.giveUp === undefined) return settled.subscription
    await giveUp(subscription, settled.giveUp)
    return undefined
  }

  async function attempt(
    { id, url }: Subscription,
    { delivery, event }: Due,
    types: ReadonlySet<string>,
    keys: readonly string[],
    signal: AbortSignal
  ): Promise<Attempted | undefined> {
    const at = Date.now()
    if (event === undefined)
      return { delivery, result: { at, outcome: 'forgotten', detail: 'its event is not kept any more', ms: 0 } }
    if (!types.has(event.type))
      return { delivery,
        result: { at, outcome: 'not_allowed', detail: 'its consumer may not hear of it any more', ms: 0 } }
    // A process that was held up may have lost its turn to another.
    if (!leases.holds(id)) return undefined
    const body = JSON.stringify(toCloudEvent(event, prefix()))
    const signature = signatureHeaders({ id: String(event.seq), timestamp: Math.floor(at / 1_000), body }, keys)
    const began = performance.now()
    const { retryAfterMs, ...answer } = await sender.send(url, {
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', ...signature },
      body
    }, signal)
    return { delivery, result: { at, ...answer, ms: Math.round(performance.now() - began) }, retryAfterMs }
  }

  function release({ seq }: Subscription, why: 'nothing is due' | 'more may be due'): Promise<void> {
    return store.write(async db => {
      // What is put in line meanwhile waits for this row, and is seen by whoever looks after it.
      const query = db.selectFrom('subscriptions').select('seq').where('seq', '=', seq).where('lease_owner', '=',
        leases.owner)
      const mine = await (store.engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
      if (mine === undefined) return
      const dueAt = why === 'nothing is due' ? await nextDue(db, seq) : Date.now()
      await db.updateTable('subscriptions').set({ lease_until: 0, due_at: dueAt }).where('seq', '=', seq).execute()
    })
  }
}

interface Due {
  delivery: Delivery
  /** Undefined when it is not kept any more. */
  event: EventRow | undefined
}

async function dueOf(db: Db, subscription: number, now: number, most: number): Promise<Due[]> {
  const deliveries = await db.selectFrom('webhook_deliveries').selectAll().where('subscription', '=', subscription)
    .where(isWaiting)
    .where('due_at', '<=', now).where(isFirst).orderBy('event').limit(most).execute()
  if (deliveries.length === 0) return []
  const events = await db.selectFrom('events').selectAll().where('seq', 'in', deliveries.map(({ event }) => event))
    .execute()
  const bySeq = new Map(events.map(event => [event.seq, event]))
  return deliveries.map(delivery => ({ delivery, event: bySeq.get(delivery.event) }))
}

/** When the next one is due; null when none waits. */
async function nextDue(db: Db, subscription: number): Promise<number | null> {
  const { dueAt } = await db.selectFrom('webhook_deliveries').select(({ fn }) => fn.min('due_at').as('dueAt')).where(
    'subscription',
    '=',
    subscription
  ).where(isWaiting).where(isFirst).executeTakeFirstOrThrow()
  return dueAt
}

/** As it stands in the indexes, which a parameter would not be known to be. */
function isWaiting({ eb }: ExpressionBuilder<Tables, 'webhook_deliveries'>) {
  return eb('webhook_deliveries.status', '=', sql.lit('waiting'))
}

/**
 * Nothing of the same subject waits before it. As a number, not as `not exists`, which PostgreSQL would make a join of.
 */
function isFirst({ eb, selectFrom }: ExpressionBuilder<Tables, 'webhook_deliveries'>) {
  return eb('webhook_deliveries.event', '=',
    selectFrom('webhook_deliveries as other').select(({ fn }) => fn.min('other.event').as('first'))
      .whereRef('other.subscription', '=', 'webhook_deliveries.subscription').whereRef('other.subject', '=',
        'webhook_deliveries.subject')
      .where('other.status', '=', sql.lit('waiting')))
}
