import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Db, Store } from '../../platform/store/database.ts'
import type { SubmissionsTable, Tables } from '../../platform/store/tables.ts'

/**
 * Keeps whose write it is, in the transaction in which it is accepted. @param owners keyed hashes; see `privacy/owners`
 */
export async function keepOwners(
  db: Db,
  { seq }: Pick<Selectable<SubmissionsTable>, 'seq'>,
  owners: readonly string[]
): Promise<void> {
  if (owners.length > 0)
    await db.insertInto('submission_owners').values(owners.map(owner => ({ owner, seq }))).execute()
}

/** Writes of one of these owners. */
export function isOf(owners: readonly string[]) {
  return ({ eb, selectFrom }: ExpressionBuilder<Tables, 'submissions'>) =>
    owners.length === 0
      ? eb.lit(false)
      : eb('submissions.seq', 'in',
        selectFrom('submission_owners').select('submission_owners.seq').where('owner', 'in', owners))
}

/** A record that a write has become. */
export interface MadeRecord {
  system: string
  /** What its system calls it. */
  key: string
}

/** Who has sent a write: a citizen, by what their writes are kept under, or an application. */
export type Maker = { owners: readonly string[] } | { consumer: string }

/** Whether a write of this maker has become a record. Found or not, the store is asked once. */
export async function isMadeBy(
  store: Store,
  maker: Maker,
  { resource, system, key }: MadeRecord & { resource: string }
): Promise<boolean> {
  const found = await store.read(db =>
    db.selectFrom('submissions').select('seq')
      .where('system', '=', system).where('made_key', '=', key).where('resource', '=', resource)
      // A change leaves the record to whom it is.
      .where('action', '=', 'create').where('state', '=', 'delivered')
      .where('consumer' in maker ? ({ eb }) => eb('consumer', '=', maker.consumer) : isOf(maker.owners))
      .limit(1).executeTakeFirst()
  )
  return found !== undefined
}

/** The records that their writes have become, what was sent last first. */
export async function madeBy(
  store: Store,
  owners: readonly string[],
  { resource, limit, after }: { resource: string; limit: number; after: number | undefined }
): Promise<{ items: MadeRecord[]; next: number | undefined }> {
  const rows = await store.read(db =>
    db.selectFrom('submissions').select(['seq', 'system', 'made_key'])
      .where('resource', '=', resource).where('action', '=', 'create').where('state', '=', 'delivered').where(
        'made_key',
        'is not',
        null
      ).where(isOf(owners))
      .$if(after !== undefined, query => query.where('seq', '<', after ?? 0))
      .orderBy('seq', 'desc').limit(limit + 1).execute()
  )
  const page = rows.slice(0, limit)
  return { items: page.map(({ system, made_key: key }) => ({ system, key: key ?? '' })),
    next: rows.length > limit ? page.at(-1)?.seq : undefined }
}
