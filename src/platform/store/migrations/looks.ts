import type { Kysely } from 'kysely'

/**
 * When each resource of a system was last looked at. Stores that took `013 facts` of an earlier version have the column
 * already.
 */
export async function keepLooks(db: Kysely<never>): Promise<void> {
  const watches = (await db.introspection.getTables()).find(({ name }) => name === 'event_watches')
  if (watches?.columns.some(({ name }) => name === 'looked_at') === true) return
  await db.schema.alterTable('event_watches').addColumn('looked_at', 'bigint').execute()
}
