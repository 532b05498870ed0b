import { type CharsetDecoder, createDecoder, unmarked } from './charset.ts'
import { CsvTable } from './csv-table.ts'
import { type ByteSource, Problems, readRows, type RowOptions, type RowParser } from './source.ts'

/** Texts by column, as they stand in the file: not trimmed. */
export type CsvRow = Record<string, string>

export interface CsvOptions extends RowOptions {
  /** Default `,`. */
  separator?: ',' | ';' | '\t' | '|'
  /** Default UTF-8. A byte order mark, UTF-16 too, wins over it. */
  charset?: string
  /** For the fields that are not in `charset`: files whose parts were written by different programs. */
  fallbackCharset?: string
  /** False for files in which a quotation mark is a character like any other. Default true. */
  quotes?: boolean
  /** The columns' names when the file has no header row. */
  columns?: readonly string[]
  /** Columns without which the file is refused: the header row has changed. */
  required?: readonly string[]
  /**
   * `fill` reads rows with too few fields as if the rest were blank, and surplus fields as `column_8`. Default
   * `refuse`.
   */
  ragged?: 'refuse' | 'fill'
  /** `drop` takes NUL bytes out of fields, where they are padding. Default `refuse`. */
  nul?: 'refuse' | 'drop'
  /** True for files that always end with a line end: one without it was cut. */
  lastLineEnds?: boolean
  /** Default 64 KiB. */
  maxFieldBytes?: number
  /** Default 1 MiB. */
  maxRowBytes?: number
}

/**
 * Rows of a CSV file (RFC 4180 and its looser relatives): line ends CR, LF or CRLF, line breaks and doubled quotation
 * marks within quotes; a quotation mark inside a field without quotes is a character. Blank lines are passed over.
 * Memory is bounded by the longest row.
 * @throws SystemFault `unreadable` naming the line, `truncated` for an empty file or one that ends within a row,
 *   `oversized` beyond a limit
 */
// The adapter names the columns that its system promises.
export function readCsv<Row = CsvRow>(
  source: ByteSource,
  options: CsvOptions = {}
): AsyncGenerator<Row, void, undefined> {
  const parser = new CsvParser(options)
  const bytes = unmarked(source, charset => parser.decodeAs(charset), parser.problems)
  return readRows(bytes, parser) as AsyncGenerator<Row, void, undefined>
}

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22

type State = 'row' | 'field' | 'plain' | 'quoted' | 'after quote'

class CsvParser implements RowParser<CsvRow> {
  readonly problems: Problems
  #table: CsvTable
  #decoder: CharsetDecoder
  #fallback: CharsetDecoder | undefined
  #separator: string
  #separatorByte: number
  #quotes: boolean
  #dropNul: boolean
  #lastLineEnds: boolean
  #maxFieldBytes: number
  #maxRowBytes: number
  #state: State = 'row'
  #line = 1
  #rowLine = 1
  #values: string[] = []
  #rowBytes = 0
  #wrong: string | undefined
  // Of the current field: what earlier chunks held of it.
  #held: Buffer[] = []
  #heldBytes = 0
  #isQuoted = false
  #isEscaped = false
  #afterCr = false
  #mayHoldNul = false

  constructor(options: CsvOptions) {
    const { separator = ',', charset = 'utf-8', fallbackCharset, maxFieldBytes = 64 * 1024,
      maxRowBytes = 1024 * 1024 } = options
    this.problems = new Problems('a CSV file', 'line', options)
    this.#table = new CsvTable(options, this.problems)
    this.#decoder = createDecoder(charset)
    this.#fallback = fallbackCharset === undefined ? undefined : createDecoder(fallbackCharset)
    this.#separator = separator
    this.#separatorByte = separator.charCodeAt(0)
    this.#quotes = options.quotes ?? true
    this.#dropNul = options.nul === 'drop'
    this.#lastLineEnds = options.lastLineEnds ?? false
    this.#maxFieldBytes = maxFieldBytes
    this.#maxRowBytes = maxRowBytes
  }

  decodeAs(charset: string): void {
    this.#decoder = createDecoder(charset)
  }

