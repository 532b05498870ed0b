import { type CoordinateBox, parseCoordinatePair } from '../../../kit/indonesia/coordinates.ts'
import { parseIndonesianDateTime } from '../../../kit/indonesia/dates.ts'
import { parseDigits } from '../../../kit/indonesia/digits.ts'
import { legalForm } from '../../../kit/indonesia/legal-form.ts'
import { parseNik } from '../../../kit/indonesia/nik.ts'
import { parseNop } from '../../../kit/indonesia/nop.ts'
import { parseNpwp } from '../../../kit/indonesia/npwp.ts'
import { parseNumber } from '../../../kit/indonesia/numbers.ts'
import { parsePhone } from '../../../kit/indonesia/phone.ts'
import { provinceExists } from '../../../kit/indonesia/provinces.ts'
import type { Regions } from '../../../kit/indonesia/regions.ts'
import { parseRupiah } from '../../../kit/indonesia/rupiah.ts'
import { toText } from '../../../kit/indonesia/text.ts'
import { splitTitles } from '../../../kit/indonesia/titles.ts'

export interface ContentContext {
  /** `YYYY-MM-DD` */
  today: string
  regions?: Regions
  box?: CoordinateBox
  phoneArea?: string
}

/** What values look like. */
export const looks = ['sixteen', 'nik', 'npwp', 'nop', 'phone', 'email', 'url', 'date', 'time', 'money', 'currency',
  'integer', 'counted', 'decimal', 'lat', 'long', 'pair', 'district', 'village', 'regionCode', 'postal', 'unit',
  'unitPair', 'person', 'legalForm', 'street', 'yesNo', 'html', 'clock'] as const
export type Look = (typeof looks)[number]

/** The values of a column, as far as a mapping needs to know them. */
export interface Contents {
  /** Values that say something. */
  count: number
  /** Share of them that look so, 0 to 1. */
  share: Readonly<Record<Look, number>>
  /** Different values with their numbers, the most frequent first; undefined when there are too many to be codes. */
  codes: readonly (readonly [value: string, count: number])[] | undefined
  distinct: number
  maxLength: number
  /** 1, 2, 3, ...: the place in the list, which is nobody's. */
  isCounter: boolean
  /** Words in a value, on average. */
  words: number
  /** How they are written, the most frequent first: `99/99/9999`. */
  shapes: readonly string[]
}

const MOST_CODES = 60

export function contentsOf(values: readonly unknown[], context: ContentContext): Contents {
  const texts = values.map(textOf).filter(text => text !== undefined)
  // A date that stands for "none" is no value, but tells what the others are.
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const tests = testsOf(context)
  const hits: Record<string, number> = {}
  for (const [text, count] of counts)
    for (const look of looks) if (tests[look](text)) hits[look] = (hits[look] ?? 0) + count
  const shareOf = (look: Look): number => (texts.length === 0 ? 0 : (hits[look] ?? 0) / texts.length)
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1])
  return {
    count: texts.length,
    share: Object.fromEntries(looks.map(look => [look, shareOf(look)])) as Record<Look, number>,
    codes: frequent.length <= MOST_CODES ? frequent : undefined,
    distinct: counts.size,
    maxLength: Math.max(0, ...texts.map(text => text.length)),
    isCounter: texts.length > 2 && texts.every((text, index) => Number(text) === Number(texts[0]) + index),
    words: texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / texts.length,
    shapes: shapesOf(counts)
  }
}

