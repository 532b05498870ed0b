import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'
import { withSequence } from './sequence.ts'

/** Submissions, their steps, idempotency keys, and the operators' switches. */
export async function createJournal(db: Kysely<never>, engine: Engine): Promise<void> {
  await withSequence(db.schema.createTable('submissions'), engine)
    .addColumn('id', 'text', column => column.notNull().unique())
    .addColumn('consumer', 'text', column => column.notNull())
    .addColumn('request_id', 'text', column => column.notNull())
    .addColumn('resource', 'text', column => column.notNull())
    .addColumn('action', 'text', column => column.notNull())
    .addColumn('system', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('record_key', 'text')
    .addColumn('body', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('sent_at', 'bigint', column => column.notNull().defaultTo(0))
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint', column => column.notNull().defaultTo(0))
    .addColumn('accepted_at', 'bigint', column => column.notNull())
    .addColumn('changed_at', 'bigint', column => column.notNull())
    .addColumn('delivered_at', 'bigint')
    .addColumn('made_key', 'text')
    .addColumn('reference', 'text')
    .addColumn('problem', 'text')
    .execute()
  // What is on its way is little beside what has arrived: only that is indexed for the workers.
  await db.schema.createIndex('submissions_waiting').on('submissions').columns(['system', 'subject', 'seq'])
    .where(sql.ref('state'), 'in', [sql.lit('accepted'), sql.lit('delivering'), sql.lit('uncertain'),
      sql.lit('parked')]).execute()
  await db.schema.createIndex('submissions_in_order').on('submissions').columns(['system', 'seq'])
    .where(sql.ref('state'), 'in', [sql.lit('accepted'), sql.lit('delivering'), sql.lit('uncertain')]).execute()
  await db.schema.createIndex('submissions_by_state').on('submissions').columns(['state', 'system', 'seq']).execute()
  await db.schema.createIndex('submissions_by_age').on('submissions').columns(['accepted_at']).execute()

  await withSequence(db.schema.createTable('submission_transitions'), engine)
    .addColumn('submission_id', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('from_state', 'text')
    .addColumn('to_state', 'text', column => column.notNull())
    .addColumn('cause', 'text', column => column.notNull())
    .addColumn('by', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('submission_transitions_of').on('submission_transitions').columns(['submission_id',
    'seq']).execute()

  await db.schema.createTable('idempotency_keys')
    .addColumn('consumer', 'text', column => column.notNull())
    .addColumn('key', 'text', column => column.notNull())
    .addColumn('fingerprint', 'text', column => column.notNull())
    .addColumn('submission_id', 'text', column => column.notNull())
    .addColumn('running_until', 'bigint', column => column.notNull())
    .addColumn('expires_at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_pk', ['consumer', 'key'])
    .execute()
  await db.schema.createIndex('idempotency_keys_by_end').on('idempotency_keys').columns(['expires_at']).execute()

  await db.schema.createTable('switches')
    .addColumn('name', 'text', column => column.primaryKey())
    .addColumn('value', 'text', column => column.notNull())
    .addColumn('by', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute()
}
