import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { ArrivingRow } from './plan.ts'

/**
 * What was read of records one by one, so that each is asked for again only when it has changed. Holds what is
 * published, and no more.
 */
export interface Details {
  /** The rows that a record made when it was as it is now; undefined when it has to be asked for. */
  find(id: string, updatedAt: string): readonly ArrivingRow[] | undefined
  keep(id: string, updatedAt: string, rows: readonly ArrivingRow[]): void
  close(): void
}

/** @param version of how rows are made: those of another are no use */
export function openDetails(path: string, version: string): Details {
  closeSync(openSync(path, 'a', 0o600))
  const db = new DatabaseSync(path)
  // It can be read again from the systems: a loss of power may cost some of it.
  db.exec(`
    pragma journal_mode = wal; pragma synchronous = off;
    create table if not exists details (id text primary key, updated_at text, version text, made text) without rowid
  `)
  const find = db.prepare('select made from details where id = ? and updated_at = ? and version = ?')
  const keep = db.prepare('insert or replace into details values (?, ?, ?, ?)')
  return {
    find(id, updatedAt) {
      const found = find.get(id, updatedAt, version)
      return found && JSON.parse(String(found['made'])) as ArrivingRow[]
    },
    keep(id, updatedAt, rows) {
      keep.run(id, updatedAt, version, JSON.stringify(rows))
    },
    close() {
      db.close()
    }
  }
}
