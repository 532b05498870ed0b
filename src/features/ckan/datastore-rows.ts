import type { OpenData, Row, Value } from '../open-data/index.ts'
import { type DatastoreQuery, ID, type RecordFormat } from './datastore-query.ts'

type Rows = Pick<OpenData, 'rows' | 'count'>
/** A row with its number. */
interface Numbered {
  number: number
  row: Row
}

/** The rows that a search finds and the page that is asked for. */
export interface Found {
  /** However many are shown. */
  total(): Promise<number>
  page(): AsyncIterable<Numbered>
}

/** What the table cannot do by itself is done here, row by row. */
export function findRows(openData: Rows, dataset: string, query: DatastoreQuery): Found {
  const { rows, ids, columnWords, isReversed, limit, offset } = query
  const isPlain = ids === undefined && columnWords.length === 0
  const fits = ({ number, row }: Numbered): boolean =>
    (ids === undefined || ids.has(number)) &&
    columnWords.every(({ name, words }) => {
      const text = String(row[name] ?? '').toLowerCase()
      return words.every(word => text.includes(word))
    })

  let counted: Promise<number> | undefined
  async function count(): Promise<number> {
    // CKAN counts rows before it looks for equal ones.
    const { distinct: _distinct, fields: _fields, ...all } = rows
    if (isPlain) return openData.count(dataset, all)
    let found = 0
    for await (const row of openData.rows(dataset, all)) if (fits(row)) found++
    return found
  }
  const total = (): Promise<number> => (counted ??= count())

  async function* page(): AsyncGenerator<Numbered> {
    if (limit === 0) return
    const [skip, most] = isReversed ? await fromTheEnd() : [offset, limit]
    const taken = isPlain ? openData.rows(dataset, { ...rows, offset: skip, limit: most }) : fitting(skip, most)
    if (!isReversed) {
      yield* taken
      return
    }
    const forward: Numbered[] = []
    for await (const row of taken) forward.push(row)
    yield* forward.reverse()
  }

  async function fromTheEnd(): Promise<[skip: number, most: number]> {
    const end = Math.max(0, (await total()) - offset)
    const start = Math.max(0, end - limit)
    return [start, end - start]
  }

  async function* fitting(skip: number, most: number): AsyncGenerator<Numbered> {
    let passed = 0
    let given = 0
    if (most === 0) return
    for await (const row of openData.rows(dataset, rows)) {
      if (!fits(row) || passed++ < skip) continue
      yield row
      if (++given === most) return
    }
  }

  return { total, page }
}

/** Pieces of JSON: the records, in the format that is asked for. */
export async function* encodeRecords(
  rows: AsyncIterable<Numbered>,
  fields: readonly string[],
  format: RecordFormat
): AsyncGenerator<string> {
  const encode = encoders[format]
  const isText = format === 'csv' || format === 'tsv'
  let pieces: string[] = []
  let size = 0
  let isFirst = true
  yield isText ? '"' : '['
  for await (const { number, row } of rows) {
    const text = encode(fields.map(name => (name === ID ? number : (row[name] ?? null))), fields)
    const piece = isText ? JSON.stringify(text).slice(1, -1) : isFirst ? text : `,${text}`
    isFirst = false
    pieces.push(piece)
    size += piece.length
    if (size < PIECE) continue
    yield pieces.join('')
    pieces = []
    size = 0
  }
  yield `${pieces.join('')}${isText ? '"' : ']'}`
}

/** Characters that are sent at once. */
const PIECE = 65_536

const encoders: Readonly<Record<RecordFormat, (values: readonly Value[], fields: readonly string[]) => string>> = {
  objects: (values, fields) => JSON.stringify(Object.fromEntries(fields.map((name, index) => [name, values[index]]))),
  lists: values => JSON.stringify(values),
  csv: values => `${values.map(value => cell(value, ',')).join(',')}\n`,
  tsv: values => `${values.map(value => cell(value, '\t')).join('\t')}\n`
}

/** As PostgreSQL writes tables: nothing for null, `t` and `f`, quotes where they are needed. */
function cell(value: Value, separator: string): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 't' : 'f'
  const text = String(value)
  return text === '' || text === '\\.' || /["\r\n]/.test(text) || text.includes(separator)
    ? `"${text.replaceAll('"', '""')}"`
    : text
}
