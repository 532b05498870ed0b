import { isRealDate, toWib } from '../../kit/indonesia/calendar.ts'
import { type Params, wrong } from './params.ts'

const W3C = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i
const DAY_MS = 86_400_000
/** What a list may span, and spans unless it is told. */
const MOST_DAYS = 90

/**
 * A time as clients write it, in ms since 1970; undefined when it is none. W3C, and beside it an offset without a
 * colon, an offset whose `+` was not encoded in the URL, and no offset, which is the city's time.
 * @param end a date alone means the end of its day
 */
export function readTime(text: string, { end = false } = {}): number | undefined {
  const [, year = '', month = '', day = '', time, seconds = ':00', zone = '+07:00'] =
    W3C.exec(text.trim().replace(/ (?=\d\d:?\d\d$)/, '+')) ?? []
  if (!isRealDate(Number(year), Number(month), Number(day))) return undefined
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const at = Date.parse(`${year}-${month}-${day}T${time ?? '00:00'}${seconds}${offset}`)
  if (Number.isNaN(at)) return undefined
  return time === undefined && end ? at + DAY_MS - 1_000 : at
}

export interface Window {
  /** ms since 1970, both included. */
  start: number
  end: number
}

/**
 * The time that a list is asked for: up to 90 days, the last ones unless it is told.
 * @throws SatuError invalid_request
 */
export function readWindow(params: Params, now: number): Window {
  const read = (name: 'start_date' | 'end_date'): number | undefined => {
    const text = params.one(name)
    const at = text === undefined ? undefined : readTime(text, { end: name === 'end_date' })
    if (text !== undefined && at === undefined) throw wrong(name, 'is no time such as 2016-02-03T09:15:00+07:00')
    return at
  }
  const start = read('start_date')
  const end = read('end_date')
  const span = MOST_DAYS * DAY_MS
  const window = { start: start ?? (end ?? now) - span, end: end ?? Math.max(now, start ?? now) }
  if (end === undefined) window.end = Math.min(window.end, window.start + span)
  if (window.end < window.start) throw wrong('end_date', 'lies before start_date')
  // Who names two dates means the last day too.
  if (window.end - window.start > span + DAY_MS)
    throw wrong('start_date', `may lie at most ${MOST_DAYS} days before end_date`)
  return window
}

export function isWithin(time: string, { start, end }: Window): boolean {
  const at = Date.parse(time)
  return at >= start && at <= end
}

/** For the hub's own filters. */
export function timeText(at: number): string {
  return toWib(new Date(at))
}
