import { sql } from 'kysely'
import type { Store } from '../../platform/store/database.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import type { Delivery } from './deliveries.ts'
import type { Try } from './settle.ts'

/** Counts about webhooks. */
export interface Numbers {
  onTry(outcome: Try['outcome']): void
  onEnd(status: Delivery['status']): void
  /** Reads how things stand, every so often. */
  look(): Promise<void>
  families(): Family[]
}

const EVERY_MS = 5_000

export function createNumbers(store: Pick<Store, 'read'>): Numbers {
  const tries = new Map<string, number>()
  const ends = new Map<string, number>()
  let states: { status: string; count: number }[] = []
  let waiting = { count: 0, oldestAt: 0 }
  let lookedAt = 0

  const series = (of: string, counts: ReadonlyMap<string, number>): [string, number][] =>
    [...counts].map(([word, count]) => [labels({ [of]: word }), count])

  return {
    onTry(outcome) {
      tries.set(outcome, (tries.get(outcome) ?? 0) + 1)
    },
    onEnd(status) {
      ends.set(status, (ends.get(status) ?? 0) + 1)
    },
    async look() {
      if (Date.now() - lookedAt < EVERY_MS) return
      lookedAt = Date.now()
      const [found, all] = await store.read(db =>
        Promise.all([
          db.selectFrom('subscriptions').select(({ fn }) => ['status', fn.countAll<number>().as('count')]).groupBy(
            'status'
          ).execute(),
          db.selectFrom('webhook_deliveries').select((
            { fn }
          ) => [fn.countAll<number>().as('count'), fn.min('created_at').as('oldestAt')])
            .where('status', '=', sql<'waiting'>`'waiting'`).executeTakeFirstOrThrow()
        ])
      )
      states = found
      waiting = { count: all.count, oldestAt: all.oldestAt ?? 0 }
    },
    families: () => [
      { name: 'satu_webhook_attempts_total', help: 'Attempts to send an event to a receiver, by how they ended.',
        type: 'counter', series: series('outcome', tries) },
      { name: 'satu_webhook_deliveries_total', help: 'Events for receivers that came to their end, by how.',
        type: 'counter', series: series('status', ends) },
      // All processes see the same.
      { name: 'satu_webhook_subscriptions', help: 'Subscriptions, by status.', type: 'gauge', together: 'max',
        series: states.map(({ status, count }) => [labels({ status }), count]) },
      { name: 'satu_webhook_waiting', help: 'Events that wait for their receivers.', type: 'gauge', together: 'max',
        series: [['', waiting.count]] },
      { name: 'satu_webhook_oldest_seconds', help: 'For how long the oldest of them has waited.', type: 'gauge',
        together: 'max', series: [['', waiting.count === 0 ? 0 : Math.max(0, Date.now() - waiting.oldestAt) / 1_000]] }
    ]
  }
}
