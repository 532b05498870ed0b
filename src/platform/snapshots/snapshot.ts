import type { RowFilters } from './row-filters.ts'

export interface SnapshotInfo {
  version: string
  /** Changes when rows would be found by other keys, though they are the same. */
  mapping: string
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
