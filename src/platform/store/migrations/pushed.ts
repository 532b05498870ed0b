import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

/** What legacy systems push into the hub. */
export async function createPushed(db: Kysely<never>, engine: Engine): Promise<void> {
  // Times and ids are in order by their characters, in whatever language the server sorts.
  const ordered = engine === 'postgres' ? sql`text collate "C"` : 'text'
  await db.schema.createTable('pushed')
    .addColumn('system', 'text', column => column.notNull())
    .addColumn('resource', 'text', column => column.notNull())
    .addColumn('key', 'text', column => column.notNull())
    .addColumn('id', ordered, column => column.notNull())
    .addColumn('updated_at', ordered, column => column.notNull())
    .addColumn('status', 'text')
    .addColumn('agency', 'text')
    .addColumn('district', 'text')
    .addColumn('repeat_key', 'text')
    .addColumn('received_at', 'bigint', column => column.notNull())
    .addColumn('row', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('pushed_by_key', ['system', 'resource', 'key'])
    .execute()
  await db.schema.createIndex('pushed_in_order').on('pushed').columns(['system', 'resource', 'updated_at desc', 'id'])
    .execute()
  await db.schema.createIndex('pushed_repeats').on('pushed').columns(['system', 'resource', 'repeat_key',
    'received_at']).where(sql.ref('repeat_key'), 'is not', null).execute()
  await db.schema.createIndex('pushed_by_age').on('pushed').columns(['received_at']).execute()
}
