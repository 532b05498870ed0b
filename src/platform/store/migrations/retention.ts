import { type Kysely, sql } from 'kysely'

/** Finds what has been kept long enough without looking at the rest. */
export async function indexByEnd(db: Kysely<never>): Promise<void> {
  // What still has its body is little beside what has been forgotten, or is on its way.
  await db.schema.createIndex('submissions_with_body').on('submissions').columns(['state', 'changed_at']).where(
    sql.ref('body'),
    '<>',
    sql.lit('')
  ).execute()
  await db.schema.createIndex('submissions_by_end').on('submissions').columns(['state', 'changed_at']).execute()
}
