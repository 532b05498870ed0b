import type { Selectable, SelectQueryBuilder } from 'kysely'
import { SatuError } from '../../errors.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { Tables } from '../../platform/store/tables.ts'
import type { DisagreementState } from './model.ts'
import type { DisagreementRow } from './settle.ts'
import type { DisagreementStepsTable } from './tables.ts'

export type DisagreementStep = Selectable<DisagreementStepsTable>

/** What of the ledger is asked for. */
export interface DisagreementFilter {
  state?: readonly DisagreementState[] | undefined
  rule?: string | undefined
  severity?: readonly string[] | undefined
  system?: string | undefined
  /** Code. */
  agency?: string | undefined
  district?: string | undefined
  /** Changed at or after this, ms since 1970. */
  since?: number | undefined
}

export interface DisagreementQuery extends DisagreementFilter {
  limit: number
  /** Where the last page ended. */
  after: number | undefined
}

/** What the ledger says. Everything is rejected with SatuError store_unavailable when the store cannot answer. */
export interface Listing {
  /** What was found last first. */
  list(query: DisagreementQuery): Promise<{ items: DisagreementRow[]; next: number | undefined }>
  /** How many there are in each state, whatever states the filter names. */
  counts(filter: DisagreementFilter): Promise<Record<DisagreementState, number>>
  /** @throws SatuError not_found */
  get(id: string): Promise<DisagreementRow>
  /** The last steps of one, oldest first. */
  steps(seq: number): Promise<DisagreementStep[]>
  /** Open ones by rule. */
  openByRule(): Promise<ReadonlyMap<string, number>>
}

const MOST_STEPS = 100

export function createListing(store: Pick<Store, 'read'>): Listing {
  return {
    list: ({ limit, after, ...filter }) =>
      store.read(async db => {
        let query = filtered(db.selectFrom('disagreements').selectAll(), filter)
        if (after !== undefined) query = query.where('seq', '<', after)
        const rows = await query.orderBy('seq', 'desc').limit(limit + 1).execute()
        const items = rows.slice(0, limit)
        return { items, next: rows.length > limit ? items.at(-1)?.seq : undefined }
      }),
    counts: ({ state: _any, ...filter }) =>
      store.read(async db => {
        const rows = await filtered(db.selectFrom('disagreements'), filter).select((
          { fn }
        ) => ['state', fn.countAll<number>().as('count')]).groupBy('state').execute()
        const of = (state: DisagreementState): number => rows.find(row => row.state === state)?.count ?? 0
        return { open: of('open'), accepted: of('accepted'), corrected: of('corrected'), ignored: of('ignored') }
      }),
    get: id => store.read(db => findDisagreement(db, id)),
    steps: seq =>
      store.read(async db => {
        const rows = await db.selectFrom('disagreement_steps').selectAll().where('disagreement', '=', seq).orderBy(
          'seq',
          'desc'
        ).limit(MOST_STEPS).execute()
        return rows.toReversed()
      }),
    openByRule: () =>
      store.read(async db => {
        const rows = await db.selectFrom('disagreements').select((
          { fn }
        ) => ['rule', fn.countAll<number>().as('count')]).where('state', 'in', ['open', 'accepted']).groupBy('rule')
          .execute()
        return new Map(rows.map(({ rule, count }) => [rule, count]))
      })
  }
}

/** @throws SatuError not_found */
export async function findDisagreement(db: Db, id: string, { lock = false } = {}): Promise<DisagreementRow> {
  let query = db.selectFrom('disagreements').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (row === undefined)
    throw new SatuError('not_found', 'There is no disagreement with this id.', { stage: 'disagreements' })
  return row
}

function filtered<O>(
  query: SelectQueryBuilder<Tables, 'disagreements', O>,
  { state, rule, severity, system, agency, district, since }: DisagreementFilter
): SelectQueryBuilder<Tables, 'disagreements', O> {
  let narrowed = query
  if (state !== undefined) narrowed = narrowed.where('state', 'in', state)
  if (rule !== undefined) narrowed = narrowed.where('rule', '=', rule)
  if (severity !== undefined) narrowed = narrowed.where('severity', 'in', severity)
  if (since !== undefined) narrowed = narrowed.where('changed_at', '>=', since)
  const party = Object.entries({ system, agency, district }).filter((
    entry
  ): entry is ['system' | 'agency' | 'district', string] => entry[1] !== undefined)
  if (party.length === 0) return narrowed
  // Of one party all of it: the district of a system's own record, not of the other's.
  return narrowed.where('seq', 'in', ({ selectFrom }) => {
    let parties = selectFrom('disagreement_parties').select('disagreement')
    for (const [column, value] of party) parties = parties.where(column, '=', value)
    return parties
  })
}
