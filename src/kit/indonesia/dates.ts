import { found, type Parsed, type QualityCode, rejected } from '../quality.ts'
import { isoDate, isRealDate, toWib, toWibDate } from './calendar.ts'
import { type Clock, readClock } from './clock.ts'
import { monthNumber, WEEKDAY } from './months.ts'
import { toText, withoutText } from './text.ts'

export interface DateOptions {
  /** `YYYY-MM-DD`; two-digit years pivot on it. */
  today: string
  /**
   * How the system writes numeric dates; `dmy` unless told. `unknown` reads day first, as Indonesians
   * write, and notes `ambiguous_date` when the month could stand first as well.
   */
  order?: 'dmy' | 'mdy' | 'unknown'
  /**
   * `wib` ignores an offset in the text: feeds label local time +0000.
   * By default the offset is believed and the instant converted to WIB.
   */
  zone?: 'as_sent' | 'wib'
  /**
   * How many years after today a two-digit year may lie before it means the century before; 20 unless told,
   * as due dates and validity lie ahead.
   */
  yearsAhead?: number
}

/**
 * Dates that stand for "no date": zero dates and the null values of SQL Server, .NET, Delphi, Unix and Oracle exports.
 */
export const NULL_DATES: ReadonlySet<string> = new Set(['0001-01-01', '1753-01-01', '1899-12-30', '1899-12-31',
  '1900-01-01', '1970-01-01', '9999-12-31'])

// "13-03-0212" is a slip of the keyboard, not the third century.
const EARLIEST_YEAR = 1800

export interface DateParts {
  year: number
  month: number
  day: number
  ambiguous: boolean
  /** What follows the date: the time of day, if any. */
  rest: string
}

/**
 * A calendar date, `YYYY-MM-DD`, from any spelling found in legacy systems: `2015-12-31`, `31-12-2015`,
 * `31/12/15`, `15.05.1985`, `20151231`, `31 Desember 2015`, `Senin, 4 Januari 2016 | 09:15 WIB`,
 * `31-DEC-15`, `Dec 31 2015 12:00AM`, or a `Date` from a database driver.
 *
 * A time of day is dropped after conversion to WIB. Null dates give no value and `null_date_sentinel`;
 * impossible dates give no value and `invalid_value`.
 */
export function parseIndonesianDate(raw: unknown, opts: DateOptions): Parsed<string> {
  const { value, codes } = parseIndonesianDateTime(raw, opts)
  return value === undefined ? { value, codes } : { value: value.slice(0, 10), codes }
}

/**
 * An instant in WIB, RFC 3339 without fractions (`2016-01-04T09:15:00+07:00`), from the spellings of
 * `parseIndonesianDate`. Text without an offset is WIB; a date without a time is its midnight.
 */
export function parseIndonesianDateTime(raw: unknown, opts: DateOptions): Parsed<string> {
  if (raw instanceof Date) return fromInstant(raw)
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  const plain = readPlain(text, opts)
  if (plain !== undefined) return plain
  if (isZeroDate(text)) return rejected('null_date_sentinel')
  const parts = readDateParts(text, opts)
  const clock = parts && readClock(parts.rest)
  if (parts === undefined || clock === undefined) return rejected('invalid_value')
  if (!isRealDate(parts.year, parts.month, parts.day)) return rejected('invalid_value')
  return atClock(parts, opts.zone === 'wib' ? { ...clock, offsetMinutes: undefined } : clock)
}

// How most systems write: four patterns less. Days that every month has, years that nobody doubts, times without a
// zone.
const PLAIN_YEAR = '(?:19|20)[0-9]{2}'
const PLAIN_MONTH = '(?:0[1-9]|1[0-2])'
const PLAIN_DAY = '(?:0[1-9]|1[0-9]|2[0-8])'
const PLAIN_TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]'
const PLAIN = new RegExp(
  `^(?:${PLAIN_YEAR}-${PLAIN_MONTH}-${PLAIN_DAY}|${PLAIN_DAY}([-/])${PLAIN_MONTH}\\1${PLAIN_YEAR})(?: ${PLAIN_TIME})?$`
)
const DASH = 45

function readPlain(text: string, { order = 'dmy' }: DateOptions): Parsed<string> | undefined {
  if ((text.length !== 10 && text.length !== 19) || !PLAIN.test(text)) return undefined
  const isYearFirst = text.charCodeAt(4) === DASH
  if (!isYearFirst && order !== 'dmy') return undefined
  const date = isYearFirst ? text.slice(0, 10) : `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`
  if (NULL_DATES.has(date)) return rejected('null_date_sentinel')
  return found(`${date}T${text.length === 10 ? '00:00:00' : text.slice(11)}+07:00`)
}

