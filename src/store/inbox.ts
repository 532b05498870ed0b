import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteFile } from './sqlite.ts'
import { where, type RowFilters, type RowKeys } from './row-filters.ts'

/** A pushed record on its way in. */
export interface Pushed extends RowKeys {
  /** The legacy row as JSON. */
  row: string
  /** Says whether two pushes are one said again; undefined when each counts. */
  repeatKey?: string | undefined
}

/** What legacy systems have pushed, durably: nothing that was acknowledged is lost. */
export interface InboxStore {
  /**
   * Keeps the records of one push, all or none, on the disk when it returns. A newer record of the same key takes the
   * place of the older one, whichever came first; one that is a repeat within `repeatSeconds` is dropped.
   * @returns how many were kept
   */
  add(system: string, resource: string, records: readonly Pushed[], receivedAt: number, repeatSeconds: number): number
  get(system: string, resource: string, key: string): string | undefined
  list(system: string, resource: string, offset: number, limit: number, filters: RowFilters): { rows: string[]; end: boolean }
  /** When the last push came, ms since 1970. */
  lastAt(system: string, resource: string): number | undefined
  /**
   * Forgets at most so many records that were last pushed before a time, ms since 1970, and overwrites them on the disk.
   * @returns how many
   */
  forget(before: number, most: number): number
  close(): void
}

export function openInbox(dataDir: string): InboxStore {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const db = openSqliteFile(join(dataDir, 'inbox.db'))
  db.exec(`
    create table if not exists pushed (
      system text not null, resource text not null, key text not null, id text not null, updated_at text not null,
      status text, agency text, district text, repeat_key text, received_at integer not null, row text not null,
      primary key (system, resource, key)
    ) without rowid;
    create index if not exists pushed_in_order on pushed (system, resource, updated_at desc, id);
    create index if not exists pushed_repeats on pushed (system, resource, repeat_key, received_at) where repeat_key is not null;
    create index if not exists pushed_by_age on pushed (received_at);
  `)
  const insert = db.prepare(`
    insert into pushed (system, resource, key, id, updated_at, status, agency, district, repeat_key, received_at, row)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (system, resource, key) do update set
      updated_at = excluded.updated_at, status = excluded.status, agency = excluded.agency, district = excluded.district,
      repeat_key = excluded.repeat_key, received_at = excluded.received_at, row = excluded.row
    where excluded.updated_at >= pushed.updated_at`)
  const repeated = db.prepare('select 1 from pushed where system = ? and resource = ? and repeat_key = ? and received_at > ? and received_at <= ? limit 1')
  const one = db.prepare('select row from pushed where system = ? and resource = ? and key = ?')
  const last = db.prepare('select max(received_at) as at from pushed where system = ? and resource = ?')
  const old = db.prepare('delete from pushed where (system, resource, key) in (select system, resource, key from pushed where received_at < ? order by received_at limit ?)')

  return {
    add(system, resource, records, receivedAt, repeatSeconds) {
      let kept = 0
      db.exec('begin immediate')
      try {
        for (const { key, id, updatedAt, status, agency, district, repeatKey, row } of records) {
          if (repeatKey !== undefined && repeated.get(system, resource, repeatKey, receivedAt - repeatSeconds * 1_000, receivedAt) !== undefined) continue
          insert.run(system, resource, key, id, updatedAt, status ?? null, agency ?? null, district ?? null, repeatKey ?? null, receivedAt, row)
          kept++
        }
        db.exec('commit')
      } catch (error) {
        db.exec('rollback')
        throw error
      }
      return kept
    },
    get: (system, resource, key) => (one.get(system, resource, key) as { row: string } | undefined)?.row,
    list(system, resource, offset, limit, filters) {
      const { conditions, values } = where(filters)
      const sql = `select row from pushed where ${['system = ?', 'resource = ?', ...conditions].join(' and ')} order by updated_at desc, id limit ? offset ?`
      const rows = (db.prepare(sql).all(system, resource, ...values, limit + 1, offset) as { row: string }[]).map(({ row }) => row)
      return { rows: rows.slice(0, limit), end: rows.length <= limit }
    },
    lastAt: (system, resource) => (last.get(system, resource) as { at: number | null } | undefined)?.at ?? undefined,
    forget: (before, most) => Number(old.run(before, most).changes),
    close: () => { db.close() }
  }
}
