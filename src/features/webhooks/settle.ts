import type { Store } from '../../platform/store/database.ts'
import type { Delivery } from './deliveries.ts'
import { ILL_AFTER, nextAttempt, pauseAfter, restAfter } from './schedule.ts'
import type { Answer, Outcome } from './sender.ts'
import type { DisableCause } from './states.ts'
import type { Subscription } from './tables.ts'

/** One attempt, as it is kept with its delivery. */
export interface Try extends Omit<Answer, 'outcome' | 'retryAfterMs'> {
  /** When it began, ms since 1970. */
  at: number
  /** `forgotten`: its event is not kept any more. `not_allowed`: its consumer may not hear of it any more. */
  outcome: Outcome | 'forgotten' | 'not_allowed'
  /** How long it took. */
  ms: number
}

export interface Attempted {
  delivery: Delivery
  result: Try
  retryAfterMs?: number | undefined
}

export interface Settled {
  /** As it stands now; undefined when this process does not send to it any more. */
  subscription: Subscription | undefined
  /** Why it is to be given up. */
  giveUp?: DisableCause
  /** Deliveries that ended, by how. */
  ended: Delivery['status'][]
}

export interface SettleOptions {
  /** The process that has the subscription. */
  owner: string
  attempted: readonly Attempted[]
  /** For how long a message is tried. */
  horizonMs: number
}

const KEPT_TRIES = 20

/** Keeps what came of some attempts, in one transaction, and how its receiver fares by it. */
export function settle(
  store: Store,
  { seq }: Subscription,
  { owner, attempted, horizonMs }: SettleOptions
): Promise<Settled> {
  return store.write(async db => {
    const query = db.selectFrom('subscriptions').selectAll().where('seq', '=', seq)
    const before = await (store.engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
    // Deleted meanwhile: nobody wants to know.
    if (before === undefined) return { subscription: undefined, ended: [] }
    const now = Date.now()
    const isTaken = attempted.some(({ result }) => result.outcome === 'delivered')
    const ended: Delivery['status'][] = []
    let giveUp: DisableCause | undefined
    for (const one of attempted) {
      const set = after(one, now, horizonMs)
      if (set.status !== 'waiting') ended.push(set.status)
      if (one.result.outcome === 'gone') giveUp = 'gone'
      else if (set.status === 'failed' && isFault(one.result) && !isTaken &&
        (before.succeeded_at ?? 0) < (set.first_at ?? 0)) giveUp ??= 'failing'
      await db.updateTable('webhook_deliveries').set(set).where('subscription', '=', seq).where('event', '=',
        one.delivery.event).where('status', '=', 'waiting').execute()
    }
    // Another process has it by now: what it finds stands.
    if (before.lease_owner !== owner) return { subscription: undefined, ended }
    const isFailed = !isTaken && attempted.some(({ result }) => isFault(result))
    const failures = isTaken ? 0 : before.failures + (isFailed ? 1 : 0)
    const asked = Math.max(0, ...attempted.map(({ retryAfterMs = 0 }) => retryAfterMs))
    // A receiver that is back is sent at once what it missed.
    if (isTaken && before.failures >= ILL_AFTER) {
      await db.updateTable('webhook_deliveries').set({ due_at: now }).where('subscription', '=', seq).where('status',
        '=', 'waiting').where('due_at', '>', now).execute()
    }
    const subscription = await db.updateTable('subscriptions')
      .set({ failures, not_before: isFailed ? now + restAfter(failures, asked) : 0,
        ...(isTaken && { succeeded_at: now }) })
      .where('seq', '=', seq).returningAll().executeTakeFirstOrThrow()
    return { subscription: subscription.status === 'active' ? subscription : undefined, ended,
      ...(giveUp && { giveUp }) }
  })
}

function after(
  { delivery, result, retryAfterMs }: Attempted,
  now: number,
  horizonMs: number
): Pick<Delivery, 'status' | 'attempts' | 'first_at' | 'changed_at' | 'due_at' | 'tries'> {
  const attempts = delivery.attempts + 1
  const firstAt = delivery.first_at ?? result.at
  const endsAt = firstAt + horizonMs
  const isOver = !isFault(result) || result.outcome === 'gone' || now >= endsAt
  return {
    status: result.outcome === 'delivered' ? 'delivered' : isOver ? 'failed' : 'waiting',
    attempts,
    first_at: firstAt,
    changed_at: now,
    due_at: isOver ? now : nextAttempt({ now, pauseMs: pauseAfter(attempts, retryAfterMs), endsAt }),
    tries: JSON.stringify([...JSON.parse(delivery.tries) as Try[], result].slice(-KEPT_TRIES))
  }
}

/** Whether it is the receiver that did not take it. */
function isFault({ outcome }: Try): boolean {
  return outcome !== 'delivered' && outcome !== 'forgotten' && outcome !== 'not_allowed'
}
