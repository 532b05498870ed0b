import type { CanonicalRecord } from '../systems/records.ts'

/** A record's place in the canonical order: newest change first, then by id. */
export type Key = readonly [updatedAt: string, id: string]

export function keyOf(record: CanonicalRecord): Key {
  return [record.source.updated_at, record.id]
}

/** Negative when `a` comes first. Times are RFC 3339 in one zone without fractions, so text order is time order. */
export function compareKeys(a: Key, b: Key): number {
  if (a[0] !== b[0]) return a[0] > b[0] ? -1 : 1
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1
}
