import { SatuError } from '../../errors.ts'
import { DEADLINE } from '../systems/deadline.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Key, Position } from './cursor.ts'

export function keyOf(record: CanonicalRecord): Key {
  return [record.source.updated_at, record.id]
}

/** Negative when `a` comes first. Times are RFC 3339 in one zone without fractions, so text order is time order. */
export function compareKeys(a: Key, b: Key): number {
  if (a[0] !== b[0]) return a[0] > b[0] ? -1 : 1
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1
}

/** Random access to a system's list in its own order. */
export interface Rows {
  /** The row at a place: a record, `quarantined`, or `end` past the last one. */
  at(index: number): Promise<CanonicalRecord | 'quarantined' | 'end'>
  /** Whether the system need not be asked to tell what stands at a place. */
  isHere(index: number): boolean
}

/** A system's matching records in canonical order, one after the other, resumable. */
export interface Stream {
  /** Makes the next record known: after it, `head` is that record, or undefined at the end or at a pause. */
  fill(): Promise<void>
  /** The same as far as no system need be asked for it: a page that is full is not worth a call. */
  peek(): Promise<void>
  head(): CanonicalRecord | undefined
  /** Gives the head and moves on. */
  take(): CanonicalRecord
  /** So many rows were looked at without a match, or for so long, that the page ends here; the cursor goes on. */
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

/** Most rows looked at for one date of change. */
const LARGEST_TIE = 5_000
/** Bad rows passed over on the way back to one that tells where the cursor stands. */
const LOOK_BACK = 100
/** Behind every id: marks a date of change whose records were all given or passed over. */
const LAST_ID = '~'

export function createStream(
  { rows, order, start, matches, maxScan }: StreamOptions
): Stream {
  let next = start?.offset ?? 0
  let after = start?.after
  let tieStart = next
  let queue: CanonicalRecord[] = []
  let scanned = 0
  let ended = false
  /** The time of the request is over: the page ends with what was found. */
  let isLate = false
  let placed = next === 0
  const seen = new Set<string>()

  /**
   * Rows may have moved since the cursor was written. Insertions only push rows back, and what was given already is
   * dropped by its key; after deletions rows have moved forward, so step back to where every row before was given:
   * in growing steps first, since the list may have become much shorter, then by halves.
   */
  async function place(): Promise<void> {
    placed = true
    if (await isPassed(next)) return
    let low = next
    let high = next
    for (let step = 1; !(await isPassed(low)); step *= 2) {
      high = low
      low = Math.max(0, low - step)
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (await isPassed(middle)) low = middle
      else high = middle
    }
    next = low
  }

  /** Whether all rows before this one were given or passed over. */
  async function isPassed(index: number): Promise<boolean> {
    for (let i = index - 1; i >= Math.max(0, index - LOOK_BACK); i--) {
      const row = await rows.at(i)
      if (row !== 'quarantined') return row !== 'end' && isGiven(row)
    }
    return true
  }

  function isGiven(record: CanonicalRecord): boolean {
    if (after === undefined) return false
    if (order === 'canonical' || after[1] === LAST_ID) return compareKeys(keyOf(record), after) <= 0
    // Of a date that is half given, any record may still be missing.
    return record.source.updated_at > after[0]
  }

  /**
   * Reads the rows that share one date of change and puts those not yet given in order.
   * @returns undefined when the system would have to be asked for one, and must not be
   */
  async function readTie(mayAsk: boolean): Promise<CanonicalRecord[] | undefined> {
    const tie: CanonicalRecord[] = []
    let index = next
    for (;;) {
      if (!mayAsk && !rows.isHere(index)) return undefined
      const row = await rows.at(index)
      if (row === 'end') {
        ended = true
        break
      }
      if (row !== 'quarantined') {
        if (tie[0] !== undefined && row.source.updated_at !== tie[0].source.updated_at) break
        tie.push(row)
      }
      index++
      scanned++
      if (order === 'canonical' && tie.length > 0) break
      if (tie.length === 0 && scanned >= maxScan) break
      if (index - next > LARGEST_TIE) {
        throw new SatuError('system_failed', `more than ${LARGEST_TIE} records share one date of change`, {
          stage: 'sort'
        })
      }
    }
    // Only now: a system that fails in between is read again from here.
    tieStart = next
    next = index
    const last = after
    const left = last === undefined ? tie : tie.filter(record => compareKeys(keyOf(record), last) > 0)
    const matching = once(left.sort((a, b) => compareKeys(keyOf(a), keyOf(b)))).filter(matches)
    if (matching.length === 0) pass(tie.at(-1))
    return matching
  }

  /** Remembers that nothing is left up to this record, the last of its date. */
  function pass(record: CanonicalRecord | undefined): void {
    if (record === undefined) return
    const key: Key = order === 'canonical' ? keyOf(record) : [record.source.updated_at, LAST_ID]
    if (after === undefined || compareKeys(key, after) > 0) after = key
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

  async function read(mayAsk: boolean): Promise<void> {
    while (queue.length === 0 && !ended && !isLate && scanned < maxScan) {
      const before = scanned
      try {
        const tie = await readTie(mayAsk)
        if (tie === undefined) return
        queue = tie
      } catch (error) {
        // Every page comes further than the one before, or it says why not.
        if (before === 0 || !(error instanceof SatuError) || error.stage !== DEADLINE) throw error
        isLate = true
      }
    }
  }

  return {
    async fill() {
      if (!placed) await place()
      await read(true)
    },
    peek: () => read(false),
    head: () => queue[0],
    take() {
      const record = queue.shift()
      if (record === undefined) throw new Error('take without a head')
      if (queue.length > 0) after = keyOf(record)
      else pass(record)
      return record
    },
    paused: () => queue.length === 0 && !ended && (scanned >= maxScan || isLate),
    done: () => queue.length === 0 && ended,
    position: () => ({ offset: queue.length === 0 ? next : tieStart, after })
  }
}

function noteDuplicate(record: CanonicalRecord): CanonicalRecord {
  if (record.quality.some(({ code }) => code === 'duplicate_record')) return record
  return { ...record, quality: [...record.quality, { field: 'id', code: 'duplicate_record', severity: 'warning' }] }
}
