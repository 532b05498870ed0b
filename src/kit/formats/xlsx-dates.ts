/** How a cell shows a number of days: with a day, with a time of day, or both. */
export type DateKind = 'date' | 'time' | 'dateTime'

const DAY_MS = 86_400_000
// Excel takes 1900 for a leap year, as Lotus did: before its 29 February all days are one off.
const DAYS_TO_1970 = 25_569
const DAYS_TO_1970_FROM_1904 = 24_107
const FALSE_LEAP_DAY = 60

/** What a number format shows (ECMA-376 part 1, 18.8.30); undefined when it shows numbers. */
export function dateKind(id: number, code: string | undefined): DateKind | undefined {
  if (code !== undefined) return kindOfCode(code)
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time'
  return id === 22 ? 'dateTime' : undefined
}

function kindOfCode(code: string): DateKind | undefined {
  // A duration ([h]:mm) may have more than a day's hours: it stays a number of days.
  const [positive = ''] = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')
  if (/\[[hms]+\]/i.test(code) || /general/i.test(positive)) return undefined
  const hasTime = /[hs]/i.test(positive)
  const hasDay = /[yd]/i.test(positive) || (!hasTime && /m/i.test(positive))
  if (hasDay) return hasTime ? 'dateTime' : 'date'
  return hasTime ? 'time' : undefined
}

/** `2026-11-20`, `08:15:00` or `2026-11-20T08:15:00`; undefined for a number that is no day. */
export function isoDate(serial: number, kind: DateKind, from1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) return undefined
  const days = from1904 ? serial - DAYS_TO_1970_FROM_1904 : serial - DAYS_TO_1970 + (serial < FALSE_LEAP_DAY ? 1 : 0)
  const iso = new Date(Math.round(days * (DAY_MS / 1000)) * 1000).toISOString().slice(0, 19)
  if (kind === 'time' && serial < 1) return iso.slice(11)
  return iso.endsWith('T00:00:00') && kind !== 'dateTime' ? iso.slice(0, 10) : iso
}
