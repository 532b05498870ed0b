import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { withSequence } from './sequence.ts'

/** What happened, what was last known of each record that is watched, and how far readers of the log have come. */
export async function createEvents(db: Kysely<never>, engine: Engine): Promise<void> {
  await withSequence(db.schema.createTable('events'), engine)
    .addColumn('type', 'text', column => column.notNull())
    .addColumn('system', 'text')
    .addColumn('resource', 'text')
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('consumer', 'text')
    .addColumn('time', 'bigint', column => column.notNull())
    .addColumn('recorded_at', 'bigint', column => column.notNull())
    .addColumn('data', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('events_of_subject').on('events').columns(['subject', 'seq']).execute()
  await db.schema.createIndex('events_by_age').on('events').columns(['recorded_at']).execute()

  await db.schema.createTable('event_marks')
    .addColumn('resource', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('system', 'text', column => column.notNull())
    .addColumn('state', 'text')
    .addColumn('changed_at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('event_marks_pk', ['resource', 'subject'])
    .execute()

  await db.schema.createTable('event_positions')
    .addColumn('name', 'text', column => column.primaryKey())
    .addColumn('seq', 'bigint', column => column.notNull())
    .execute()
}
