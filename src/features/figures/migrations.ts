import type { Kysely } from 'kysely'

/** What the Command Center counts. */
export async function createFacts(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('record_facts')
    .addColumn('resource', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('system', 'text', column => column.notNull())
    .addColumn('agency_id', 'text')
    .addColumn('districts', 'text', column => column.notNull())
    .addColumn('status', 'text', column => column.notNull())
    .addColumn('is_open', 'integer', column => column.notNull())
    .addColumn('begun_at', 'bigint', column => column.notNull())
    .addColumn('due_on', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('kind', 'text')
    .addColumn('severity', 'text')
    .addColumn('latitude', 'double precision')
    .addColumn('longitude', 'double precision')
    .addPrimaryKeyConstraint('record_facts_pk', ['resource', 'subject'])
    .execute()
  await db.schema.createIndex('record_facts_open').on('record_facts').columns(['is_open', 'resource']).execute()
  await db.schema.createIndex('record_facts_begun').on('record_facts').column('begun_at').execute()
}
