import type { Db, Store } from '../store/database.ts'
import type { AccessLogTable } from '../store/tables.ts'
import type { AccessLogKeys, WorkingKey } from './access-keys.ts'

/** An access as the log keeps it. */
export interface AccessEntry {
  request_id: string
  consumer: string
  agency: string | null
  on_behalf_of: { kind: string; person: string } | null
  purpose: string | null
  agreement: string | null
  operation: string
  fields: readonly string[]
  subjects: readonly string[]
  records: readonly string[]
  systems: readonly string[]
}

export type AccessRow = Readonly<AccessLogTable>

/** What is wrong with the chain, and from which row on. */
export interface ChainFault {
  seq: number
  /** `altered`, `missing`, `moved`, `cut off`, `unknown key` or `not to be found`. */
  kind: string
  detail: string
}

export interface ChainReport {
  rows: number
  /** The last row: an auditor who keeps it can tell later whether the end was cut off. */
  head: { seq: number; hash: string }
  faults: ChainFault[]
}

/** A row with its hash: over all that it says, its number and the row before it. */
export function sealRow(row: Omit<AccessRow, 'hash'>, key: WorkingKey): AccessRow {
  return { ...row, hash: key.seal(sealed(row)) }
}

function sealed({ seq, at, key_id, entry, before }: Omit<AccessRow, 'hash'>): string {
  return JSON.stringify([seq, at, key_id, entry, before])
}

const PAGE = 1_000
/** Who has altered so much is known well enough. */
const MOST_FAULTS = 100

/** The rows of the log in order, from the row after a number on. */
export async function* readRows(
  store: Pick<Store, 'read'>,
  { after = 0, since, until }: { after?: number; since?: number; until?: number } = {}
): AsyncGenerator<AccessRow> {
  for (let last = after;;) {
    const rows = await store.read(db =>
      db.selectFrom('access_log').selectAll().where('seq', '>', last)
        .$if(since !== undefined, query => query.where('at', '>=', since ?? 0))
        .$if(until !== undefined, query => query.where('at', '<', until ?? 0))
        .orderBy('seq').limit(PAGE).execute()
    )
    yield* rows
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.seq
  }
}

/**
 * Walks the whole chain: finds rows that were altered, taken out, put in or moved, an end that was cut off, and rows
 * that the people they are about would not find.
 * @param held a head that was written down earlier, to find an end that was cut off together with what the store says
 *   of it
 */
export async function verifyChain(
  store: Pick<Store, 'read'>,
  keys: AccessLogKeys,
  held?: { seq: number; hash: string }
): Promise<ChainReport> {
  const start = await endOf(store, 'start')
  const head = await endOf(store, 'head')
  let last = { seq: start?.seq ?? 0, hash: start?.hash ?? '' }
  const faults: ChainFault[] = []
  const fault = (seq: number, kind: string, detail: string): void => {
    if (faults.length < MOST_FAULTS) faults.push({ seq, kind, detail })
  }
  let rows = 0
  let sawHeld = held === undefined || held.seq <= last.seq

  for await (const row of readRows(store)) {
    rows++
    if (row.seq <= (start?.seq ?? 0)) fault(row.seq, 'moved', 'it stands before the beginning of the chain')
    if (row.seq > last.seq + 1)
      fault(last.seq + 1, 'missing',
        row.seq === last.seq + 2 ? 'the row is gone' : `the rows up to ${row.seq - 1} are gone`)
    const key = keys.get(row.key_id)
    if (key === undefined)
      fault(row.seq, 'unknown key', `it was written with the key ${row.key_id}, which is none of SATU_ACCESS_KEYS`)
    else if (key.seal(sealed(row)) !== row.hash) fault(row.seq, 'altered', 'its hash does not fit what it says')
    else if (row.before !== last.hash && row.seq === last.seq + 1)
      fault(row.seq, 'moved', 'it was written after another row than the one before it')
    if (held?.seq === row.seq) {
      sawHeld = true
      if (held.hash !== row.hash) fault(row.seq, 'altered', 'it is not the row that was written down')
    }
    if (head?.seq === row.seq && head.hash !== row.hash)
      fault(row.seq, 'altered', 'it is not the row that the log ended with')
    last = row
  }
  if (head !== undefined && head.seq > last.seq)
    fault(last.seq + 1, 'cut off', `the log once ended with row ${head.seq}`)
  // Rows may have been written while the others were read.
  else if (last.seq > ((await endOf(store, 'head'))?.seq ?? start?.seq ?? 0))
    fault(last.seq, 'moved', 'it stands after the end of the chain')
  if (!sawHeld && held !== undefined && held.seq > last.seq)
    fault(last.seq + 1, 'cut off', `the log ended with row ${held.seq} when its head was written down`)
  for (const seq of await store.read(db => unfindable(db)))
    fault(seq, 'not to be found', 'those whom it is about would not see it')
  return { rows, head: { seq: last.seq, hash: last.hash }, faults }
}

function endOf(store: Pick<Store, 'read'>, name: 'head' | 'start'): Promise<{ seq: number; hash: string } | undefined> {
  return store.read(db =>
    db.selectFrom('access_ends').select(['seq', 'hash']).where('name', '=', name).executeTakeFirst()
  )
}

/** Rows whose subjects and what they are found by do not agree. */
async function unfindable(db: Db): Promise<number[]> {
  const wrong: number[] = []
  for (let after = 0;;) {
    const rows = await db.selectFrom('access_log').select(['seq', 'entry']).where('seq', '>', after).orderBy('seq')
      .limit(PAGE).execute()
    const [first, end] = [rows[0], rows.at(-1)]
    if (first === undefined || end === undefined) return wrong
    const found = Map.groupBy(
      await db.selectFrom('access_subjects').selectAll().where('seq', '>=', first.seq).where('seq', '<=', end.seq)
        .execute(),
      ({ seq }) => seq
    )
    for (const { seq, entry } of rows) {
      const kept = new Set(found.get(seq)?.map(({ subject }) => subject))
      if (kept.symmetricDifference(new Set(subjectsOf(entry))).size > 0) wrong.push(seq)
    }
    after = end.seq
  }
}

function subjectsOf(entry: string): readonly string[] {
  try {
    return (JSON.parse(entry) as AccessEntry).subjects
  } catch {
    return []
  }
}
