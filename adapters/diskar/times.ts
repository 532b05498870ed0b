import { type MapTools, toWib } from '../../src/kit/index.ts'
import type { Kejadian } from './wire.ts'

/** RFC 3339 in WIB. */
export interface Times {
  occurredAt: string | undefined
  reportedAt: string | undefined
  /** When the last thing happened that the row tells. */
  lastAt: string | undefined
}

const HALF_DAY = 43_200_000
const DAY = 2 * HALF_DAY

/**
 * The times of a turn-out. Only the first has a day: one that lies half a day before the one before it is of the next
 * day.
 */
export function readTimes(row: Kejadian, { read, notes }: MapTools): Times {
  let last: number | undefined
  const next = (field: string, time: string): string | undefined => {
    const text = time.trim() === '' ? undefined : read.dateTime(field, row.TGL_KEJADIAN, { time })
    if (text === undefined) return undefined
    let at = Date.parse(text)
    if (last !== undefined && last - at > HALF_DAY) at += DAY
    if (last !== undefined && at < last) notes.add(field, 'out_of_order', { raw: time })
    last = Math.max(at, last ?? at)
    return toWib(new Date(at))
  }
  const occurredAt = next('occurred_at', row.JAM_KEJADIAN)
  const reportedAt = next('reported_at', row.JAM_LAPOR)
  for (const time of [row.JAM_BERANGKAT, row.JAM_TIBA, row.JAM_SELESAI]) next('status.changed_at', time)
  return { occurredAt, reportedAt, lastAt: last === undefined ? undefined : toWib(new Date(last)) }
}