  *push(chunk: Buffer): Generator<CsvRow> {
    const { length } = chunk
    this.#mayHoldNul ||= chunk.includes(0)
    let lineFeeds = true
    let at = 0
    let from = 0
    while (at < length) {
      switch (this.#state) {
        case 'row': {
          if (this.#afterCr) {
            this.#afterCr = false
            if (chunk[at] === LF) at += 1
            // Nothing of a next row has come yet.
            if (at === length) break
          }
          this.#rowLine = this.#line
          const lineFeed: number = lineFeeds ? chunk.indexOf(LF, at) : -1
          lineFeeds = lineFeed !== -1
          if (lineFeeds && this.#takeSimpleLine(chunk, at, lineFeed)) {
            at = lineFeed + 1
            const row = this.#endRow(true)
            if (row !== undefined) yield row
          } else {
            this.#state = 'field'
          }
          break
        }
        case 'field':
          this.#isQuoted = this.#quotes && chunk[at] === QUOTE
          this.#state = this.#isQuoted ? 'quoted' : 'plain'
          if (this.#isQuoted) at += 1
          from = at
          break
        case 'quoted': {
          const quote = chunk.indexOf(QUOTE, at)
          at = quote === -1 ? length : quote + 1
          if (quote !== -1) this.#state = 'after quote'
          break
        }
        case 'after quote':
          this.#isEscaped ||= chunk[at] === QUOTE
          this.#state = chunk[at] === QUOTE ? 'quoted' : 'plain'
          if (chunk[at] === QUOTE) at += 1
          else if (!this.#isEnd(chunk[at])) this.#wrong ??= 'has text behind a closing quotation mark'
          break
        case 'plain': {
          while (at < length && !this.#isEnd(chunk[at])) at += 1
          if (at === length) break
          this.#endField(chunk.subarray(from, at))
          const end = chunk[at]
          at += 1
          this.#state = 'field'
          if (end === this.#separatorByte) break
          this.#afterCr = end === CR
          const row = this.#endRow(true)
          if (row !== undefined) yield row
        }
      }
    }
    if (this.#state !== 'row' && this.#state !== 'field') this.#hold(chunk.subarray(from))
  }

  *end(): Generator<CsvRow> {
    if (this.#state === 'quoted')
      throw this.problems.fault('truncated', `ends within the quotation marks of line ${this.#rowLine}`)
    if (this.#state !== 'row') {
      if (this.#lastLineEnds) throw this.problems.fault('truncated', `ends within line ${this.#rowLine}`)
      this.#endField(Buffer.alloc(0))
      const row = this.#endRow(false)
      if (row !== undefined) yield row
    }
    if (!this.#table.hasNames) throw this.problems.fault('truncated', 'is empty')
  }

  #isEnd(byte: number | undefined): boolean {
    return byte === this.#separatorByte || byte === LF || byte === CR
  }

  /** Most lines are whole, short and without quotation marks: these are cut in one go. */
  #takeSimpleLine(chunk: Buffer, start: number, lineFeed: number): boolean {
    const end = lineFeed > start && chunk[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed
    if (end - start > this.#maxFieldBytes || end - start > this.#maxRowBytes) return false
    const text = this.#decoder.decode(chunk, start, end)
    if (text === undefined || (this.#quotes && text.includes('"')) || text.includes('\r')) return false
    if (this.#mayHoldNul && text.includes('\u0000')) return false
    this.#values = text.split(this.#separator)
    return true
  }

  #hold(bytes: Buffer): void {
    // A copy: the rest of the chunk need not live as long as this field.
    this.#held.push(Buffer.from(bytes))
    this.#heldBytes += bytes.length
    this.#checkLength(0)
  }

  #checkLength(more: number): void {
    const fieldBytes = this.#heldBytes + more
    if (fieldBytes > this.#maxFieldBytes) {
      throw this.problems.faultIn(this.#rowLine, 'oversized', `has a field of more than ${this.#maxFieldBytes} bytes`)
    }
    if (this.#rowBytes + fieldBytes > this.#maxRowBytes) {
      throw this.problems.faultIn(this.#rowLine, 'oversized', `has more than ${this.#maxRowBytes} bytes`)
    }
  }

  #endField(rest: Buffer): void {
    this.#checkLength(rest.length)
    const bytes = this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest])
    // One byte more for the separator: a line of separators alone has a length, too.
    this.#rowBytes += bytes.length + 1
    this.#held = []
    this.#heldBytes = 0
    const end = this.#isQuoted && bytes[bytes.length - 1] === QUOTE ? bytes.length - 1 : bytes.length
    let text = this.#decoder.decode(bytes, 0, end) ?? this.#fallback?.decode(bytes, 0, end)
    if (text === undefined) {
      this.#wrong ??= `is not in ${this.#decoder.name}`
      text = ''
    }
    if (this.#mayHoldNul && text.includes('\u0000')) {
      if (this.#dropNul) text = text.replaceAll('\u0000', '')
      else this.#wrong ??= 'holds NUL bytes'
    }
    if (this.#isQuoted) this.#line += lineBreaks(text)
    if (this.#isEscaped) text = text.replaceAll('""', '"')
    this.#isEscaped = false
    this.#values.push(text)
  }

  /** `isWhole`: a line end stood behind it. */
  #endRow(isWhole: boolean): CsvRow | undefined {
    const values = this.#values
    const wrong = this.#wrong
    const isBlank = values.length === 1 && values[0] === '' && !this.#isQuoted
    this.#line += 1
    this.#state = 'row'
    this.#values = []
    this.#rowBytes = 0
    this.#wrong = undefined
    this.#isQuoted = false
    return isBlank && wrong === undefined ? undefined : this.#table.row(values, this.#rowLine, wrong, isWhole)
  }
}

function lineBreaks(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0
}
