import type { Generated, Selectable } from 'kysely'

/** `disabled`: by the hub itself. Only an active one is sent anything. */
export type SubscriptionStatus = 'active' | 'paused' | 'disabled'

/** A receiver that a consumer wants events sent to. */
export interface SubscriptionsTable {
  seq: Generated<number>
  /** `whk-` and 16 letters. */
  id: string
  consumer: string
  url: string
  /** In the consumer's own words. */
  description: string | null
  /** JSON: the types that it wants; null: all that it may hear of. */
  types: string | null
  system: string | null
  resource: string | null
  subject: string | null
  /** JSON: the scopes of whoever chose the types. */
  scopes: string
  /** JSON: what messages are signed with, sealed. */
  secrets: string
  status: SubscriptionStatus
  /** Why the hub has disabled it, in a word. */
  cause: string | null
  /** Events up to this one are in line for it; null while it goes along with all others. */
  behind: number | null
  created_at: number
  /** When its status changed. */
  changed_at: number
  /** When something of it is due; null while nothing waits. */
  due_at: number | null
  /** Its receiver is left alone until then. */
  not_before: number
  /** Rounds in a row in which its receiver took nothing. */
  failures: number
  /** When its receiver last took something. */
  succeeded_at: number | null
  /** Until then the process of this name sends to it. */
  lease_owner: string | null
  lease_until: number
}

export type Subscription = Selectable<SubscriptionsTable>

/** A message to one receiver: an event that is in line for it, or was. */
export interface WebhookDeliveriesTable {
  /** `seq` of the subscription. */
  subscription: number
  /** `seq` of the event; the message is named by it. */
  event: number
  type: string
  /** Messages of one subscription with the same subject go one after the other. */
  subject: string
  status: 'waiting' | 'delivered' | 'failed' | 'skipped'
  /** Since it was last put in line. */
  attempts: number
  created_at: number
  changed_at: number
  due_at: number
  /** When it was first tried since it was last put in line. */
  first_at: number | null
  /** JSON: the last attempts, oldest first. */
  tries: string
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    subscriptions: SubscriptionsTable
    webhook_deliveries: WebhookDeliveriesTable
  }
}
