import { SatuError } from '../errors.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Position } from './cursor.ts'
import { compareKeys, keyOf, type Key } from './order.ts'

/** Random access to a system's list in its own order. */
export interface Rows {
  /** The row at a place: a record, `quarantined`, or `end` past the last one. */
  at(index: number): Promise<CanonicalRecord | 'quarantined' | 'end'>
}

/** A system's matching records in canonical order, one after the other, resumable. */
export interface Stream {
  /** Makes the next record known: after it, `head` is that record, or undefined at the end or at a pause. */
  fill(): Promise<void>
  head(): CanonicalRecord | undefined
  /** Gives the head and moves on. */
  take(): CanonicalRecord
  /** So many rows were looked at without a match that the page ends here; the cursor goes on. */
  paused(): boolean
  /** Nothing is left. */
  done(): boolean
  position(): { offset: number; after: Key | undefined }
}

export interface StreamOptions {
  rows: Rows
  /** `canonical`: rows come in canonical order; `updated`: rows with the same date of change come in any order. */
  order: 'canonical' | 'updated'
  start: Pick<Position, 'offset' | 'after'> | undefined
  matches(record: CanonicalRecord): boolean
  /** Most rows looked at in one go. */
  maxScan: number
}

const LARGEST_TIE = 5_000

export function createStream({ rows, order, start, matches, maxScan }: StreamOptions): Stream {
  let next = start?.offset ?? 0
  let after = start?.after
  let tieStart = next
  let queue: CanonicalRecord[] = []
  let scanned = 0
  let ended = false
  let placed = after === undefined
  const seen = new Set<string>()

  /**
   * Rows may have moved since the cursor was written. Insertions only push rows back, and what was given already is
   * dropped by its key; after a deletion rows have moved forward, so step back until a row that was given.
   */
  async function place(): Promise<void> {
    placed = true
    const last = after
    if (last === undefined) return
    const first = await rows.at(next)
    const tie = typeof first === 'string' ? undefined : first.source.updated_at
    while (next > 0) {
      const before = await rows.at(next - 1)
      const given = typeof before !== 'string' && compareKeys(keyOf(before), last) <= 0 && before.source.updated_at !== tie
      if (given) break
      next--
    }
  }

  /** Reads the rows that share one date of change and puts those not yet given in order. */
  async function readTie(): Promise<CanonicalRecord[]> {
    const tie: CanonicalRecord[] = []
    tieStart = next
    for (;;) {
      const row = await rows.at(next)
      if (row === 'end') {
        ended = true
        break
      }
      if (row !== 'quarantined') {
        if (tie[0] !== undefined && row.source.updated_at !== tie[0].source.updated_at) break
        tie.push(row)
        if (tie.length > LARGEST_TIE) {
          throw new SatuError('system_failed', `more than ${LARGEST_TIE} records share one date of change`, { stage: 'sort' })
        }
      }
      next++
      scanned++
      if (order === 'canonical' && tie.length > 0) break
      if (tie.length === 0 && scanned >= maxScan) break
    }
    const last = after
    const left = last === undefined ? tie : tie.filter(record => compareKeys(keyOf(record), last) > 0)
    return once(left.sort((a, b) => compareKeys(keyOf(a), keyOf(b))))
  }

  /** Leaves out a record that stands in the list again: saved twice, or changed while its pages were read. */
  function once(sorted: CanonicalRecord[]): CanonicalRecord[] {
    const kept: CanonicalRecord[] = []
    for (const record of sorted) {
      const before = kept.at(-1)
      if (before?.id === record.id) kept[kept.length - 1] = noteDuplicate(before)
      else if (!seen.has(record.id)) kept.push(record)
      seen.add(record.id)
    }
    return kept
  }

  return {
    async fill() {
      if (!placed) await place()
      while (queue.length === 0 && !ended && scanned < maxScan) {
        const tie = await readTie()
        queue = tie.filter(matches)
        const last = tie.at(-1)
        if (queue.length === 0 && last !== undefined) after = keyOf(last)
      }
    },
    head: () => queue[0],
    take() {
      const record = queue.shift()
      if (record === undefined) throw new Error('take without a head')
      after = keyOf(record)
      return record
    },
    paused: () => queue.length === 0 && !ended && scanned >= maxScan,
    done: () => queue.length === 0 && ended,
    position: () => ({ offset: queue.length === 0 ? next : tieStart, after })
  }
}

function noteDuplicate(record: CanonicalRecord): CanonicalRecord {
  if (record.quality.some(({ code }) => code === 'duplicate_record')) return record
  return { ...record, quality: [...record.quality, { field: 'id', code: 'duplicate_record', severity: 'warning' }] }
}
