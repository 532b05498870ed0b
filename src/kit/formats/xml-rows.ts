import { currentLook } from '../wire-look.ts'
import { type ByteSource, Problems } from './source.ts'
import { XmlCollector, type XmlRecord } from './xml-collector.ts'
import { type XmlHandler, XmlStream, xmlText } from './xml-stream.ts'

/** As `readXml` has them. */
export type XmlRow = XmlRecord

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
// The adapter names the fields that its system promises.
export async function* readXmlRows<Row = XmlRow>(
  source: ByteSource,
  options: XmlRowsOptions
): AsyncGenerator<Row, void, undefined> {
  const problems = new Problems('an XML file', 'row', options)
  const collected = new RowCollector(options, problems)
  const stream = new XmlStream(collected, problems)
  const look = currentLook()
  for await (const text of xmlText(source, options.charset, problems)) {
    for (const piece of XmlStream.pieces(text)) {
      stream.write(piece)
      collected.endPiece(piece.length)
      for (const row of collected.takeRows()) {
        look?.row(problems.stage, row)
        yield row as Row
      }
    }
  }
  stream.end()
  collected.checkCount()
  options.onEnd?.({ rows: collected.count, fields: collected.fields })
}

const MAX_FIELDS = 1_000
const MAX_TEXT = 1024 * 1024

class RowCollector implements XmlHandler {
  count = 0
  #options: XmlRowsOptions
  #problems: Problems
  #collected: XmlCollector
  #rowLength = 0

  constructor(options: XmlRowsOptions, problems: Problems) {
    this.#options = options
    this.#problems = problems
    this.#collected = new XmlCollector(options.rows)
  }

  get fields(): XmlRow {
    return this.#collected.fields
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const wasInRow = this.#collected.isInRow
    this.#collected.open(name, Object.entries(attributes))
    if (this.#collected.depth === 1) this.#checkRoot(name)
    if (!wasInRow && this.#collected.isInRow) this.#rowLength = 0
    this.#checkFields()
  }

  text(text: string): void {
    if (this.#collected.text(text) > MAX_TEXT)
      throw this.#problems.fault('oversized', `has a text of more than ${MAX_TEXT} characters`)
  }

  close(): void {
    this.#collected.close()
    this.#checkFields()
  }

  endPiece(length: number): void {
    this.#rowLength = this.#collected.isInRow ? this.#rowLength + length : 0
    const { maxRowLength = 1024 * 1024 } = this.#options
    if (this.#rowLength > maxRowLength)
      throw this.#problems.faultIn(this.count + 1, 'oversized', `has more than ${maxRowLength} characters`)
  }

  takeRows(): XmlRow[] {
    const rows = this.#collected.takeRows()
    this.count += rows.length
    return rows
  }

  checkCount(): void {
    const { count } = this.#options
    if (count === undefined) return
    const told = this.fields[count]
    if (told === undefined || !/^\d+$/.test(told))
      throw this.#problems.fault('unreadable', `has no number of rows in ${count}`)
    if (Number(told) !== this.count)
      throw this.#problems.fault('truncated', `has ${this.count} rows where ${count} counts ${Number(told)}`)
  }

  #checkRoot(name: string): void {
    const { root = name } = this.#options
    if (name !== root) throw this.#problems.fault('unreadable', `does not begin with the element ${root}`)
  }

  #checkFields(): void {
    if (this.#collected.fieldCount > MAX_FIELDS)
      throw this.#problems.fault('oversized', `has more than ${MAX_FIELDS} elements outside its rows`)
  }
}
