import { type CharsetDecoder, createDecoder, unmarked } from './charset.ts'
import { type Control, type ControlRecord, createControl } from './control-totals.ts'
import { createLayout, type FixedField, type FixedRow, type Layout } from './fixed-width-layout.ts'
import { createLineCutter, createRecordCutter, type Cutter } from './lines.ts'
import { type ByteSource, Problems, readRows, type RowOptions, type RowParser } from './source.ts'

export type { ControlRecord, FixedField, FixedRow }

export interface FixedWidthOptions extends RowOptions {
  layout: readonly FixedField[]
  /** Default windows-1252. Positions count characters: in UTF-8 not the same as bytes. */
  charset?: string
  /** Characters of a line, when it is longer than the last field. A line may have blanks behind that. */
  recordLength?: number
  /** `none` for records of `recordLength` one behind the other. Default `any`: LF, CR or CRLF. */
  lineEnds?: 'any' | 'none'
  /** `pad` reads lines that were cut behind their last character as if the blanks were there. Default `refuse`. */
  short?: 'refuse' | 'pad'
  /** `blank` reads NUL bytes as blanks, where programs in C pad with them. Default `refuse`. */
  nul?: 'refuse' | 'blank'
  /** The first line, told by how it begins. */
  header?: ControlRecord
  /** The last line, told by how it begins. A file that ends without it is truncated. */
  trailer?: ControlRecord
  /** Default 64 KiB. */
  maxLineBytes?: number
}

/**
 * Rows of a file whose fields stand at fixed positions. Empty lines are passed over, and DOS's end mark. Memory is
 * bounded by the longest line. Control totals are compared at the end: rows were given already, take them back on a
 * fault.
 * @throws SystemFault `unreadable` naming the line, `truncated` for a missing trailer, a wrong control total or an end
 *   within a line, `oversized` beyond a limit
 */
// The adapter names the fields that its system promises.
export function readFixedWidth<Row = FixedRow>(
  source: ByteSource,
  options: FixedWidthOptions
): AsyncGenerator<Row, void, undefined> {
  const parser = new FixedWidthParser(options)
  const bytes = unmarked(source, charset => parser.decodeAs(charset), parser.problems)
  return readRows(bytes, parser) as AsyncGenerator<Row, void, undefined>
}

const DOS_END = 0x1a

class FixedWidthParser implements RowParser<FixedRow> {
  readonly problems: Problems
  #decoder: CharsetDecoder
  #layout: Layout
  #length: number
  #pads: boolean
  #blanksNul: boolean
  #cutter: Cutter
  #control: Control
  #line = 0
  #isLast = false

  constructor(options: FixedWidthOptions) {
    const { layout, charset = 'windows-1252', recordLength, lineEnds = 'any', maxLineBytes = 64 * 1024 } = options
    this.problems = new Problems('a fixed-width file', 'line', options)
    this.#decoder = createDecoder(charset)
    this.#layout = createLayout(layout)
    this.#length = recordLength ?? this.#layout.length
    if (this.#length < this.#layout.length) throw new TypeError('the recordLength is shorter than the layout')
    if (lineEnds === 'none' && !this.#decoder.singleByte)
      throw new TypeError('records without line ends need a charset of single bytes')
    this.#pads = options.short === 'pad'
    this.#blanksNul = options.nul === 'blank'
    this.#cutter = lineEnds === 'none'
      ? createRecordCutter(this.#length)
      : createLineCutter(maxLineBytes, this.problems)
    this.#control = createControl(options, this.#layout, this.problems)
  }

  decodeAs(charset: string): void {
    this.#decoder = createDecoder(charset)
  }

  *push(chunk: Buffer): Generator<FixedRow> {
    for (const line of this.#cutter.push(chunk)) {
      const row = this.#read(line)
      if (row !== undefined) yield row
    }
  }

  *end(): Generator<FixedRow> {
    this.#isLast = true
    const rest = this.#cutter.rest()
    const line = rest?.at(-1) === DOS_END ? rest.subarray(0, -1) : rest
    const row = line === undefined || line.length === 0 ? undefined : this.#read(line)
    if (row !== undefined) yield row
    if (this.#line === 0) throw this.problems.fault('truncated', 'is empty')
    this.#control.end()
  }

  #read(bytes: Buffer): FixedRow | undefined {
    this.#line += 1
    if (bytes.length === 0) return undefined
    const text = this.#decoder.decode(bytes, 0, bytes.length)
    if (text === undefined) return this.#pass(`is not in ${this.#decoder.name}`)
    if (text.includes('\u0000') && !this.#blanksNul) return this.#pass('holds NUL bytes')
    const line = this.#blanksNul ? text.replaceAll('\u0000', ' ') : text
    if (this.#control.takes(line, this.#line)) return undefined
    const wrong = this.#lengthFault(line)
    if (wrong !== undefined) return this.#pass(wrong)
    const row = this.#layout.read(line)
    if (typeof row === 'string') return this.#pass(`has a ${row} that is no number`)
    this.#control.count(line)
    return row
  }

  #lengthFault(line: string): string | undefined {
    if (line.length < this.#length) {
      if (this.#pads) return undefined
      if (this.#isLast) throw this.problems.fault('truncated', `ends within line ${this.#line}`)
      return `has ${line.length} instead of ${this.#length} characters`
    }
    return line.length > this.#length && line.slice(this.#length).trim() !== ''
      ? `has ${line.length} instead of ${this.#length} characters`
      : undefined
  }

  #pass(detail: string): undefined {
    this.problems.badRow(this.#line, detail)
    this.#control.countBad()
    return undefined
  }
}
