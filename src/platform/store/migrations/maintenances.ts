import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { withSequence } from './sequence.ts'

/** When systems are not to be asked, as operators have planned it. */
export async function createMaintenances(db: Kysely<never>, engine: Engine): Promise<void> {
  await withSequence(db.schema.createTable('maintenances'), engine)
    .addColumn('system', 'text', column => column.notNull())
    .addColumn('begins_at', 'bigint', column => column.notNull())
    .addColumn('ends_at', 'bigint', column => column.notNull())
    .addColumn('message_id', 'text', column => column.notNull())
    .addColumn('message_en', 'text', column => column.notNull())
    .addColumn('reason', 'text', column => column.notNull())
    .addColumn('by', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute()
  await db.schema.createIndex('maintenances_by_end').on('maintenances').columns(['ends_at']).execute()
}
