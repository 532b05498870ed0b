import { type Kysely, sql } from 'kysely'

/** Finds which write became a record. */
export async function indexByMadeKey(db: Kysely<never>): Promise<void> {
  await db.schema.createIndex('submissions_by_made_key').on('submissions').columns(['system', 'made_key']).where(
    sql.ref('made_key'),
    'is not',
    null
  ).execute()
}
