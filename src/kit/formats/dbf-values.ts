import type { DbfField } from './dbf-header.ts'
import type { MemoReader } from './dbf-memo.ts'

/**
 * Text without the blanks behind it; numbers as numbers as long as a JavaScript number holds them exactly, else as
 * their text; dates as `2026-11-20`, times as `2026-11-20T08:15:00`; null for a blank field. What is not what its type
 * says (`****` for a number that did not fit, `20261399`) is given as its text.
 */
export type DbfValue = string | number | boolean | null

/** Undefined for a memo that is not wholly there, or for text that is not of the character set. */
export type ValueReader = (record: Buffer, text: string) => DbfValue | undefined

/** `textAt` is the part of a record's text, or its bytes decoded when a character may have several. */
export type TextAt = (record: Buffer, text: string, start: number, end: number) => string | undefined

const DAY_MS = 86_400_000
const JULIAN_DAY_OF_1970 = 2_440_588

export interface RecordParts {
  textAt: TextAt
  memo: MemoReader | undefined
  /** Where FoxPro's null flags begin. */
  nullFlags: number | undefined
}

export function createValueReader(field: DbfField, { textAt, memo, nullFlags }: RecordParts): ValueReader {
  const read = createTypeReader(field, textAt, memo)
  const { nullBit, lengthBit, offset, length } = field
  if (nullFlags === undefined || (nullBit === undefined && lengthBit === undefined)) return read
  const isSet = (record: Buffer, bit: number | undefined): boolean =>
    bit !== undefined && ((record[nullFlags + (bit >> 3)]! >> (bit & 7)) & 1) === 1
  return (record, text) => {
    if (isSet(record, nullBit)) return null
    if (!isSet(record, lengthBit)) return read(record, text)
    // A text of variable length that does not fill its field: the last byte says how long it is.
    return textAt(record, text, offset, offset + Math.min(record[offset + length - 1]!, length - 1))
  }
}

function createTypeReader(field: DbfField, textAt: TextAt, memo: MemoReader | undefined): ValueReader {
  const { offset, length } = field
  const end = offset + length
  const plain = (read: (text: string) => DbfValue | undefined): ValueReader => (_, text) =>
    read(text.slice(offset, end))
  switch (field.type) {
    case 'N':
    case 'F':
      return plain(readNumber)
    case 'D':
      return plain(readDate)
    case 'L':
      return plain(readLogical)
    case 'M':
      return readMemo(field, memo)
    case 'B':
      // Before Visual FoxPro, B is a binary memo: ten digits.
      return length === 8 ? record => finite(record.readDoubleLE(offset)) : () => null
    case 'I':
    case '+':
      return length === 4 ? record => record.readInt32LE(offset) : () => null
    case 'Y':
      return length === 8 ? record => readCurrency(record.readBigInt64LE(offset)) : () => null
    case 'T':
    case '@':
      return length === 8
        ? record => readDateTime(record.readInt32LE(offset), record.readInt32LE(offset + 4))
        : () => null
    default:
      return (record, text) => {
        const value = textAt(record, text, offset, end)
        return value === undefined ? undefined : readText(value)
      }
  }
}

/** Blanks and NULs behind it are padding. */
export function readText(text: string): string {
  let end = text.length
  while (end > 0 && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0)) end -= 1
  const value = text.slice(0, end)
  return value.includes('\u0000') ? value.replaceAll('\u0000', '') : value
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

function readNumber(padded: string): number | string | null {
  const text = readText(padded).trimStart()
  if (text === '') return null
  if (!decimal.test(text)) return text
  const value = Number(text)
  // Fifteen significant digits always fit; more may.
  return text.length <= 15 || Number.isSafeInteger(value) ? value : exactOr(text, value)
}

function exactOr(text: string, value: number): number | string {
  return /[eE]/.test(text) || text.replace(/^[+-]?0*|\./g, '').length <= 15 ? value : text
}

function readDate(padded: string): string | null {
  const text = readText(padded).trimStart()
  if (text === '' || /^0+$/.test(text)) return null
  if (!/^\d{8}$/.test(text)) return text
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)]
  return isDay(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : text
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  if (month === 2) return day <= (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28)
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
}

function readLogical(text: string): boolean | string | null {
  if (/^[TtYy]$/.test(text)) return true
  if (/^[FfNn]$/.test(text)) return false
  return text === '?' ? null : readText(text) || null
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** Ten thousandths. */
function readCurrency(units: bigint): number | string {
  if (units >= BigInt(Number.MIN_SAFE_INTEGER) && units <= BigInt(Number.MAX_SAFE_INTEGER))
    return Number(units) / 10_000
  const digits = String(units < 0n ? -units : units).padStart(5, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}

/** Days since 4713 BC and milliseconds since midnight, which FoxPro keeps one short now and then. */
function readDateTime(julianDay: number, ms: number): string | null {
  if (julianDay <= 0 || ms < 0 || ms > DAY_MS) return null
  const time = (julianDay - JULIAN_DAY_OF_1970) * DAY_MS + Math.round(ms / 1000) * 1000
  const date = new Date(time)
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 19)
}

/** The number of a block in the memo file, as digits or in binary. */
function readMemo({ offset, length }: DbfField, memo: MemoReader | undefined): ValueReader {
  if (memo === undefined) return () => null
  return (record, text) => {
    const block = length === 4 ? record.readUInt32LE(offset) : Number(readText(text.slice(offset, offset + length)))
    if (block === 0) return null
    return Number.isSafeInteger(block) && block > 0 ? memo(block) : undefined
  }
}