function testsOf({ today, regions, box, phoneArea }: ContentContext): Record<Look, (text: string) => boolean> {
  const isRegion = (find: Regions['district'] | undefined, text: string): boolean =>
    /\p{L}/u.test(text) && find?.(text, 'name').value !== undefined
  return {
    sixteen: text => /^\d{15,17}$/.test(parseDigits(text).value ?? '') && !/[.,]/.test(text),
    nik: text => parseNik(text, { today }).codes.length === 0 && /^\d{16}$/.test(text),
    npwp: text => /^\d{14,15}$/.test(parseDigits(text).value ?? '') && parseNpwp(text).value !== undefined,
    // An official's number (NIP) has 18 digits as well: two dates, sex, serial.
    nop: text =>
      !/^(?:19|20)\d{6} ?(?:19|20)\d{4}/.test(text) && provinceExists(parseNop(text).value?.slice(0, 2) ?? ''),
    phone: text =>
      /^[+(]?[0O6]?[\s(+62)]*[2-9]/.test(text) && parsePhone(text, { areaCode: phoneArea }).value !== undefined &&
      parseDigits(text).value?.length !== 8,
    email: text => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    url: text => /^https?:\/\/\S+$/i.test(text),
    date: text => isDate(text, today),
    time: text => isDate(text, today) && /\d{1,2}[:.]\d{2}/.test(text.replace(/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/, '')),
    money: text =>
      /^(?:rp|idr)\b\.?/i.test(text)
        ? parseRupiah(text).value !== undefined
        : /^\d{4,}(?:\.\d{2})?$|^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text),
    currency: text => /^(?:rp|idr)\b/i.test(text) && parseRupiah(text).value !== undefined,
    integer: text => /^-?\d+$/.test(text),
    counted: text => /^\d{1,4}(?: \p{L}+){0,2}$/u.test(text),
    decimal: text => /\d/.test(text) && parseNumber(text).value !== undefined,
    lat: text => within(text, box && [box.south, box.north], [-11, 6]),
    long: text => within(text, box && [box.west, box.east], [95, 141]),
    pair: text => /[,; ]/.test(text) && parseCoordinatePair(text).value !== undefined && /\d[.,]\d/.test(text),
    district: text => isRegion(regions?.district, text),
    village: text => isVillage(regions, text),
    regionCode: text => /^\d{1,4}$/.test(text) || /^\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?$/.test(text),
    postal: text => /^[1-9]\d{4}$/.test(text),
    unit: text => /^(?:r[tw]\.?\s*)?\d{1,3}$/i.test(text),
    unitPair: text => /^(?:rt\.?\s*)?\d{1,3}\s*\/\s*(?:rw\.?\s*)?\d{1,3}$/i.test(text),
    person: isPerson,
    legalForm: text => legalForm(text) !== undefined,
    street: text => /^(?:jl|jln|jalan|gg|gang|komp|kompleks|perum|blok|kp)\b/i.test(text),
    yesNo: text => /^(?:y|t|n|ya|tidak|yes|no|true|false|0|1)$/i.test(text),
    clock: text => /^\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?(?:WIB|WITA|WIT))?$/i.test(text),
    html: text => /<\/?[a-z][^>]*>/i.test(text)
  }
}

/** Of the city, in whatever district: several have a village of one name. */
function isVillage(regions: Regions | undefined, text: string): boolean {
  return /\p{L}/u.test(text) &&
    (regions?.districts.some(({ code }) => regions.village(text, code, 'name').value !== undefined) ?? false)
}

function isDate(text: string, today: string): boolean {
  // Six or more bare digits are a number unless they are a day of our time.
  if (/^\d+$/.test(text) && !/^(?:19|20)\d{6}(?:\d{6})?$/.test(text) && !/^0{8}$/.test(text)) return false
  const { value, codes } = parseIndonesianDateTime(text, { today })
  return (value !== undefined && value >= '1850' && value < '2200') ||
    (codes.includes('null_date_sentinel') && text.length >= 8)
}

function within(
  text: string,
  city: readonly [number, number] | undefined,
  country: readonly [number, number]
): boolean {
  if (!/^-?\d{1,3}[.,]\d{2,}(?:\s*°?\s*(?:LS|LU|BT|BB|[NSEW]))?$/i.test(text)) return false
  const value = Number(/-?[\d.,]+/.exec(text)?.[0].replace(',', '.')) * (/LS$|S$/i.test(text) ? -1 : 1)
  const [from, to] = city ?? country
  return value >= from && value <= to
}

/** One to five words of letters, as names of people are; so are many other things. */
function isPerson(text: string): boolean {
  const { name } = splitTitles(text)
  return /^\p{L}[\p{L}'’.`-]*(?: [\p{L}'’.`-]+){0,5}$/u.test(name) && name.length <= 60
}

/** A value as the text that a mapping would read. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'boolean' ? String(value) : value instanceof Date ? value.toISOString() : toText(value)
}

const MOST_SHAPES = 3

/** Digits as 9, letters as a and A: says how a value is written and nothing of what it is. */
export function shapeOf(text: string): string {
  const shape = text.replace(/\p{Lu}{2,}/gu, 'AA').replace(/\p{Lu}/gu, 'A').replace(/\p{Ll}+/gu, 'a').replace(/\d/g,
    '9')
  return shape.length > 40 ? `${shape.slice(0, 39)}…` : shape
}

function shapesOf(counts: ReadonlyMap<string, number>): string[] {
  const shapes = new Map<string, number>()
  for (const [text, count] of counts) {
    const shape = shapeOf(text)
    shapes.set(shape, (shapes.get(shape) ?? 0) + count)
  }
  return [...shapes].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_SHAPES).map(([shape]) => shape)
}
