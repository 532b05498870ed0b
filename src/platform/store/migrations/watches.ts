import type { Kysely } from 'kysely'

/** What is looked at for changes, by whom, and how far that has come. */
export async function createWatches(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('event_watches')
    .addColumn('system', 'text', column => column.notNull())
    .addColumn('resource', 'text', column => column.notNull())
    .addColumn('begun_at', 'bigint')
    .addColumn('high_water', 'text')
    .addColumn('as_of', 'bigint')
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('event_watches_pk', ['system', 'resource'])
    .execute()
}
