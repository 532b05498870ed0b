import type { Kysely } from 'kysely'

/** Who saw whose data: the rows, by whom they can be found, and where the chain of them begins and ends. */
export async function createAccessLog(db: Kysely<never>): Promise<void> {
  // Numbered by the chain itself: a number that a sequence gave away and lost would look like a missing row.
  await db.schema.createTable('access_log')
    .addColumn('seq', 'bigint', column => column.primaryKey())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('key_id', 'text', column => column.notNull())
    .addColumn('entry', 'text', column => column.notNull())
    .addColumn('before', 'text', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('access_log_by_age').on('access_log').columns(['at']).execute()

  await db.schema.createTable('access_subjects')
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('access_subjects_pk', ['subject', 'seq'])
    .execute()
  await db.schema.createIndex('access_subjects_of').on('access_subjects').columns(['seq']).execute()

  await db.schema.createTable('access_ends')
    .addColumn('name', 'text', column => column.primaryKey())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .execute()
}
