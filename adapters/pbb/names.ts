import { DatabaseSync } from 'node:sqlite'

/** Names of tax subjects by their id, on disk: a city has more of them than belong into memory. */
export interface Names {
  add(id: string, name: string): void
  find(id: string): string | undefined
  close(): void
}

export function createNames(): Names {
  // Without a name SQLite makes a temporary file that it unlinks at once: nothing is left of it, whatever happens.
  const db = new DatabaseSync('')
  db.exec(`
    pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -8000;
    create table names (id text primary key, name text) without rowid;
    begin
  `)
  const insert = db.prepare('insert or ignore into names values (?, ?)')
  const select = db.prepare('select name from names where id = ?')
  return {
    add: (id, name) => void insert.run(id, name),
    find: id => (select.get(id) as { name: string } | undefined)?.name,
    close: () => db.close()
  }
}
