import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

/** Photos that came with a write whose system takes addresses alone. */
export async function createMedia(db: Kysely<never>, engine: Engine): Promise<void> {
  await db.schema.createTable('media')
    .addColumn('name', 'text', column => column.primaryKey())
    .addColumn('media_type', 'text', column => column.notNull())
    .addColumn('content', engine === 'postgres' ? 'bytea' : sql`blob`, column => column.notNull())
    .addColumn('kept_at', 'bigint', column => column.notNull())
    .execute()
  await db.schema.createIndex('media_by_age').on('media').columns(['kept_at']).execute()
}