function fromInstant(raw: Date): Parsed<string> {
  if (Number.isNaN(raw.getTime())) return rejected('invalid_value')
  return NULL_DATES.has(toWibDate(raw)) ? rejected('null_date_sentinel') : found(toWib(raw))
}

function atClock(parts: DateParts, clock: Clock): Parsed<string> {
  const date = isoDate(parts.year, parts.month, parts.day)
  if (NULL_DATES.has(date)) return rejected('null_date_sentinel')
  if (parts.year < EARLIEST_YEAR) return rejected('invalid_value')
  const codes: QualityCode[] = parts.ambiguous ? ['ambiguous_date'] : []
  if (clock.offsetMinutes === undefined) return { value: `${date}T${clock.time}+07:00`, codes }
  const instant = new Date(Date.parse(`${date}T${clock.time}Z`) - clock.offsetMinutes * 60_000)
  const moved = fromInstant(instant)
  return moved.value === undefined ? moved : { value: moved.value, codes }
}

/** True for `0000-00-00`, `00/00/00`, `0` and the like, and for what PHP makes of them (`-0001-11-30`). */
export function isZeroDate(text: string): boolean {
  // Every date passes here, and hardly one begins like these.
  if (!/^[-03]/.test(text)) return false
  return /^(?:0{1,4}[-/.\s]?0{1,2}[-/.\s]?0{1,4}(?:[\sT].*)?|-0001-11-30.*|30[-/.]11[-/.]-0001.*)$/.test(text) ||
    /^0+$/.test(text)
}

/** Reads the date at the start of a text; the parts are not yet known to be a real date. */
export function readDateParts(text: string, opts: DateOptions): DateParts | undefined {
  const body = /^[0-9]/.test(text) ? text : text.replace(WEEKDAY, '')
  return yearFirst(body) ?? compact(body) ?? numeric(body, opts) ?? worded(body, opts) ?? monthFirst(body, opts)
}

function yearFirst(text: string): DateParts | undefined {
  const [all, year, month, day] = /^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])/.exec(text) ?? []
  return all === undefined ? undefined : parts(Number(year), Number(month), Number(day), text.slice(all.length))
}

// DBF dates are YYYYMMDD; some exports append HHMMSS without a gap.
function compact(text: string): DateParts | undefined {
  const [all, year, month, day, time] = /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{6})?(?![0-9])/.exec(text) ?? []
  if (all === undefined) return undefined
  const rest = time === undefined
    ? text.slice(all.length)
    : ` ${time.replace(/(..)(..)(..)/, '$1:$2:$3')}${text.slice(all.length)}`
  return parts(Number(year), Number(month), Number(day), rest)
}

function numeric(text: string, opts: DateOptions): DateParts | undefined {
  const [all, first, , second, year] =
    /^([0-9]{1,2})\s?([-/.]|\s)\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})(?![0-9])/.exec(text) ?? []
  if (all === undefined) return undefined
  const [a, b, y] = [Number(first), Number(second), fullYear(year, opts)]
  const rest = text.slice(all.length)
  if (opts.order === 'mdy') return parts(y, a, b, rest)
  if (opts.order !== 'unknown') return parts(y, b, a, rest)
  if (b > 12) return parts(y, a, b, rest)
  return { ...parts(y, b, a, rest), ambiguous: a >= 1 && a <= 12 && b >= 1 && a !== b }
}

function worded(text: string, opts: DateOptions): DateParts | undefined {
  const [all, day, name, year] = /^([0-9]{1,2})[-/. ]*([a-z]{3,9})[-/., ]*([0-9]{4}|[0-9]{2})(?![0-9])/i.exec(text) ??
    []
  return all === undefined ? undefined : withMonth(name, Number(day), fullYear(year, opts), text.slice(all.length))
}

function monthFirst(text: string, opts: DateOptions): DateParts | undefined {
  const [all, name, day, year] = /^([a-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4}|[0-9]{2})(?![0-9:])/i.exec(text) ?? []
  return all === undefined ? undefined : withMonth(name, Number(day), fullYear(year, opts), text.slice(all.length))
}

function withMonth(name: string | undefined, day: number, year: number, rest: string): DateParts | undefined {
  const month = monthNumber(name ?? '')
  return month === undefined ? undefined : parts(year, month, day, rest)
}

function parts(year: number, month: number, day: number, rest: string): DateParts {
  return { year, month, day, ambiguous: false, rest }
}

function fullYear(digits: string | undefined, opts: DateOptions): number {
  const year = Number(digits)
  if (digits === undefined || digits.length === 4) return year
  const thisYear = Number(opts.today.slice(0, 4))
  const candidate = thisYear - (thisYear % 100) + year
  return candidate > thisYear + (opts.yearsAhead ?? 20) ? candidate - 100 : candidate
}
