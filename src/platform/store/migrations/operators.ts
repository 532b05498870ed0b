import type { Kysely } from 'kysely'

/**
 * Sends that count no more since an operator had a write tried again, and the orders in which operators and consumers
 * list.
 */
export async function forOperators(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('submissions').addColumn('forgiven', 'integer', column => column.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('submissions_by_consumer').on('submissions').columns(['consumer', 'seq']).execute()
  await db.schema.createIndex('submissions_by_system').on('submissions').columns(['system', 'seq']).execute()
}
