import type { Kysely } from 'kysely'
import { createHash } from 'node:crypto'

interface Before {
  submissions: { id: string; key_digest: string | null }
  idempotency_keys: { consumer: string; key: string; submission_id: string }
}

/** Writes are found by their idempotency key for as long as they are kept; so are those whose keys still hold. */
export async function rememberKeys(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('submissions').addColumn('key_digest', 'text').execute()
  const tables = db as unknown as Kysely<Before>
  for (const { consumer, key, submission_id: id } of await tables.selectFrom('idempotency_keys').select(['consumer',
    'key', 'submission_id']).execute())
  {
    const digest = createHash('sha256').update(JSON.stringify([consumer, key])).digest('base64url')
    await tables.updateTable('submissions').set({ key_digest: digest }).where('id', '=', id).execute()
  }
  await db.schema.createIndex('submissions_by_key').on('submissions').columns(['consumer', 'key_digest', 'seq'])
    .execute()
}
