import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { RowFilters } from './row-filters.ts'
import { type Facet, findPlaces, matching } from './snapshot-facets.ts'
import type { Snapshot } from './snapshot.ts'

/** Of the tables; a file of another layout is not opened. */
export const LAYOUT = 2

/**
 * Opens the file of a whole snapshot. Rows lie in canonical order, numbered from 0, so that any page is found at once.
 * @throws Error for a file that is none, or of another layout
 */
export function openSnapshotFile(path: string): Snapshot {
  // Nobody writes it any more: without locks and looks for changes a row costs a third.
  const file = pathToFileURL(path)
  file.searchParams.set('immutable', '1')
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return read(db)
  } catch (error) {
    db.close()
    throw error
  }
}

function read(db: DatabaseSync): Snapshot {
  const { user_version: layout } = db.prepare('pragma user_version').get() as { user_version: number }
  if (layout !== LAYOUT) throw new Error(`a snapshot of layout ${layout}, not ${LAYOUT}`)
  const stored = db.prepare('select version, mapping, produced_at, loaded_at, rows, facets, facet_numbers from info')
    .get() as Record<string, unknown>
  const facets = JSON.parse(String(stored['facets'])) as Facet[]
  const numbers = new Uint32Array((stored['facet_numbers'] as Uint8Array<ArrayBuffer>).slice().buffer)
  const all = numbers.length
  const byKey = db.prepare('select row from rows where key = ?')
  const byPlace = db.prepare('select row from rows where place = ?')
  const range = db.prepare('select row from rows where place >= ? order by place limit ?')
  const change = db.prepare('select updated_at from rows where place = ?')

  /** How many rows were changed then or later: they come first. */
  const changedSince = (since: string): number => {
    let [low, high] = [0, all]
    while (low < high) {
      const middle = (low + high) >> 1
      const { updated_at } = change.get(middle) as { updated_at: string }
      if (updated_at >= since) low = middle + 1
      else high = middle
    }
    return low
  }

  const rowsAt = (offset: number, count: number, filters: RowFilters): string[] => {
    const end = filters.updated_since === undefined ? all : changedSince(filters.updated_since)
    const matches = matching(facets, filters)
    if (matches !== undefined) {
      return findPlaces(numbers, matches, { offset, count, end }).map(place =>
        (byPlace.get(place) as { row: string }).row
      )
    }
    return (range.all(offset, Math.max(0, Math.min(count, end - offset))) as { row: string }[]).map(({ row }) => row)
  }

  return {
    info: {
      version: String(stored['version']),
      mapping: String(stored['mapping']),
      producedAt: String(stored['produced_at']),
      loadedAt: String(stored['loaded_at']),
      rows: all
    },
    get: key => (byKey.get(key) as { row: string } | undefined)?.row,
    list(offset, limit, filters) {
      const rows = rowsAt(offset, limit + 1, filters)
      return { rows: rows.slice(0, limit), end: rows.length <= limit }
    },
    close() {
      if (db.isOpen) db.close()
    }
  }
}
