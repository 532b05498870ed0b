import type { SqlField } from './driver.ts'

/** A 32-bit number has the digits that it needs, not those of the 64 bits that it is carried in: 0.1. */
export function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return rounded
  }
  return value
}

/** A whole number as a number when JavaScript can hold it, else as text; what is no whole number stays text. */
export function wholeNumber(text: string): SqlField {
  const value = Number(text)
  return Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? value : text
}

/** `2015-01-31T10:15:00` from the UTC fields of a date, whatever they stand for; fractions only when there are any. */
export function isoOf(date: Date): string {
  return date.toISOString().slice(0, 23).replace(/\.000$/, '')
}

/** The same from its local fields. */
export function isoOfLocal(date: Date): string {
  // By field, not by offset: before 1932 Jakarta's had seconds, and 1900-01-01 is how many databases say "none".
  const utc = new Date(0)
  utc.setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate())
  utc.setUTCHours(date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds())
  return isoOf(utc)
}
