import type { Kysely } from 'kysely'

/**
 * The span of the request that a write was accepted in, as `traceparent` has it: what is delivered later is linked to
 * it.
 */
export async function keepTraces(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('submissions').addColumn('traceparent', 'text').execute()
}
