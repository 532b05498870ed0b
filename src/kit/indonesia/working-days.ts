/** The days off of one year. A year without an entry is not known: only its weekends are days off then. */
export interface YearOfHolidays {
  year: number
  /** `YYYY-MM-DD`, in any order: national days and collective leave alike, since offices are closed on both. */
  dates: readonly string[]
}

export interface WorkingDaysOptions {
  holidays?: readonly YearOfHolidays[]
  /**
   * Days of the week on which offices work, Monday 1 to Sunday 7; Monday to Friday unless told (Perpres 21/2023,
   * article 3).
   */
  weekdays?: readonly number[]
  /** Local time at which offices close, `HH:MM`; `16:00` unless told. */
  closes?: string
}

/** A calendar of the days on which offices work (*hari kerja*). All days are `YYYY-MM-DD` in WIB. */
export interface WorkingDays {
  isWorkingDay(date: string): boolean
  /**
   * The day on which an office has what came at this time: the day itself while the office works, else its next working
   * day. Limits of the law run from receipt (UU 14/2008, article 22), and nobody receives anything in a closed office.
   * @param time RFC 3339 in WIB, or a date, which counts as within office hours
   */
  receivedOn(time: string): string
  /** The working day that is so many working days after a date; that date is not counted, whatever day it is. */
  add(date: string, days: number): string
  /** Working days after `from` up to and with `to`; negative when `to` is the earlier one. */
  between(from: string, to: string): number
  /** Whether the holidays of every year from one date to the other are known, in either order. */
  knows(from: string, to: string): boolean
}

const DAY_MS = 86_400_000
const EVERY_WEEKDAY = [1, 2, 3, 4, 5]

/** Builds the calendar that time limits are counted by. @throws Error when no day of the week is a working day */
export function createWorkingDays(
  { holidays = [], weekdays = EVERY_WEEKDAY, closes = '16:00' }: WorkingDaysOptions = {}
): WorkingDays {
  const works = Array.from({ length: 7 }, (_, index) => weekdays.includes(index + 1))
  const perWeek = works.filter(Boolean).length
  if (perWeek === 0) throw new Error('no day of the week is a working day')
  const years = new Set(holidays.map(({ year }) => year))
  // Only those that would be working days take one away.
  const off = [...new Set(holidays.flatMap(({ dates }) => dates).map(toDay))].filter(day => works[weekdayOf(day)]).sort(
    (a, b) => a - b
  )
  const isOff = new Set(off)

  const isWorking = (day: number): boolean => works[weekdayOf(day)] === true && !isOff.has(day)

  /** Working days from a Monday long ago up to and with this day. */
  function upTo(day: number): number {
    const weeks = Math.floor((day - FIRST_MONDAY) / 7)
    const begun = works.slice(0, weekdayOf(day) + 1).filter(Boolean).length
    return weeks * perWeek + begun - countUpTo(off, day)
  }

  function next(from: number): number {
    let day = from
    while (!isWorking(day)) day++
    return day
  }

  return {
    isWorkingDay: date => isWorking(toDay(date)),
    receivedOn(time) {
      const day = toDay(time.slice(0, 10))
      return toDate(next(time.length > 10 && time.slice(11, 16) >= closes ? day + 1 : day))
    },
    add(date, days) {
      let day = toDay(date)
      for (let left = days; left > 0; left--) day = next(day + 1)
      return toDate(day)
    },
    between: (from, to) => upTo(toDay(to)) - upTo(toDay(from)),
    knows(from, to) {
      const [first, last] = from < to ? [from, to] : [to, from]
      for (let year = yearOf(first); year <= yearOf(last); year++) if (!years.has(year)) return false
      return true
    }
  }
}

/** Days since 1970-01-01, which was a Thursday. */
function toDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

const FIRST_MONDAY = -3

/** 0 for Monday. */
function weekdayOf(day: number): number {
  return (((day - FIRST_MONDAY) % 7) + 7) % 7
}

function toDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

/** How many of the sorted values are not greater. */
function countUpTo(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low
}
