import type { CanonicalRecord } from './records.ts'

/** The rows of a page in their order. A quarantined row keeps its place, as undefined. */
export interface PageRows {
  readonly length: number
  at(index: number): CanonicalRecord | undefined
}

/**
 * Rows that are mapped and held against the contract when they are first looked at: of four systems' pages of 26, a
 * list of 25 shows 25 and looks at 29. The rest waits for the next page, a walk over all, or another process of the
 * hub.
 */
export function laterRows(rows: readonly unknown[], toRecord: (row: unknown) => CanonicalRecord | undefined): PageRows {
  const left: unknown[] = [...rows]
  const made: (CanonicalRecord | undefined)[] = Array.from({ length: rows.length })
  const isMade = new Uint8Array(rows.length)

  const at = (index: number): CanonicalRecord | undefined => {
    if (isMade[index] === 0) {
      isMade[index] = 1
      made[index] = toRecord(left[index])
      left[index] = undefined
    }
    return made[index]
  }

  // JSON has them all: what goes to the other processes of the hub is whole.
  const all: PageRows & { toJSON(): unknown } = { length: rows.length, at, toJSON: () => allOf(all) }
  return all
}

/** All of them, mapped. */
export function allOf(rows: PageRows): (CanonicalRecord | undefined)[] {
  return Array.from({ length: rows.length }, (_, index) => rows.at(index))
}
