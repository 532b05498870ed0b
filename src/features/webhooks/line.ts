import type { EventRow } from '../../gateway/events/cloud-event.ts'
import { endsOf, wantedEvents } from '../../gateway/events/feed.ts'
import { isWanted, type Wish } from '../../gateway/events/hearing.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { WishOf } from './permission.ts'
import { holdPosition, movePosition } from './positions.ts'
import type { Subscription } from './tables.ts'

/** Asks a receiver whether it is there; only the subscription that it was asked of is sent one. */
export const PING = 'subscription.ping'

/** Events that are put in line at once: little enough that nobody who writes waits long behind them. */
const AT_ONCE = 500

/**
 * Puts events in line for the subscriptions that want them: each once, whichever process does it, and in the
 * transaction that moves the position.
 * @returns whether there is more
 * @throws SatuError store_unavailable
 */
export function putInLine(store: Store, wishOf: WishOf): Promise<boolean> {
  return store.write(async db => {
    const held = await holdPosition(db, store.engine, { wait: false })
    if (held === undefined) return false
    const { newest } = await endsOf(db)
    const active = await db.selectFrom('subscriptions').selectAll().where('status', '=', 'active').orderBy('seq')
      .execute()
    // Where nobody goes along, nothing has to be looked at.
    const position = active.some(({ behind }) => behind === null) ? held : Math.max(newest, held)
    const together: Subscription[] = []
    let more = false
    for (const subscription of active) {
      const state = subscription.behind === null
        ? 'along'
        : await catchUp(db, subscription, position, wishOf(subscription))
      if (state === 'along') together.push(subscription)
      more ||= state === 'behind'
    }
    const { events, last } = await eventsAfter(db, position, newest)
    for (const subscription of together) {
      const wish = wishOf(subscription)
      if (wish !== undefined)
        await add(db, subscription.seq, events.filter(event => event.type !== PING && isWanted(event, wish)))
    }
    if (last !== held) await movePosition(db, last)
    return more || last < newest
  })
}

/** Brings a subscription nearer to the others. @returns where it is then; `ahead` is one that was made a moment ago */
async function catchUp(
  db: Db,
  { seq, behind }: Subscription,
  position: number,
  wish: Wish | undefined
): Promise<'behind' | 'along' | 'ahead'> {
  const from = behind ?? position
  if (from > position) return 'ahead'
  const types = new Set([...(wish?.types ?? [])].filter(type => type !== PING))
  const events = wish === undefined || types.size === 0
    ? []
    : await wantedEvents(db, { ...wish, types }).where('seq', '>', from).where('seq', '<=', position).orderBy('seq')
      .limit(AT_ONCE).execute()
  await add(db, seq, events)
  const isThere = events.length < AT_ONCE
  await db.updateTable('subscriptions').set({ behind: isThere ? null : (events.at(-1)?.seq ?? from) }).where('seq', '=',
    seq).execute()
  return isThere ? 'along' : 'behind'
}

async function eventsAfter(db: Db, position: number, newest: number): Promise<{ events: EventRow[]; last: number }> {
  if (newest <= position) return { events: [], last: position }
  const events = await db.selectFrom('events').selectAll().where('seq', '>', position).where('seq', '<=', newest)
    .orderBy('seq').limit(AT_ONCE).execute()
  return { events, last: events.length < AT_ONCE ? newest : (events.at(-1)?.seq ?? newest) }
}

/** What is in line already, or was, stays as it is. */
async function add(db: Db, subscription: number, events: readonly EventRow[]): Promise<void> {
  if (events.length === 0) return
  const now = Date.now()
  await db.insertInto('webhook_deliveries')
    .values(
      events.map(({ seq: event, type, subject }) => ({ subscription, event, type, subject, status: 'waiting' as const,
        attempts: 0, created_at: now, changed_at: now, due_at: now, first_at: null, tries: '[]' })
      )
    )
    .onConflict(on => on.doNothing()).execute()
  // Always written: whoever ends a turn at this moment must not find that nothing is due, and write that after it.
  await db.updateTable('subscriptions').set(({ eb }) => ({
    due_at: eb.case().when('due_at', '<', now).then(eb.ref('due_at')).else(now).end()
  })).where('seq', '=', subscription).execute()
}
