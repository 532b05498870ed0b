import type { Kysely } from 'kysely'

/** What is known of systems that replace others: ids, differences, who was asked how often. */
export async function createSuccessions(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('succession_ids')
    .addColumn('succession', 'text', column => column.notNull())
    .addColumn('natural', 'text', column => column.notNull())
    .addColumn('old_key', 'text')
    .addColumn('new_key', 'text')
    .addPrimaryKeyConstraint('succession_ids_pk', ['succession', 'natural'])
    .execute()
  await db.schema.createIndex('succession_ids_by_old').on('succession_ids').columns(['succession', 'old_key']).execute()
  await db.schema.createTable('succession_differences')
    .addColumn('succession', 'text', column => column.notNull())
    .addColumn('record', 'text', column => column.notNull())
    .addColumn('field', 'text', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('old_value', 'text')
    .addColumn('new_value', 'text')
    .addColumn('first_at', 'bigint', column => column.notNull())
    .addColumn('last_at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('succession_differences_pk', ['succession', 'record', 'field'])
    .execute()
  await db.schema.createIndex('succession_differences_by_field').on('succession_differences').columns(['succession',
    'kind', 'field']).execute()
  await db.schema.createTable('succession_counts')
    .addColumn('succession', 'text', column => column.notNull())
    .addColumn('day', 'text', column => column.notNull())
    .addColumn('what', 'text', column => column.notNull())
    .addColumn('consumer', 'text', column => column.notNull())
    .addColumn('count', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('succession_counts_pk', ['succession', 'day', 'what', 'consumer'])
    .execute()
}
