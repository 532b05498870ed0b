import type { Kysely } from 'kysely'

/**
 * Whose writes are theirs: keyed hashes of people, found by these alone. Writes that are older than the table have no
 * owner.
 */
export async function createOwners(db: Kysely<never>): Promise<void> {
  await db.schema.createTable('submission_owners')
    .addColumn('owner', 'text', column => column.notNull())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('submission_owners_pk', ['owner', 'seq'])
    .execute()
  await db.schema.createIndex('submission_owners_of').on('submission_owners').columns(['seq']).execute()
}
