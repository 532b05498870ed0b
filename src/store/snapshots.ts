import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { where, type RowFilters, type RowKeys } from './row-filters.ts'
import type { SortWork } from './snapshot-sort.ts'

export interface SnapshotInfo {
  version: string
  /** RFC 3339: when the source was made, and when the hub had it whole. */
  producedAt: string
  loadedAt: string
  rows: number
}

/** A whole snapshot, on disk and indexed. Rows are the legacy rows as JSON, in canonical order. */
export interface Snapshot {
  info: SnapshotInfo
  get(key: string): string | undefined
  /** Rows `offset` to `offset + limit` of those that match, in canonical order. */
  list(offset: number, limit: number, filters: RowFilters): { rows: string[]; end: boolean }
  close(): void
}

/** A snapshot on its way in. Nothing of it can be seen before `finish`. */
export interface SnapshotWriter {
  add(keys: RowKeys, row: string): void
  rows(): number
  /** Sorts, indexes and syncs it to disk, then puts it in the place of the last one, all or nothing. */
  finish(info: Omit<SnapshotInfo, 'rows'>): Promise<Snapshot>
  abandon(): void
}

/** The snapshots of one system's resource, in a folder of their own: the last whole one, and at most one coming in. */
export interface SnapshotStore {
  open(): Snapshot | undefined
  begin(): SnapshotWriter
}

const ROWS_A_TRANSACTION = 10_000

export function createSnapshotStore(folder: string): SnapshotStore {
  const arriving = join(folder, 'arriving.db')
  const sorted = join(folder, 'sorted.db')

  return {
    open() {
      if (!existsSync(folder)) return undefined
      discard(arriving, sorted)
      // A crash between the swap and the clean-up leaves an older one behind.
      const [newest, ...older] = wholeOnes(folder).reverse()
      discard(...older.map(name => join(folder, name)))
      return newest === undefined ? undefined : openSnapshot(join(folder, newest))
    },
    begin() {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      discard(arriving, sorted)
      const db = new DatabaseSync(arriving)
      // Nothing here needs to survive a crash: the source is still there to be read again.
      db.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16000')
      db.exec('create table arriving (key text, id text, updated_at text, status text, agency text, district text, row text)')
      const insert = db.prepare('insert into arriving values (?, ?, ?, ?, ?, ?, ?)')
      let count = 0
      db.exec('begin')
      return {
        add({ key, id, updatedAt, status, agency, district }, row) {
          insert.run(key, id, updatedAt, status ?? null, agency ?? null, district ?? null, row)
          if (++count % ROWS_A_TRANSACTION === 0) db.exec('commit; begin')
        },
        rows: () => count,
        async finish(info) {
          db.exec('commit')
          db.close()
          await sortAside({ arriving, sorted, info: { ...info, rows: count } })
          const last = Number(wholeOnes(folder).at(-1)?.slice(0, -3) ?? 0)
          const name = `${String(last + 1).padStart(9, '0')}.db`
          renameSync(sorted, join(folder, name))
          discard(arriving, ...wholeOnes(folder).filter(old => old < name).map(old => join(folder, old)))
          return openSnapshot(join(folder, name))
        },
        abandon() {
          db.close()
          discard(arriving, sorted)
        }
      }
    }
  }
}

/** File names of whole snapshots, oldest first. */
function wholeOnes(folder: string): string[] {
  return readdirSync(folder).filter(name => /^\d+\.db$/.test(name)).sort()
}

function discard(...paths: string[]): void {
  for (const path of paths) for (const suffix of ['', '-journal']) rmSync(path + suffix, { force: true })
}

/** Sorting a million rows takes seconds: in a thread of its own, so that nobody waits. */
async function sortAside(work: SortWork): Promise<void> {
  const worker = new Worker(new URL('snapshot-sort.ts', import.meta.url), { workerData: work })
  const [code] = (await once(worker, 'exit')) as [number]
  if (code !== 0) throw new Error('the snapshot could not be sorted')
}

function openSnapshot(path: string): Snapshot {
  const db = new DatabaseSync(path, { readOnly: true })
  const stored = db.prepare('select version, produced_at, loaded_at, rows from info').get() as Record<string, string | number>
  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string): StatementSync => {
    let statement = statements.get(sql)
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)))
    return statement
  }

  return {
    info: {
      version: String(stored['version']),
      producedAt: String(stored['produced_at']),
      loadedAt: String(stored['loaded_at']),
      rows: Number(stored['rows'])
    },
    get: key => (prepared('select row from rows where key = ? limit 1').get(key) as { row: string } | undefined)?.row,
    list(offset, limit, filters) {
      const { conditions, values } = where(filters)
      const sql = conditions.length === 0
        ? 'select row from rows where place > ? order by place limit ?'
        : `select row from rows where ${conditions.join(' and ')} order by place limit ? offset ?`
      const parameters = conditions.length === 0 ? [offset, limit + 1] : [...values, limit + 1, offset]
      const rows = (prepared(sql).all(...parameters) as { row: string }[]).map(({ row }) => row)
      return { rows: rows.slice(0, limit), end: rows.length <= limit }
    },
    close: () => { db.close() }
  }
}
