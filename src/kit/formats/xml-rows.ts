import { Problems, type ByteSource } from './source.ts'
import { localName, xmlText, XmlStream, type XmlHandler } from './xml-stream.ts'

/**
 * Texts by where they stand below the row, as `readXml` has them: `NAMA`, `ALAMAT/RT`, `path@attribute`, `@attribute` of
 * the row itself, `key[2]` for what comes again; '' for an empty element, nothing for one with xsi:nil.
 */
export type XmlRow = Record<string, string>

export interface XmlRowsOptions {
  /** Local name of the element that repeats. */
  rows: string
  /** Local name that the outermost element must have: an error page of the system's own may be XML, too. */
  root?: string
  /** What the system really sends, whatever the document declares. */
  charset?: string
  /** Local name of an element outside the rows that holds their number. */
  count?: string
  /** Of one row, in characters. Default 1 Mi. */
  maxRowLength?: number
  /** For faults. Default `parse`. */
  stage?: string
  /** Is told, behind the last row, the elements without children outside the rows. */
  onEnd?: (end: { rows: number; fields: XmlRow }) => void
}

/**
 * Rows of an XML document of any length, each as soon as its element closes. For whole documents of some megabytes
 * `readXml` is simpler. Memory is bounded by the longest row.
 * @throws SystemFault `unreadable`, `truncated` when it ends too early or `count` is another, `oversized`
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the adapter names the fields that its system promises
export async function* readXmlRows<Row = XmlRow>(source: ByteSource, options: XmlRowsOptions): AsyncGenerator<Row, void, undefined> {
  const problems = new Problems('an XML file', 'row', options)
  const collected = new RowCollector(options, problems)
  const stream = new XmlStream(collected, problems)
  for await (const text of xmlText(source, options.charset, problems)) {
    for (const piece of XmlStream.pieces(text)) {
      stream.write(piece)
      collected.endPiece(piece.length)
      for (const row of collected.takeRows()) yield row as Row
    }
  }
  stream.end()
  collected.checkCount()
  options.onEnd?.({ rows: collected.count, fields: collected.fields })
}

const MAX_FIELDS = 1_000
const MAX_TEXT = 1024 * 1024

interface OpenElement {
  path: string
  text: string
  isLeaf: boolean
  isNil: boolean
}

class RowCollector implements XmlHandler {
  count = 0
  fields: XmlRow = {}
  #options: XmlRowsOptions
  #problems: Problems
  #rows: XmlRow[] = []
  #row: XmlRow | undefined
  #rowDepth = 0
  #rowLength = 0
  #fieldCount = 0
  #fieldRepeats = new Map<string, number>()
  #rowRepeats = new Map<string, number>()
  #open: OpenElement[] = []

  constructor(options: XmlRowsOptions, problems: Problems) {
    this.#options = options
    this.#problems = problems
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#open.at(-1)
    if (parent !== undefined) parent.isLeaf = false
    else this.#checkRoot(name)
    let path = name
    if (this.#row !== undefined) {
      if (this.#open.length > this.#rowDepth) path = `${parent!.path}/${name}`
    } else if (name === this.#options.rows) {
      path = ''
      this.#row = {}
      if (this.#rowRepeats.size > 0) this.#rowRepeats = new Map()
      this.#rowLength = 0
      this.#rowDepth = this.#open.length + 1
    }
    const nil = attributeOf(attributes, 'nil')
    this.#open.push({ path, text: '', isLeaf: true, isNil: nil === 'true' || nil === '1' })
    for (const [attribute, value] of Object.entries(attributes)) {
      if (!attribute.includes(':') && attribute !== 'xmlns') this.#put(`${path}@${attribute}`, value)
    }
  }

  text(text: string): void {
    const element = this.#open.at(-1)
    // Between a million rows there are a million line ends.
    if (element === undefined || (!element.isLeaf && text.trim() === '')) return
    element.text += text
    if (element.text.length > MAX_TEXT) throw this.#problems.fault('oversized', `has a text of more than ${MAX_TEXT} characters`)
  }

  close(): void {
    const { path, text, isLeaf, isNil } = this.#open.pop()!
    const value = text.trim()
    if (this.#row !== undefined && this.#open.length === this.#rowDepth - 1) {
      if (isLeaf && value !== '') this.#put(this.#options.rows, value)
      if (!isNil) this.#rows.push(this.#row)
      this.#row = undefined
    } else if (!isNil && (isLeaf || value !== '')) {
      this.#put(path, value)
    }
  }

  endPiece(length: number): void {
    this.#rowLength = this.#row === undefined ? 0 : this.#rowLength + length
    const { maxRowLength = 1024 * 1024 } = this.#options
    if (this.#rowLength > maxRowLength) throw this.#problems.faultIn(this.count + 1, 'oversized', `has more than ${maxRowLength} characters`)
  }

  takeRows(): XmlRow[] {
    const rows = this.#rows
    this.#rows = []
    this.count += rows.length
    return rows
  }

  checkCount(): void {
    const { count } = this.#options
    if (count === undefined) return
    const told = this.fields[count]
    if (told === undefined || !/^\d+$/.test(told)) throw this.#problems.fault('unreadable', `has no number of rows in ${count}`)
    if (Number(told) !== this.count) throw this.#problems.fault('truncated', `has ${this.count} rows where ${count} counts ${Number(told)}`)
  }

  #checkRoot(name: string): void {
    const { root = name } = this.#options
    if (name !== root) throw this.#problems.fault('unreadable', `does not begin with the element ${root}`)
  }

  #put(key: string, value: string): void {
    const record = this.#row ?? this.fields
    if (this.#row === undefined && ++this.#fieldCount > MAX_FIELDS) {
      throw this.#problems.fault('oversized', `has more than ${MAX_FIELDS} elements outside its rows`)
    }
    if (!Object.hasOwn(record, key)) {
      record[key] = value
      return
    }
    const repeats = this.#row === undefined ? this.#fieldRepeats : this.#rowRepeats
    const repeat = (repeats.get(key) ?? 1) + 1
    repeats.set(key, repeat)
    record[`${key}[${repeat}]`] = value
  }
}

function attributeOf(attributes: Readonly<Record<string, string>>, local: string): string | undefined {
  return Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === local)?.[1]
}
