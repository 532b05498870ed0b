import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Db, Store } from '../store/database.ts'
import { type AccessEntry, type AccessRow, sealRow } from './access-chain.ts'
import type { AccessLogKeys } from './access-keys.ts'

/** One look at personal data, as whoever answers it tells it. */
export interface Access {
  /** ms since 1970 */
  at: number
  requestId: string
  consumer: string
  /** Agency that answers for the consumer. */
  agency: string | undefined
  /** On whose behalf: an officer or a citizen; undefined for an application of its own. */
  person: { kind: string; issuer: string; subject: string } | undefined
  purpose: string | undefined
  agreement: string | undefined
  operation: string
  /** Classes of personal data that were shown, or compared. */
  fields: readonly string[]
  /** NIKs of those whose data they are. Hashed here, and nowhere kept. */
  niks: readonly string[]
  /** Canonical ids of the records. */
  records: readonly string[]
  /** Systems that were asked. */
  systems: readonly string[]
}

export interface AccessLog {
  /**
   * Resolves when it is on the disk: an answer that holds personal data waits for it. Those that come together share
   * one commit.
   * @throws SatuError store_unavailable
   */
  append(access: Access): Promise<void>
  /** Who saw the data of the person with this NIK, newest first, before the row of a number. */
  ofSubject(
    nik: string,
    page: { limit: number; before: number | undefined }
  ): Promise<{ seq: number; at: number; entry: AccessEntry }[]>
}

/** Any number, the same in every process: who holds the lock writes the chain. */
const WRITING_ACCESS = 7_324_603
const MOST_AT_ONCE = 500
/** Where the chain stands is told to the log lines so often: they lie elsewhere, and know when its end is cut off. */
const TELL_MS = 3_600_000

interface Waiting {
  access: Access
  done(): void
  failed(error: unknown): void
}

export function createAccessLog(
  { store, keys, log }: { store: Pick<Store, 'engine' | 'read' | 'write'>; keys: AccessLogKeys;
    log?: Pick<Logger, 'info'> }
): AccessLog {
  const waiting: Waiting[] = []
  let running = false
  let toldAt = 0

  /** One after the other: all that came meanwhile is one commit, on either engine. */
  async function drain(): Promise<void> {
    running = true
    while (waiting.length > 0) {
      const now = waiting.splice(0, MOST_AT_ONCE)
      try {
        const head = await store.write(db => writeRows(db, store.engine, now.map(({ access }) => access), keys))
        for (const { done } of now) done()
        if (Date.now() >= toldAt + TELL_MS) {
          toldAt = Date.now()
          log?.info({ head: `${head.seq}:${head.hash}` }, 'access log')
        }
      } catch (error) {
        for (const { failed } of now) failed(error)
      }
    }
    running = false
  }

  return {
    append: access =>
      new Promise((resolve, reject) => {
        waiting.push({ access, done: resolve, failed: reject })
        if (!running) void drain()
      }),
    async ofSubject(nik, { limit, before }) {
      const rows = await store.read(db =>
        db.selectFrom('access_log').select(['seq', 'at', 'entry'])
          .where('seq', 'in',
            db.selectFrom('access_subjects').select('seq').where('subject', 'in', keys.namesOf('subject', nik)))
          .$if(before !== undefined, query => query.where('seq', '<', before ?? 0))
          .orderBy('seq', 'desc').limit(limit).execute()
      )
      return rows.map(({ seq, at, entry }) => ({ seq, at, entry: JSON.parse(entry) as AccessEntry }))
    }
  }
}

async function writeRows(
  db: Db,
  engine: Store['engine'],
  accesses: readonly Access[],
  keys: AccessLogKeys
): Promise<{ seq: number; hash: string }> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${WRITING_ACCESS})`.execute(db)
  let head = await db.selectFrom('access_ends').select(['seq', 'hash']).where('name', '=', 'head').executeTakeFirst() ??
    { seq: 0, hash: '' }
  const rows: AccessRow[] = []
  const subjects: { subject: string; seq: number }[] = []
  for (const access of accesses) {
    const entry = entryOf(access, keys)
    const row = sealRow({ seq: head.seq + 1, at: access.at, key_id: keys.current.id, entry: JSON.stringify(entry),
      before: head.hash }, keys.current)
    rows.push(row)
    subjects.push(...entry.subjects.map(subject => ({ subject, seq: row.seq })))
    head = row
  }
  // Few columns, but a page may be about a hundred people: PostgreSQL takes 65,535 parameters, SQLite 32,766.
  for (let i = 0; i < rows.length; i += 1_000)
    await db.insertInto('access_log').values(rows.slice(i, i + 1_000)).execute()
  for (let i = 0; i < subjects.length; i += 1_000)
    await db.insertInto('access_subjects').values(subjects.slice(i, i + 1_000)).execute()
  const { seq, hash } = head
  await db.insertInto('access_ends').values({ name: 'head', seq, hash }).onConflict(on =>
    on.column('name').doUpdateSet({ seq, hash })
  ).execute()
  return { seq, hash }
}

function entryOf(
  { requestId, consumer, agency, person, purpose, agreement, operation, fields, niks, records, systems }: Access,
  { current }: AccessLogKeys
): AccessEntry {
  return {
    request_id: requestId,
    consumer,
    agency: agency ?? null,
    on_behalf_of: person === undefined
      ? null
      : { kind: person.kind, person: current.nameOf('person', `${person.issuer} ${person.subject}`) },
    purpose: purpose ?? null,
    agreement: agreement ?? null,
    operation,
    fields: [...new Set(fields)].sort(),
    subjects: [...new Set(niks)].map(nik => current.nameOf('subject', nik)),
    records,
    systems
  }
}
