/** WIB is UTC+7 the year round: Indonesia has no daylight saving time. */
export const WIB_OFFSET_MINUTES = 7 * 60

const DAY_MS = 86_400_000

/** RFC 3339 in WIB without fractions of a second: `2016-01-04T09:15:00+07:00`. */
export function toWib(instant: Date): string {
  return `${inWib(instant).toISOString().slice(0, 19)}+07:00`
}

/** The calendar date in WIB: `2016-01-04`. */
export function toWibDate(instant: Date): string {
  return inWib(instant).toISOString().slice(0, 10)
}

/** The calendar date in WIB at each call: asked for every record, worked out once a day. */
export function createToday(now: () => number = Date.now): () => string {
  let date = ''
  let from = Infinity
  let until = -Infinity
  return () => {
    const at = now()
    if (at >= until || at < from) {
      date = toWibDate(new Date(at))
      until = endOfDay(date)
      from = until - DAY_MS
    }
    return date
  }
}

/** When a calendar date ends in WIB, in ms since 1970. */
export function endOfDay(date: string): number {
  return Date.parse(`${date}T24:00:00+07:00`)
}

function inWib(instant: Date): Date {
  return new Date(instant.getTime() + WIB_OFFSET_MINUTES * 60_000)
}

/** Whether the date exists in the Gregorian calendar. Month and day count from 1. */
export function isRealDate(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `YYYY-MM-DD` of a date known to be real. */
export function isoDate(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/**
 * The date of birth that a two-digit year stands for: the last one that is not after `today`.
 * 29-02-00 is 2000, never 1900, which had no 29 February.
 *
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`, or undefined when neither century has that day
 */
export function pastDate(yearOfCentury: number, month: number, day: number, today: string): string | undefined {
  for (const century of [2000, 1900]) {
    const year = century + yearOfCentury
    if (!isRealDate(year, month, day)) continue
    const date = isoDate(year, month, day)
    if (date <= today) return date
  }
  return undefined
}
