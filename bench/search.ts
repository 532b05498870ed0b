import { sql } from 'kysely'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { pino } from 'pino'
import { loadContract } from '../src/contract/contract.ts'
import { createAsk } from '../src/features/search/ask.ts'
import { createIndexer } from '../src/features/search/indexer.ts'
import { createSearch } from '../src/features/search/search.ts'
import type { Store } from '../src/platform/store/database.ts'
import { startPostgres } from '../test/services/postgres.ts'
import { openWholeStore } from '../test/suites/open-store.ts'
import type { Options } from './options.ts'
import { count, print, printTable, tell } from './print.ts'
import { makeQuestion, makeRecord, seeded } from './search/records.ts'

const RECORDS = 1_000_000
const QUICK_RECORDS = 3_000
const QUESTIONS = 3_000
const QUICK_QUESTIONS = 150
const BAR_MS = 50
/** Records of one transaction. */
const AT_ONCE = 2_000

interface Figures {
  engine: string
  buildS: number | undefined
  size: string
  all: number[]
  byKind: Map<string, number[]>
  longestTurnMs: number
}

/** A search over a million records, in both stores: how long an answer takes, questions one after the other. */
export async function measureSearch({ quick, keep }: Pick<Options, 'quick' | 'keep'>): Promise<void> {
  const records = quick ? QUICK_RECORDS : RECORDS
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'satu-bench-'))
  mkdirSync(folder, { recursive: true })
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o777)
  try {
    const figures: Figures[] = []
    for (const engine of ['sqlite', 'postgres'] as const)
      figures.push(await measureOver(engine, folder, records, quick ? QUICK_QUESTIONS : QUESTIONS))
    printTable(
      `Search: ${count(records, 0)} records`,
      ['', ...figures.flatMap(({ engine }) => [`${engine} p50 ms`, 'p95 ms', 'p99 ms'])],
      [['all questions', ...figures.flatMap(({ all }) => ofAll(all))],
        ...[...figures[0]?.byKind.keys() ?? []].sort().map(kind => [kind, ...figures.flatMap(({ byKind }) =>
          ofAll(byKind.get(kind) ?? [])
        )])]
    )
    for (const { engine, buildS, size, longestTurnMs } of figures)
      print(
        `\n${engine}: ${
          buildS === undefined ? 'index of an earlier run' : `indexed in ${count(buildS, 0)} s`
        }, ${size}; longest turn of the event loop while questions were answered ${count(longestTurnMs, 0)} ms.`
      )
    print(`\nBar: p95 of all questions under ${BAR_MS} ms.`)
  } finally {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

function ofAll(times: readonly number[]): string[] {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return [count(at(0.5), 1), `${count(at(0.95), 1)}${at(0.95) > BAR_MS ? '!' : ''}`, count(at(0.99), 1)]
}

async function measureOver(
  engine: 'sqlite' | 'postgres',
  folder: string,
  records: number,
  questions: number
): Promise<Figures> {
  const dataDir = join(folder, engine)
  const built = join(folder, `${engine}-${records}`)
  mkdirSync(dataDir, { recursive: true, mode: 0o777 })
  const server = engine === 'postgres'
    ? await startPostgres({ data: join(folder, 'postgres-data'),
      settings: ['-c', 'shared_buffers=512MB', '-c', 'max_wal_size=4GB', '-c', 'autovacuum=on'] })
    : undefined
  const store = await openWholeStore({ dataDir, ...(server && { url: server.url }), log: pino({ level: 'silent' }) })
  const contract = loadContract()
  const ask = createAsk(store, { dataDir })
  try {
    const buildS = existsSync(built) ? undefined : await build(store, records, server?.url)
    writeFileSync(built, '')
    const search = createSearch({ store, ask, contract })
    const random = seeded(7)
    const all: number[] = []
    const byKind = new Map<string, number[]>()
    let [turnAt, longestTurnMs] = [performance.now(), 0]
    tell(`Search: ${engine}, ${questions} questions`)
    // Those that warm up are not counted.
    for (let i = -questions / 10; i < questions; i++) {
      const { kind, q, filters } = makeQuestion(random)
      const started = performance.now()
      turnAt = started
      const ticker = setInterval(() => {
        const now = performance.now()
        if (i >= 0) longestTurnMs = Math.max(longestTurnMs, now - turnAt)
        turnAt = now
      }, 1)
      await search.find({ q, limit: 20, scopes: new Set(), ...filters })
      clearInterval(ticker)
      const took = performance.now() - started
      if (i < 0) continue
      all.push(took)
      byKind.set(kind, [...(byKind.get(kind) ?? []), took])
    }
    return { engine, buildS, size: await sizeOf(store), all, byKind, longestTurnMs }
  } finally {
    await ask.close()
    await store.close()
    await server?.stop()
  }
}

async function build(store: Store, records: number, url: string | undefined): Promise<number> {
  const indexer = createIndexer({ engine: store.engine, contract: loadContract() })
  const random = seeded(1)
  const started = performance.now()
  // As one does who takes in a million records at once; afterwards the hub keeps it as they come.
  if (store.engine === 'postgres') await store.write(db => sql`drop index search_entries_words`.execute(db))
  for (let i = 0; i < records; i += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, records - i) }, (_, j) => makeRecord(i + j, random))
    await store.write(db => indexer.kept(db, some))
    if (i % 50_000 === 0)
      tell(`Search: ${store.engine}, ${count(i, 0)} records after ${count((performance.now() - started) / 1_000, 0)} s`)
  }
  if (url !== undefined) {
    // The store's own connections end what takes long. The last is what the server does by itself while it is idle.
    const client = new Client(url)
    await client.connect()
    for (const statement of ["set maintenance_work_mem = '256MB'",
      'create index search_entries_words on search_entries using gin (words)',
      'vacuum analyze search_entries, search_texts, search_words, search_slips']) await client.query(statement)
    await client.end()
  }
  return (performance.now() - started) / 1_000
}

async function sizeOf(store: Store): Promise<string> {
  const { rows: [row] } = await store.read(db =>
    store.engine === 'sqlite'
      ? sql<
        { bytes: number | string }
      >`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db)
      : sql<{ bytes: number | string }>`select pg_database_size(current_database()) as bytes`.execute(db)
  )
  return `${count(Number(row?.bytes ?? 0) / 2 ** 20, 0)} MiB`
}
