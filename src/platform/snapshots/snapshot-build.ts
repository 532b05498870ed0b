import { closeSync, fsyncSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Facet } from './snapshot-facets.ts'
import { LAYOUT } from './snapshot-file.ts'
import type { SnapshotInfo } from './snapshot.ts'
import type { ThreadReply } from './thread-feed.ts'

/** Rows on their way into the file, by column: an object for each would cost more to hand over than what it holds. */
export interface ArrivingRows {
  keys: string[]
  ids: string[]
  changes: string[]
  facets: number[]
  rows: string[]
}
export type BuildMessage = { arriving: ArrivingRows } | { info: Omit<SnapshotInfo, 'rows'>; facets: Facet[] }
export interface Built {
  doubles: number
}
export type BuildReply = ThreadReply<Built>

/** Rows of some hundred bytes: four times SQLite's own page costs a third less to fill and to sort. */
const PAGE_BYTES = 16_384
const FACETS_A_READ = 10_000

/**
 * Builds the file of a snapshot, message by message. Rows as they come go into a temporary file that SQLite unlinks at
 * once, so that a crash leaves nothing of them.
 */
export function createBuild(path: string): (message: BuildMessage) => BuildReply {
  const db = new DatabaseSync('')
  // Nothing here needs to survive a crash: the source is still there to be read again.
  db.exec(`
    pragma page_size = ${PAGE_BYTES};
    pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16000; pragma temp_store = file;
    create table arriving (key text, id text, updated_at text, facet integer, row text);
    begin
  `)
  const insert = db.prepare('insert into arriving values (?, ?, ?, ?, ?)')

  return message => {
    if ('arriving' in message) {
      const { keys, ids, changes, facets, rows } = message.arriving
      for (const [at, row] of rows.entries())
        insert.run(keys[at] ?? '', ids[at] ?? '', changes[at] ?? '', facets[at] ?? 0, row)
      return { taken: true }
    }
    try {
      db.exec('commit')
      db.prepare('attach ? as whole').run(path)
      const { doubles } = sort(db)
      index(db, message)
      sync(path)
      return { done: { doubles } }
    } finally {
      db.close()
    }
  }
}

/** Canonical order: last change first, ties by id. Of rows with one key the first one stays. */
function sort(db: DatabaseSync): { doubles: number } {
  db.exec(`
    pragma whole.page_size = ${PAGE_BYTES};
    pragma whole.journal_mode = off; pragma whole.synchronous = off; pragma whole.cache_size = -16000;
    create table whole.rows (place integer primary key, key text, updated_at text, facet integer, row text)
  `)
  const [total, different] = ['count(*)', 'count(distinct key)'].map(what =>
    (db.prepare(`select ${what} as n from arriving`).get() as { n: number }).n
  )
  const source = total === different
    ? 'arriving'
    : '(select *, row_number() over (partition by key order by updated_at desc, rowid desc) as issue from arriving) ' +
      'where issue = 1'
  db.exec(`
    begin;
    insert into whole.rows select row_number() over () - 1, * from (
      select key, updated_at, facet, row from ${source} order by updated_at desc, id
    );
    commit
  `)
  return { doubles: (total ?? 0) - (different ?? 0) }
}

function index(db: DatabaseSync, { info, facets }: Extract<BuildMessage, { info: unknown }>): void {
  db.exec('create unique index whole.by_key on rows (key)')
  const { rows } = db.prepare('select count(*) as rows from whole.rows').get() as { rows: number }
  const numbers = new Uint32Array(rows)
  // As a list written by SQLite: one by one they take five times as long.
  const next = db.prepare(
    'select json_group_array(facet) as list from (select facet from whole.rows where place >= ? order by place limit ?)'
  )
  for (let place = 0; place < rows; place += FACETS_A_READ) {
    numbers.set(JSON.parse(String(next.get(place, FACETS_A_READ)?.['list'])) as number[], place)
  }
  db.exec(`
    create table whole.info (
      version text, mapping text, produced_at text, loaded_at text, rows integer, facets text, facet_numbers blob
    );
    pragma whole.user_version = ${LAYOUT}
  `)
  db.prepare('insert into whole.info values (?, ?, ?, ?, ?, ?, ?)')
    .run(info.version, info.mapping, info.producedAt, info.loadedAt, rows, JSON.stringify(facets),
      new Uint8Array(numbers.buffer))
}

/** All of it is on the disk before the file gets its name. */
function sync(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
