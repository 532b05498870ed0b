import { DatabaseSync } from 'node:sqlite'
import { isMainThread, workerData } from 'node:worker_threads'
import type { SnapshotInfo } from './snapshots.ts'

export interface SortWork {
  /** File of the rows as they came. */
  arriving: string
  /** File to write them to in canonical order, indexed. */
  sorted: string
  info: SnapshotInfo
}

function sort({ arriving, sorted, info }: SortWork): void {
  const db = new DatabaseSync(sorted)
  db.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -32000; pragma temp_store = file')
  db.prepare('attach ? as source').run(arriving)
  // The row's number is its place in canonical order, so that any page is found at once.
  db.exec(`
    begin;
    create table rows (place integer primary key, key text, updated_at text, status text, agency text, district text, row text);
    insert into rows (key, updated_at, status, agency, district, row)
      select key, updated_at, status, agency, district, row from source.arriving order by updated_at desc, id;
    create index by_key on rows (key);
    create index by_status on rows (status) where status is not null;
    create index by_agency on rows (agency) where agency is not null;
    create index by_district on rows (district) where district is not null;
    create table info (version text, produced_at text, loaded_at text, rows integer);
    commit;
  `)
  db.exec('detach source')
  // Back to full care for the last write: all pages are on the disk before the file gets its name.
  db.exec('pragma journal_mode = delete; pragma synchronous = full')
  db.prepare('insert into info values (?, ?, ?, ?)').run(info.version, info.producedAt, info.loadedAt, info.rows)
  db.close()
}

if (!isMainThread) sort(workerData as SortWork)
