import type { ExpressionBuilder } from 'kysely'
import type { Db } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import type { Submission } from './submissions.ts'

/** Keeps whose write it is, in the transaction in which it is accepted. @param owners keyed hashes; see `privacy/owners` */
export async function keepOwners(db: Db, { seq }: Pick<Submission, 'seq'>, owners: readonly string[]): Promise<void> {
  if (owners.length > 0) await db.insertInto('submission_owners').values(owners.map(owner => ({ owner, seq }))).execute()
}

/** Writes of one of these owners. */
export function isOf(owners: readonly string[]) {
  return ({ eb, selectFrom }: ExpressionBuilder<Tables, 'submissions'>) =>
    owners.length === 0 ? eb.lit(false) : eb('submissions.seq', 'in', selectFrom('submission_owners').select('submission_owners.seq').where('owner', 'in', owners))
}
