import { currentLook } from '../wire-look.ts'
import { type ByteSource, checkRequired, collect, columnNames, Problems, type RowOptions } from './source.ts'
import { isoDate } from './xlsx-dates.ts'
import { appended, openWorkbook, unescaped, type Workbook } from './xlsx-workbook.ts'
import type { XmlHandler } from './xml-stream.ts'

/**
 * Dates as `2026-11-20`, `08:15:00` or `2026-11-20T08:15:00`; an error of a formula as its text (`#N/A`); null for
 * none.
 */
export type XlsxValue = string | number | boolean | null
export type XlsxRow = Record<string, XlsxValue>

export interface XlsxOptions extends Pick<RowOptions, 'stage'> {
  /** By name (case ignored) or by place from 1 on. Default the first. */
  sheet?: string | number
  /** Row of the sheet with the columns' names, from 1 on; what stands above is passed over. Default 1. */
  headerRow?: number
  /**
   * More than one: the names of a column are joined, a merged cell's name standing for all columns below it. Default 1.
   */
  headerRows?: number
  /** Columns without which the file is refused: the layout has changed. */
  required?: readonly string[]
  /** Of the file. Default 64 MiB: it is held in memory, for its table of contents is at its end. */
  maxBytes?: number
  /** Of each part of it, unpacked. Default 512 MiB: it is never held. */
  maxUnpackedBytes?: number
}

/**
 * Rows of one sheet of an Excel workbook, rows without any value passed over. Values are what Excel last computed.
 * @throws SystemFault `unreadable`, `truncated`, or `oversized` for what unpacks to more than it may
 */
// The adapter names the columns that its system promises.
export async function* readXlsx<Row = XlsxRow>(
  source: ByteSource,
  options: XlsxOptions = {}
): AsyncGenerator<Row, void, undefined> {
  const { maxBytes = 64 * 1024 * 1024, maxUnpackedBytes = 512 * 1024 * 1024, sheet = 1 } = options
  const problems = new Problems('an XLSX file', 'row', options)
  const bytes = await collect(source, maxBytes, () => problems.fault('oversized', `has more than ${maxBytes} bytes`))
  const workbook = await openWorkbook(bytes, maxUnpackedBytes, problems)
  const found = typeof sheet === 'number'
    ? workbook.sheets[sheet - 1]
    : workbook.sheets.find(({ name }) => name.toLowerCase() === sheet.toLowerCase())
  if (found === undefined) throw problems.fault('unreadable', `has no sheet ${sheet}`)
  const table = new Table(options, problems)
  const look = currentLook()
  const cells = new Cells(workbook, (number, values) => table.add(number, values), problems)
  for await (const length of workbook.read(found.path, cells)) {
    void length
    for (const row of table.takeRows()) {
      look?.row(problems.stage, row)
      yield row as Row
    }
  }
  table.end()
}

/** Names the values of a row by the header. */
class Table {
  #options: XlsxOptions
  #problems: Problems
  #first: number
  #last: number
  #header: XlsxValue[][] = []
  #names: string[] | undefined
  #rows: XlsxRow[] = []

  constructor(options: XlsxOptions, problems: Problems) {
    this.#options = options
    this.#problems = problems
    this.#first = options.headerRow ?? 1
    this.#last = this.#first + (options.headerRows ?? 1) - 1
  }

