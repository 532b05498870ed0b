import { found, type Parsed, rejected } from '../quality.ts'
import { isoDate, pastDate, toWibDate } from './calendar.ts'
import { type DateOptions, isZeroDate, parseIndonesianDate, readDateParts } from './dates.ts'
import { toText } from './text.ts'

export interface PartialDate {
  /** `YYYY-MM-DD`; 1 January by convention when only the year is known. */
  date: string
  precision: 'day' | 'year'
}

/**
 * A date of birth, which registers often know only by the year: `1960`, `00-00-1960`, `1960-00-00`.
 *
 * A two-digit year gives the last such day that is not after today; a birth in the future is rejected.
 * 1970-01-01 is kept, as many people really have it, but noted `ambiguous_date`: it is also the zero of
 * Unix time.
 */
export function parseBirthDate(raw: unknown, opts: DateOptions): Parsed<PartialDate> {
  const past: DateOptions = { ...opts, yearsAhead: 0 }
  const text = toText(raw)
  const year = text === undefined ? undefined : yearAlone(text, past)
  if (year !== undefined) return day(isoDate(year, 1, 1), 'year', opts)
  if (isEpochDay(raw, text, past)) return { value: { date: '1970-01-01', precision: 'day' }, codes: ['ambiguous_date'] }
  const { value, codes } = parseIndonesianDate(raw, past)
  if (value === undefined) return { value, codes }
  const date = value > opts.today && text !== undefined ? centuryBefore(text, value, opts.today) : value
  const result = day(date, 'day', opts)
  return result.value === undefined ? result : { value: result.value, codes }
}

function day(date: string, precision: PartialDate['precision'], opts: DateOptions): Parsed<PartialDate> {
  return date > opts.today ? rejected('invalid_value') : found({ date, precision })
}

function yearAlone(text: string, opts: DateOptions): number | undefined {
  if (/^(?:18|19|20)[0-9]{2}$/.test(text)) return Number(text)
  const parts = isZeroDate(text) ? undefined : readDateParts(text, opts)
  if (parts === undefined || parts.year < 1800) return undefined
  return (parts.day === 0 && parts.month <= 12) || (parts.month === 0 && parts.day <= 31) ? parts.year : undefined
}

function isEpochDay(raw: unknown, text: string | undefined, opts: DateOptions): boolean {
  if (raw instanceof Date) return !Number.isNaN(raw.getTime()) && toWibDate(raw) === '1970-01-01'
  const parts = text === undefined ? undefined : readDateParts(text, opts)
  return parts?.year === 1970 && parts.month === 1 && parts.day === 1
}

// A day later this year, written with two digits, is a hundred years ago: "31-12-26" read in November 2026.
function centuryBefore(text: string, date: string, today: string): string {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-')
  if (text.includes(year)) return date
  return pastDate(Number(year) % 100, Number(month), Number(dayOfMonth), today) ?? date
}
