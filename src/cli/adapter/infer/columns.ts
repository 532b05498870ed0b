import { type ContentContext, type Contents, contentsOf } from './contents.ts'
import { type Reading, readingsOf } from './words.ts'

/** What a source tells of a column beside its rows. */
export interface Declared {
  type?: string
  nullable?: boolean
  /** What its maker wrote beside it. */
  comment?: string
  /** Part of the key. */
  key?: boolean
  /** The name may have lost its end. */
  isCut?: boolean
}

/** One field of the legacy rows. */
export interface Column {
  /** Down from the row: `['pemohon', 'nama']`; below a list the place in its item. */
  path: readonly string[]
  /** `pemohon.nama`, `tracking[].kd_status`. */
  name: string
  declared: Declared
  readings: readonly Reading[]
  contents: Contents
  /** Below it, where it is a list of objects. */
  items?: readonly Column[]
  isRequired: boolean
  isNullable: boolean
  /** TypeScript types of its values, lists apart. */
  types: readonly ('string' | 'number' | 'boolean')[]
  /** A list of plain values. */
  isList: boolean
}

export type LegacyRow = Readonly<Record<string, unknown>>

export interface ColumnOptions {
  context: ContentContext
  declared?: Readonly<Record<string, Declared>>
  /** Any field may be missing, whatever the sample has: an XML element can be nil. */
  mayBeMissing?: boolean
}

/** What the rows have, field by field, in the order of their first appearance. */
export function columnsOf(
  rows: readonly LegacyRow[],
  { context, declared = {}, mayBeMissing = false }: ColumnOptions
): Column[] {
  return columnsBelow(rows, [], '', { context, declared, mayBeMissing })
}

// A key for each day or each number would be a column for each row.
const MOST_COLUMNS = 400

function columnsBelow(
  rows: readonly LegacyRow[],
  path: readonly string[],
  list: string,
  options: Required<ColumnOptions>
): Column[] {
  const names = [
    ...new Set([...(path.length === 0 && list === '' ? Object.keys(options.declared) : []),
      ...rows.flatMap(row => Object.keys(row))])
  ]
  return names.slice(0, MOST_COLUMNS).flatMap(name => {
    const values = rows.map(row => row[name])
    const here = [...path, name]
    const given = values.filter(value => value !== undefined && value !== null)
    if (given.length > 0 && given.every(isObject)) return columnsBelow(given, here, list, options)
    return [columnOf(values, here, list, options)]
  })
}

function columnOf(
  values: readonly unknown[],
  path: readonly string[],
  list: string,
  options: Required<ColumnOptions>
): Column {
  const name = `${list}${path.join('.')}`
  const declared = options.declared[name] ?? {}
  const given = values.filter(value => value !== undefined && value !== null)
  // PHP sends false or "" for an empty list.
  const lists = given.filter(value => Array.isArray(value)) as unknown[][]
  const items = lists.flat()
  const isList = lists.length > 0
  const objects = items.filter(isObject)
  const plain = isList ? items.filter(item => !isObject(item)) : given
  const { comment = '', isCut = false } = declared
  return {
    path,
    name,
    declared,
    readings: [...readingsOf(path.join('_'), { isCut }), ...(comment === '' ? [] : readingsOf(comment))],
    contents: contentsOf(plain, options.context),
    ...(objects.length > 0 && { items: columnsBelow(objects, [], `${name}[].`, options) }),
    isRequired: !options.mayBeMissing && values.every(value => value !== undefined),
    isNullable: values.some(value => value === null) || declared.nullable === true,
    types: typesOf(plain),
    isList
  }
}

function typesOf(values: readonly unknown[]): Column['types'] {
  const order = ['string', 'number', 'boolean'] as const
  const seen = new Set(values.map(value => typeof value))
  return order.filter(type => seen.has(type))
}

export function isObject(value: unknown): value is LegacyRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** All columns, those of lists behind the list. */
export function allColumns(columns: readonly Column[]): Column[] {
  return columns.flatMap(column => [column, ...allColumns(column.items ?? [])])
}
