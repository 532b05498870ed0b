import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

/** Files on their way into systems, beside their submissions: a change of a submission must not write its file anew. */
export async function createFiles(db: Kysely<never>, engine: Engine): Promise<void> {
  await db.schema.createTable('submission_files')
    .addColumn('submission_id', 'text', column => column.primaryKey())
    .addColumn('media_type', 'text', column => column.notNull())
    .addColumn('content', engine === 'postgres' ? 'bytea' : sql`blob`, column => column.notNull())
    .execute()
}
