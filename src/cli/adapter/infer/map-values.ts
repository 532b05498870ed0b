import type { CodeTable } from './codes.ts'
import type { Column } from './columns.ts'
import type { Pair } from './match.ts'
import { access, quoted } from './source-text.ts'
import type { Target } from './targets.ts'

/** What the mapping needs beside its rows and tools. */
export class Needs {
  readonly kit = new Set<string>()
  /** Local functions by name. */
  readonly helpers = new Set<'areaOf' | 'endOfDay' | 'flag' | 'known' | 'linked' | 'listOf'>()
  codes = false
  agency = false
}

export interface ValueOptions {
  needs: Needs
  tables: readonly CodeTable[]
  /** What the row, or the item of a list, is called. */
  root: string
  /** The canonical field as notes have it: a text, or a template with the index of the item. */
  field: string
  /** Another column of the same value, behind it. */
  joined?: Pair | undefined
  /** People write numbers into texts that everybody may read. */
  isPublicText: boolean
}

const LONG = 1_000

/** The expression that reads a legacy field into a canonical one; it gives undefined when there is no usable value. */
export function valueOf({ column, target }: Pair, options: ValueOptions): string {
  const { needs, root, field, joined, isPublicText } = options
  const raw = access(root, column.path)
  const read = (method: string, ...more: string[]): string => `read.${method}(${[field, raw, ...more].join(', ')})`
  switch (target.kind) {
    case 'dateTime':
      if (/(?:^|\.)due_at$/.test(target.path) && column.contents.share.time < 0.1) {
        needs.helpers.add('endOfDay')
        return `endOfDay(${read('date')})`
      }
      return joined === undefined ? read('dateTime') : read('dateTime', `{ time: ${access(root, joined.column.path)} }`)
    case 'date':
      return read('date')
    case 'birthDate':
      return `${read('birthDate')}?.date`
    case 'integer':
      // "14 hari kerja" counts, too.
      return column.contents.share.counted > column.contents.share.integer
        ? `read.integer(${field}, ${plainText(column, root)}.replace(/\\D.*$/, ''), { min: 0 })`
        : read('integer', '{ min: 0 }')
    case 'rupiah':
    case 'number':
    case 'nik':
    case 'familyCard':
    case 'npwp':
    case 'nib':
    case 'nop':
    case 'phone':
    case 'sex':
    case 'name':
      return read(target.kind)
    case 'district':
      return read('district')
    case 'village':
      return read('village')
    case 'code':
      return codeOf(target, raw, options)
    case 'boolean':
      return booleanOf(column.contents.codes?.map(([value]) => value) ?? [], raw, needs)
    default: {
      const limits = [(target.maxLength ?? 0) >= LONG && target.kind === 'text' ? 'lines: true' : '',
        target.maxLength === undefined ? '' : `maxLength: ${digits(target.maxLength)}`].filter(Boolean)
      const more = limits.length > 0 ? [`{ ${limits.join(', ')} }`] : []
      if (!isPublicText || target.kind !== 'text' || (target.maxLength ?? 0) < LONG) return read('text', ...more)
      needs.kit.add('redactPersonalNumbers')
      return `read.text(${[field, `redactPersonalNumbers(${plainText(column, root)})`, ...more].join(', ')})`
    }
  }
}

function codeOf(target: Target, raw: string, { needs, tables, field }: ValueOptions): string {
  const table = tables.find(({ pair }) => pair.target === target)
  // A table that nobody can fill yet: all are unknown, and told.
  const name = table === undefined ? '{}' : `codes.${table.name}`
  if (table !== undefined) needs.codes = true
  const code = `read.code(${field}, ${raw}, ${name}${target.required ? ', { required: true }' : ''})`
  if (target.values?.includes('unknown') === true) return code
  needs.helpers.add('known')
  return `known(${code})`
}

const YES = new Set(['y', 'ya', 'yes', 'true', '1', 'lunas', 'aktif', 'sudah', 'bayar', 'publik', 'on'])
const NO = new Set(['t', 'n', 'tidak', 'no', 'false', '0', 'belum', 'nonaktif', 'off', 'f'])

function booleanOf(values: readonly string[], raw: string, needs: Needs): string {
  needs.helpers.add('flag')
  const told = values.filter(value => YES.has(value.toLowerCase()) || NO.has(value.toLowerCase()))
  const entries = (told.length > 0 ? told : ['1', '0']).map(value => [value, YES.has(value.toLowerCase())] as const)
  return `flag(${raw}, { ${
    entries.map(([value, is]) => `${/^(?:\d|[1-9]\d*|[A-Za-z_]\w*)$/.test(value) ? value : quoted(value)}: ${is}`).join(
      ', '
    )
  } })`
}

/** The text of a field that may be a number or be missing. */
export function plainText({ path, types, isRequired, isNullable }: Column, root: string): string {
  const raw = access(root, path)
  const isThere = isRequired && !isNullable && path.length === 1
  if (types.length === 1 && types[0] === 'string') return isThere ? raw : `(${raw} ?? '')`
  return types.length === 0 ? `(${raw} ?? '')` : isThere ? `String(${raw})` : `String(${raw} ?? '')`
}

export function digits(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, '_')
}

/** The local functions that values need. */
export function helperSource({ helpers }: Needs): string[] {
  return Object.entries(sources).flatMap((
    [name, source]
  ) => (helpers.has(name as keyof typeof sources) ? ['', ...source.trim().split('\n')] : []))
}

const sources = {
  areaOf: `
/** The district and village of somebody's home. */
function areaOf(home: LocationFields | undefined): LocationFields | undefined {
  const area = compact<LocationFields>({ village_code: home?.village_code, district_code: home?.district_code })
  return Object.keys(area).length > 0 ? area : undefined
}`,
  endOfDay: `
/** A promised day is kept until it ends. */
function endOfDay(date: string | undefined): string | undefined {
  return date === undefined ? undefined : \`\${date}T23:59:59+07:00\`
}`,
  flag: `
/** Another value than those of the table says nothing. */
function flag(raw: unknown, table: Readonly<Record<string, boolean>>): boolean | undefined {
  const text = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw).trim() : ''
  return Object.hasOwn(table, text) ? table[text] : undefined
}`,
  known: `
/** A code that the table does not know has been noted; the field is left out. */
function known<T extends string>(code: T | 'unknown' | undefined): T | undefined {
  return code === 'unknown' ? undefined : code
}`,
  linked: `
/** The id of another record of the system; a blank or a zero refers to none. */
function linked(field: string, raw: unknown, { read, id }: MapTools): string | undefined {
  const key = read.text(field, raw)
  return key === undefined || /^0+$/.test(key) ? undefined : id(key)
}`,
  listOf: `
/** What is there; undefined when nothing is. */
function listOf<T>(values: readonly (T | undefined)[]): T[] | undefined {
  const found = values.filter(value => value !== undefined)
  return found.length > 0 ? found : undefined
}`
} as const
