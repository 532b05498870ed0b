import { type Selectable, sql } from 'kysely'
import type { Store } from '../../platform/store/database.ts'
import type { TransitionsTable } from '../../platform/store/tables.ts'
import { isOf } from './owners.ts'
import type { Submission, SubmissionState } from './submissions.ts'

/** A submission without what was written. */
export type SubmissionHead = Omit<Submission, 'body' | 'key_digest' | 'traceparent'>
export type Transition = Selectable<TransitionsTable>

/** One page of a list. */
export interface Page<Item> {
  items: Item[]
  /** Where the next page begins; undefined at the end. */
  next: number | undefined
}

export interface PageQuery {
  order: 'newest' | 'oldest'
  limit: number
  /** Where the last page ended. */
  after: number | undefined
}

export interface SubmissionQuery extends PageQuery {
  status?: readonly SubmissionState[] | undefined
  system?: string | undefined
  resource?: string | undefined
  consumer?: string | undefined
  /** See `keyDigest`. */
  keyDigest?: string | undefined
  /** Only theirs; see `privacy/owners`. */
  owners?: readonly string[] | undefined
}

const HEAD = [
  'seq',
  'id',
  'consumer',
  'request_id',
  'resource',
  'action',
  'system',
  'subject',
  'record_key',
  'state',
  'attempts',
  'forgiven',
  'sent_at',
  'due_at',
  'lease_owner',
  'lease_until',
  'accepted_at',
  'changed_at',
  'delivered_at',
  'made_key',
  'reference',
  'problem'
] as const satisfies readonly (keyof SubmissionHead)[]

/** What was accepted, in that order. */
export async function listSubmissions(
  store: Store,
  { status, system, resource, consumer, keyDigest, owners, order, limit, after }: SubmissionQuery
): Promise<Page<SubmissionHead>> {
  const rows = await store.read(db => {
    let query = db.selectFrom('submissions').select(HEAD).orderBy('seq', order === 'newest' ? 'desc' : 'asc').limit(
      limit + 1
    )
    if (after !== undefined) query = query.where('seq', order === 'newest' ? '<' : '>', after)
    if (system !== undefined) query = query.where('system', '=', system)
    if (resource !== undefined) query = query.where('resource', '=', resource)
    if (consumer !== undefined) query = query.where('consumer', '=', consumer)
    if (keyDigest !== undefined) query = query.where('key_digest', '=', keyDigest)
    if (owners !== undefined) query = query.where(isOf(owners))
    if (status !== undefined) {
      // Nearly everything is delivered: SQLite, which knows no numbers of it, must not collect and sort all that for
      // one page.
      const isMost = store.engine === 'sqlite' && status.includes('delivered')
      query = query.where(isMost ? sql<SubmissionState>`+${sql.ref('state')}` : 'state', 'in', status)
    }
    return query.execute()
  })
  return pageOf(rows, limit)
}

/** What became of one, step by step. */
export async function listSteps(
  store: Store,
  id: string,
  { order, limit, after }: PageQuery
): Promise<Page<Transition>> {
  const rows = await store.read(db => {
    const query = db.selectFrom('submission_transitions').selectAll().where('submission_id', '=', id).orderBy('seq',
      order === 'newest' ? 'desc' : 'asc').limit(limit + 1)
    return (after === undefined ? query : query.where('seq', order === 'newest' ? '<' : '>', after)).execute()
  })
  return pageOf(rows, limit)
}

function pageOf<Row extends { seq: number }>(rows: Row[], limit: number): Page<Row> {
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)?.seq : undefined }
}
