import { redactPersonalNumbers } from '../../kit/redact.ts'

/** What can be told of one value without keeping it. */
export interface Shape {
  /**
   * `digits`, `decimal`, `date 9999-99-99`, `text`, `number`, `boolean`, `object`, `list`; `empty` for null and blanks.
   */
  type: string
  /** Characters of a text. */
  length?: number
  /** Digits before the decimal point. */
  digits?: number
  isNegative?: boolean
  year?: number
}

const DIGITS = /^\d+$/
const DECIMAL = /^-?(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d+)?$/
const NUMERIC_DATE = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})(?!\d)(.*)$/
const WORDED_DATE = /^(?:[A-Za-z]{3,9}, )?\d{1,2}[ -][A-Za-z]{3,9}[ -](\d{4})(?!\d)(.*)$/
const TIME = /^[T ]?\s*\d{1,2}[:.]\d{2}/
const LONGEST_DATE = 40

export function shapeOf(value: unknown): Shape {
  switch (typeof value) {
    case 'string':
      return shapeOfText(value)
    case 'number':
      return { type: 'number', digits: digitsOf(Math.abs(value)), ...(value < 0 && { isNegative: true }) }
    case 'bigint':
      return { type: 'number', digits: String(value).replace('-', '').length, ...(value < 0n && { isNegative: true }) }
    case 'boolean':
      return { type: 'boolean' }
    case 'object':
      return value === null
        ? { type: 'empty' }
        : value instanceof Date
        ? { type: 'date', year: value.getUTCFullYear() }
        : { type: Array.isArray(value) ? 'list' : 'object' }
    default:
      return { type: 'empty' }
  }
}

function shapeOfText(raw: string): Shape {
  const text = raw.trim()
  const { length } = text
  if (length === 0 || text === '-') return { type: 'empty' }
  if (length <= LONGEST_DATE) {
    if (DIGITS.test(text)) return { type: 'digits', length, digits: length }
    if (DECIMAL.test(text))
      return { type: 'decimal', length, digits: text.replace(/[.,]\d{1,2}$/, '').replace(/\D/g, '').length,
        ...(text.startsWith('-') && { isNegative: true }) }
    const date = shapeOfDate(text)
    if (date !== undefined) return { ...date, length }
  }
  return { type: 'text', length }
}

/** The form of a date says how it is read: `03/04/2026` is another day than `04/03/2026`. */
function shapeOfDate(text: string): { type: string; year: number } | undefined {
  const numeric = NUMERIC_DATE.exec(text)
  if (numeric !== null) {
    const [, first = '', separator = '', , last = '', rest = ''] = numeric
    const isYearFirst = first.length === 4
    if (!isYearFirst && last.length === 3) return undefined
    const form = isYearFirst
      ? `9999${separator}99${separator}99`
      : `99${separator}99${separator}${'9'.repeat(last.length)}`
    const year = Number(isYearFirst ? first : last)
    return { type: `date ${form}${timeOf(rest)}`, year: year < 100 ? year + 2_000 : year }
  }
  const worded = WORDED_DATE.exec(text)
  return worded === null ? undefined : { type: `date 99 Aaa 9999${timeOf(worded[2] ?? '')}`, year: Number(worded[1]) }
}

function timeOf(rest: string): string {
  return TIME.test(rest) ? ' 99:99' : ''
}

function digitsOf(value: number): number {
  return Number.isFinite(value) ? Math.max(1, Math.floor(Math.log10(Math.max(1, value))) + 1) : 0
}

const LONGEST_MASK = 40

/**
 * The form of a value alone: `Jl. Braga 12` is `Aa. Aaaaa 99`, and 16 digits are `9(16)`. Nothing of what it says is
 * left.
 */
export function maskOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return Array.isArray(value) ? '[…]' : '{…}'
  if (typeof value === 'boolean') return String(value)
  const text = typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : ''
  const masked = text.slice(0, LONGEST_MASK).replace(/\p{Ll}|\p{Lo}|\p{Lm}/gu, 'a').replace(/\p{Lu}|\p{Lt}/gu, 'A')
    .replace(/\p{N}/gu, '9').replace(/[^Aa9 .,:;/()+_-]/gu, '?').replace(/9{7,}/g, run => `9(${run.length})`)
  return text.length > LONGEST_MASK ? `${masked}…` : masked
}

/** A field whose name says that people stand in it. Its values are never kept, not even as codes. */
const PERSONAL_NAME = new RegExp(
  ['nik', 'ktp', 'nama', '^nm_?', 'name', 'telp', 'telepon', 'phone', 'hp', 'mail', 'alamat', 'address', 'jalan',
    'lahir', 'birth', 'npwp', 'pemilik', 'pemohon', 'pelapor', 'petugas', 'pengusul', 'user', 'author', 'creator',
    'wajib', 'subjek', 'ibu', 'ayah', 'agama', 'kelamin', 'sex', 'darah', 'plat', 'polisi'].join('|'),
  'i'
)
/** One word without spaces: names of people have them, and so do texts. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.+/-]{0,23}$/
const LONG_NUMBER = /\d{6}/

export function isPersonalField(name: string): boolean {
  return PERSONAL_NAME.test(name)
}

/**
 * Whether a value may be kept and shown as it stands: it looks like a code, and the field does not look like a
 * person's.
 */
export function isCode(value: string, field: string): boolean {
  return CODE.test(value) && !LONG_NUMBER.test(value) && !isPersonalField(field) &&
    redactPersonalNumbers(value) === value
}

const LONGEST_NAME = 60
/** A key with so long a number in it is data: a record under its own number. */
const NUMBERED = /\d{6}/

/** The name of a field as the legacy system has it; `*` for a key that is data. */
export function nameOf(key: string): string {
  return key === '' || key === '__proto__' || key.length > LONGEST_NAME || NUMBERED.test(key) || /[\p{C}@]/u.test(key)
    ? '*'
    : key
}