  add(number: number, values: XlsxValue[]): void {
    if (number < this.#first) return
    if (number <= this.#last) {
      this.#header[number - this.#first] = values
      return
    }
    const names = this.#setNames()
    if (values.every(value => value === null || value === '')) return
    const row: XlsxRow = {}
    for (let index = 0; index < names.length; index++) row[names[index]!] = values[index] ?? null
    for (let index = names.length; index < values.length; index++)
      if (values[index] !== null) row[`column_${index + 1}`] = values[index]!
    this.#rows.push(row)
  }

  takeRows(): XlsxRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  end(): void {
    this.#setNames()
  }

  #setNames(): string[] {
    if (this.#names !== undefined) return this.#names
    const header = Array.from({ length: this.#last - this.#first + 1 }, (_, index) => this.#header[index] ?? [])
    if (header.every(values => values.length === 0))
      throw this.#problems.fault('unreadable', `has no names in row ${this.#first}`)
    const width = Math.max(...header.map(values => values.length))
    const levels = header.map((values, level) => titlesOf(values, width, level < header.length - 1))
    const titles = Array.from({ length: width },
      (_, index) => levels.map(level => level[index]!).filter(Boolean).join(' '))
    this.#names = columnNames(titles)
    checkRequired(this.#names, this.#options.required, this.#problems)
    currentLook()?.columns(this.#problems.stage, this.#names.map(name => ({ name })))
    return this.#names
  }
}

/** A merged cell has its text in its first column. */
function titlesOf(values: XlsxValue[], width: number, isMerged: boolean): string[] {
  let last = ''
  return Array.from({ length: width }, (_, index) => {
    const title = String(values[index] ?? '').replace(/\s+/g, ' ').trim()
    if (title !== '') last = title
    return title === '' && isMerged ? last : title
  })
}

// Excel has 16,384; nobody fills them, but styles without a value may go as far.
const MAX_COLUMNS = 1_000

/** Reads `row` and `c` elements of a sheet. */
class Cells implements XmlHandler {
  #workbook: Workbook
  #onRow: (number: number, values: XlsxValue[]) => void
  #problems: Problems
  #number = 0
  #values: XlsxValue[] = []
  #column = 0
  #type = 'n'
  #style = 0
  #text = ''
  #isText = false
  #isPhonetic = false

  constructor(workbook: Workbook, onRow: (number: number, values: XlsxValue[]) => void, problems: Problems) {
    this.#workbook = workbook
    this.#onRow = onRow
    this.#problems = problems
  }

  open(name: string, { r, t = 'n', s }: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#number = r === undefined ? this.#number + 1 : Number(r)
      this.#values = []
      this.#column = 0
    } else if (name === 'c') {
      this.#column = r === undefined ? this.#column + 1 : columnOf(r)
      if (this.#column < 1) throw this.#problems.faultIn(this.#number, 'unreadable', 'has a cell in no column')
      this.#type = t
      this.#style = s === undefined ? 0 : Number(s)
      this.#text = ''
    } else if (name === 'rPh') {
      this.#isPhonetic = true
    }
    this.#isText = name === 'v' || (name === 't' && !this.#isPhonetic)
  }

  text(text: string): void {
    if (this.#isText) this.#text = appended(this.#text, text, this.#problems)
  }

  close(name: string): void {
    this.#isText = false
    if (name === 'rPh') this.#isPhonetic = false
    else if (name === 'row') this.#onRow(this.#number, this.#values)
    else if (name === 'c') this.#keep(this.#value())
  }

  #keep(value: XlsxValue): void {
    if (value === null) return
    if (this.#column > MAX_COLUMNS)
      throw this.#problems.faultIn(this.#number, 'oversized', `has more than ${MAX_COLUMNS} columns`)
    while (this.#values.length < this.#column - 1) this.#values.push(null)
    this.#values[this.#column - 1] = value
  }

  #value(): XlsxValue {
    const text = this.#text
    if (this.#type === 'inlineStr' || this.#type === 'str') return unescaped(text)
    if (text === '') return null
    if (this.#type === 's') {
      const shared = this.#workbook.texts[Number(text)]
      if (shared === undefined)
        throw this.#problems.faultIn(this.#number, 'unreadable', 'refers to a text that is not there')
      return shared
    }
    if (this.#type === 'b') return text === '1' || text === 'true'
    if (this.#type !== 'n') return text
    const value = Number(text)
    if (!Number.isFinite(value)) throw this.#problems.faultIn(this.#number, 'unreadable', 'has a number that is none')
    const kind = this.#workbook.dateKinds[this.#style]
    if (kind !== undefined) return isoDate(value, kind, this.#workbook.from1904) ?? value
    // Written by other programs: Excel itself keeps fifteen digits.
    return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? text : value
  }
}

/** `BC12` is column 55. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
