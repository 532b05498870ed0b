import type { Kysely } from 'kysely'

/** When the two systems of a succession were last compared whole, and by which process of the hub. */
export async function createSuccessionPasses(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('succession_passes')
    .addColumn('succession', 'text', column => column.primaryKey())
    .addColumn('begun_at', 'bigint', column => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('old_records', 'bigint')
    .addColumn('new_records', 'bigint')
    .addColumn('differing', 'bigint')
    .addColumn('outcome', 'text')
    .execute()
}
