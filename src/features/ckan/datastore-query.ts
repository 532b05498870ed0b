import type { Column, ColumnType, Dataset, RowQuery, Value } from '../open-data/index.ts'
import { invalid } from './errors.ts'
import { flag, given, names, natural, needed, object, type Params, text } from './params.ts'

export const ID = '_id'
const MOST_ROWS = 32_000
const MOST_FILTERED = 1_000
export const recordFormats = ['objects', 'lists', 'csv', 'tsv'] as const
export type RecordFormat = (typeof recordFormats)[number]

/** What is asked of a table, held to its columns. */
export interface DatastoreQuery {
  /** What the table itself can do. Without fields: all columns. */
  rows: RowQuery
  /** Wanted rows by their numbers. */
  ids: ReadonlySet<number> | undefined
  /** Words that stand in one column each, in small letters. */
  columnWords: readonly { name: string; words: readonly string[] }[]
  /** The other way round. */
  isReversed: boolean
  /** Columns of the answer, in its order; `_id` may be one. */
  fields: readonly string[]
  limit: number
  offset: number
  includeTotal: boolean
  format: RecordFormat
  /** As they were given. */
  filters: Readonly<Record<string, unknown>>
  q: unknown
}

const known = new Set(['resource_id', 'id', 'filters', 'q', 'full_text', 'plain', 'language', 'distinct', 'fields',
  'sort', 'limit', 'offset', 'include_total', 'records_format', 'total_estimation_threshold', 'include_next_page'])

/** @throws CkanError Validation Error, with one entry for each parameter that is wrong in itself */
export function resourceIdOf(params: Params): string {
  return needed(params, 'resource_id', 'id')
}

/**
 * Holds the parameters of a search to the columns of a table. Each is a list of texts or one with commas, where it is a
 * list.
 * @throws CkanError Validation Error
 */
export function readQuery(params: Params, { columns }: Pick<Dataset, 'columns'>): DatastoreQuery {
  const odd = Object.keys(params).find(name => !known.has(name))
  if (odd !== undefined) throw invalid({ [/^\w{1,40}$/.test(odd) ? odd : 'parameters']: 'This parameter is not known' })
  const byName = new Map(columns.map(column => [column.name, column]))
  const format = recordFormats.find(one => one === (text(params, 'records_format') ?? 'objects'))
  if (format === undefined) throw invalid({ records_format: `Must be one of ${recordFormats.join(', ')}` })
  if (!flag(params, 'plain', true)) throw invalid({ plain: 'Only plain words are searched for' })
  const filters = object(params, 'filters') ?? {}
  const { ids, values } = readFilters(filters, byName)
  const { sort, isReversed } = readSort(params, byName)
  const { q, columnWords } = readWords(params, byName)
  const fields = names(params, 'fields')
  if (fields?.some(name => name !== ID && !byName.has(name)))
    throw invalid({ fields: 'Names a column that the table does not have' })
  const shown = fields === undefined || fields.length === 0 ? [ID, ...byName.keys()] : [...new Set(fields)]
  const distinct = flag(params, 'distinct', false)
  const hasNumbers = shown.includes(ID)
  return {
    rows: {
      ...(Object.keys(values).length > 0 && { filters: values }),
      ...(q !== '' && { q }),
      ...(sort.length > 0 && { sort }),
      // Rows with their numbers are all different.
      ...(distinct && !hasNumbers && { distinct, fields: shown })
    },
    ids,
    columnWords,
    isReversed,
    fields: shown,
    limit: natural(params, 'limit', 100, MOST_ROWS),
    offset: natural(params, 'offset', 0),
    includeTotal: flag(params, 'include_total', true),
    format,
    filters,
    q: given(params, 'q')
  }
}

/** `{ "district": ["Coblong", "Andir"], "year": 2026 }`: a column has one of its values. */
function readFilters(
  filters: Readonly<Record<string, unknown>>,
  columns: ReadonlyMap<string, Column>
): { ids: ReadonlySet<number> | undefined; values: Record<string, Value[]> } {
  const values: Record<string, Value[]> = {}
  let ids: Set<number> | undefined
  for (const [name, asked] of Object.entries(filters)) {
    const type = name === ID ? 'integer' : columns.get(name)?.type
    if (type === undefined) throw invalid({ filters: 'Names a column that the table does not have' })
    const list = Array.isArray(asked) ? (asked as unknown[]) : [asked]
    if (list.length > MOST_FILTERED) throw invalid({ filters: `A column may have ${MOST_FILTERED} values` })
    const read = list.map(value => {
      const found = valueOf(value, type)
      if (found === undefined)
        throw invalid({ filters: `Has a value that is none of a column of the type ${datastoreType(type)}` })
      return found
    })
    if (name === ID) ids = new Set(read as number[])
    else values[name] = read
  }
  return { ids, values }
}

/** A value as the column has it: numbers come as texts too. Undefined when it cannot be one. */
function valueOf(value: unknown, type: ColumnType): Value | undefined {
  if (value === null) return null
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  const written = String(value)
  switch (type) {
    case 'integer':
    case 'number': {
      const number = typeof value === 'number'
        ? value
        : /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(written)
        ? Number(written)
        : Number.NaN
      return Number.isFinite(number) ? number : undefined
    }
    case 'boolean':
      return value === true || /^(true|t|1)$/i.test(written)
        ? true
        : value === false || /^(false|f|0)$/i.test(written)
        ? false
        : undefined
    default:
      return written
  }
}

/** `district asc, year desc nulls last`, or a list of the same. */
function readSort(
  params: Params,
  columns: ReadonlyMap<string, Column>
): { sort: { field: string; descending: boolean }[]; isReversed: boolean } {
  const sort: { field: string; descending: boolean }[] = []
  let isReversed = false
  for (const clause of names(params, 'sort') ?? []) {
    const [, quoted, bare = '', way = 'asc'] =
      /^\s*(?:"([^"]+)"|(\S+))(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?\s*$/i.exec(clause) ?? []
    const field = quoted ?? bare
    const descending = way.toLowerCase() === 'desc'
    if (field === ID) {
      // Rows stay in the order of their numbers where nothing else tells them apart.
      if (descending && sort.length > 0) throw invalid({ sort: 'Takes _id desc alone' })
      isReversed = descending
      break
    }
    if (!columns.has(field)) throw invalid({ sort: 'Must be columns of the table with asc or desc' })
    sort.push({ field, descending })
  }
  return { sort, isReversed }
}

/** A text is looked for in all of a row, an object's in one column each. */
function readWords(
  params: Params,
  columns: ReadonlyMap<string, Column>
): { q: string; columnWords: DatastoreQuery['columnWords'] } {
  const value = given(params, 'q')
  const whole = text(params, 'full_text') ?? ''
  const isObject = typeof value === 'object' || (typeof value === 'string' && value.trim().startsWith('{'))
  if (!isObject) return { q: [text(params, 'q') ?? '', whole].filter(Boolean).join(' '), columnWords: [] }
  const columnWords = Object.entries(object(params, 'q') ?? {}).map(([name, words]) => {
    if (!columns.has(name) || typeof words !== 'string')
      throw invalid({ q: 'Must be words, or an object of columns and words' })
    return { name, words: words.toLowerCase().split(/\s+/).filter(Boolean) }
  })
  return { q: whole, columnWords }
}

/** CKAN names columns as PostgreSQL does. */
export function datastoreType(type: ColumnType): string {
  return ({ text: 'text', integer: 'int', number: 'numeric', boolean: 'bool', date: 'date',
    timestamp: 'timestamptz' } as const)[type]
}
