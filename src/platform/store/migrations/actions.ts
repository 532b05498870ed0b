import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { withSequence } from './sequence.ts'

/** What operators did, who they were and why. */
export async function createActions(db: Kysely<never>, engine: Engine): Promise<void> {
  await withSequence(db.schema.createTable('operator_actions'), engine)
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('action', 'text', column => column.notNull())
    .addColumn('system', 'text')
    .addColumn('target', 'text')
    .addColumn('consumer', 'text', column => column.notNull())
    .addColumn('caller', 'text', column => column.notNull())
    .addColumn('person', 'text')
    .addColumn('reason', 'text')
    .addColumn('detail', 'text')
    .addColumn('request_id', 'text', column => column.notNull())
    .addColumn('result', 'text', column => column.notNull())
    .addColumn('code', 'text')
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema.createIndex('operator_actions_of_system').on('operator_actions').columns(['system', 'seq']).execute()
  await db.schema.createIndex('operator_actions_by_time').on('operator_actions').columns(['at']).execute()
}
