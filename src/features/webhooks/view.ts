import type { components } from '../../contract/types.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Delivery, Waiting } from './deliveries.ts'
import type { Try } from './settle.ts'
import type { Subscription } from './tables.ts'
import type { Webhooks } from './webhooks.ts'

type Schemas = components['schemas']
type View = Schemas['Subscription']

export interface ViewOptions extends Pick<Webhooks, 'secrets' | 'wishOf'> {
  /** Whether it is shown to its own consumer. */
  isOwn: boolean
  waiting?: Waiting | undefined
}

/** A subscription as the contract shows it, without its secret. */
export function viewSubscription(subscription: Subscription, { secrets, wishOf, isOwn, waiting }: ViewOptions): View {
  const { id, consumer, url, description, types, system, resource, subject, status, cause, changed_at: changedAt,
    created_at: createdAt, failures, succeeded_at: succeededAt } = subscription
  const overlap = secrets.overlapsUntil(subscription)
  const why = status === 'active' && wishOf(subscription) === undefined ? 'not_allowed' : cause
  return {
    id,
    consumer,
    failures,
    // What stands behind the host may be as good as a password.
    url: isOwn ? url : new URL(url).origin,
    ...(description !== null && { description }),
    ...(types !== null && { types: JSON.parse(types) as NonNullable<View['types']> }),
    ...(system !== null && { system }),
    ...(resource !== null && { resource: resource as NonNullable<View['resource']> }),
    ...(subject !== null && { subject }),
    status: { code: status, changed_at: time(changedAt),
      ...(why !== null && { cause: why as NonNullable<View['status']['cause']> }) },
    created_at: time(createdAt),
    ...(overlap !== undefined && { old_secret_ends_at: time(overlap) }),
    ...(succeededAt !== null && { last_success_at: time(succeededAt) }),
    waiting: waiting?.count ?? 0,
    ...(waiting !== undefined && { oldest_waiting_at: time(waiting.oldestAt) })
  }
}

export function viewDelivery(
  { event, type, subject, status, attempts, created_at: createdAt, changed_at: changedAt, due_at: dueAt, tries }:
    Delivery
): Schemas['WebhookDelivery'] {
  return {
    id: String(event),
    type: type as Schemas['EventType'],
    subject,
    attempts,
    status: { code: status, changed_at: time(changedAt) },
    created_at: time(createdAt),
    ...(status === 'waiting' && { next_attempt_at: time(dueAt) }),
    tries: (JSON.parse(tries) as Try[]).map(({ at, outcome, status: httpStatus, detail, ms }) => ({ at: time(at),
      outcome, ...(httpStatus !== undefined && { http_status: httpStatus }), detail, duration_ms: ms })
    )
  }
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
