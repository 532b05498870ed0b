import type { Selectable } from 'kysely'
import { SatuError } from '../../errors.ts'
import type { Db } from './database.ts'
import type { IdempotencyTable } from './tables.ts'

/** Keys are kept for a day (the contract says so). */
const KEY_LIFE_MS = 24 * 3_600_000

export type KeyUse = Omit<IdempotencyTable, 'expires_at'>

/**
 * Takes a key for a write, in the transaction that keeps the write.
 * @returns what the key was used for before; undefined when it is new
 * @throws SatuError idempotency_key_reused when that was another write
 */
export async function reserveKey(db: Db, use: KeyUse, now: number): Promise<Selectable<IdempotencyTable> | undefined> {
  const { consumer, key, fingerprint } = use
  const row = { ...use, expires_at: now + KEY_LIFE_MS }
  const { numInsertedOrUpdatedRows = 0n } = await db.insertInto('idempotency_keys').values(row)
    .onConflict(conflict =>
      conflict.columns(['consumer', 'key']).doUpdateSet(row).where('idempotency_keys.expires_at', '<=', now)
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows > 0n) return undefined
  const before = await db.selectFrom('idempotency_keys').selectAll().where('consumer', '=', consumer).where('key', '=',
    key).executeTakeFirstOrThrow()
  if (before.fingerprint !== fingerprint) {
    throw new SatuError('idempotency_key_reused', 'This Idempotency-Key was used for another write.', {
      stage: 'journal'
    })
  }
  return before
}

/** Whether a consumer has used a key that still holds. */
export async function isKeyUsed(db: Db, consumer: string, key: string): Promise<boolean> {
  const found = await db.selectFrom('idempotency_keys').select('key')
    .where('consumer', '=', consumer).where('key', '=', key).where('expires_at', '>', Date.now()).executeTakeFirst()
  return found !== undefined
}
