import { type Kysely, sql } from 'kysely'
import type { Engine } from '../../platform/store/engine.ts'
import { withSequence } from '../../platform/store/migrations/sequence.ts'

/** Who wants events sent, and what became of each message. */
export async function createWebhooks(db: Kysely<never>, engine: Engine): Promise<void> {
  await withSequence(db.schema.createTable('subscriptions'), engine)
    .addColumn('id', 'text', column => column.notNull().unique())
    .addColumn('consumer', 'text', column => column.notNull())
    .addColumn('url', 'text', column => column.notNull())
    .addColumn('description', 'text')
    .addColumn('types', 'text')
    .addColumn('system', 'text')
    .addColumn('resource', 'text')
    .addColumn('subject', 'text')
    .addColumn('scopes', 'text', column => column.notNull())
    .addColumn('secrets', 'text', column => column.notNull())
    .addColumn('status', 'text', column => column.notNull())
    .addColumn('cause', 'text')
    .addColumn('behind', 'bigint')
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('changed_at', 'bigint', column => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('not_before', 'bigint', column => column.notNull().defaultTo(0))
    .addColumn('failures', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('succeeded_at', 'bigint')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint', column => column.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('subscriptions_of_consumer').on('subscriptions').columns(['consumer', 'seq']).execute()

  await db.schema.createTable('webhook_deliveries')
    .addColumn('subscription', 'bigint', column => column.notNull())
    .addColumn('event', 'bigint', column => column.notNull())
    .addColumn('type', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('status', 'text', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('changed_at', 'bigint', column => column.notNull())
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('first_at', 'bigint')
    .addColumn('tries', 'text', column => column.notNull().defaultTo('[]'))
    .addPrimaryKeyConstraint('webhook_deliveries_pk', ['subscription', 'event'])
    .execute()
  await db.schema.createIndex('webhook_deliveries_by_status').on('webhook_deliveries').columns(['subscription',
    'status', 'event']).execute()
  // What waits is little beside what has arrived.
  await db.schema.createIndex('webhook_deliveries_waiting').on('webhook_deliveries').columns(['subscription', 'subject',
    'event'])
    .where(sql.ref('status'), '=', sql.lit('waiting')).execute()
  await db.schema.createIndex('webhook_deliveries_by_end').on('webhook_deliveries').columns(['changed_at'])
    .where(sql.ref('status'), '<>', sql.lit('waiting')).execute()
}
