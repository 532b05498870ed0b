import { type FaultKind, SystemFault } from '../faults.ts'
import { currentLook } from '../wire-look.ts'

/** Bytes of a file, wherever they come from: a stream of `createFiles`, a body, `[buffer]`. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** A row that cannot be read. It says what is wrong, and nothing of what was in it. */
export interface BadRow {
  /** Line in the text formats, counted from 1; record in DBF; row of the sheet in XLSX. */
  row: number
  /** As `has 5 instead of 7 fields`. */
  detail: string
}

export interface RowOptions {
  /** For faults. Default `parse`. */
  stage?: string
  /** Is told of rows that cannot be read, which are then passed over. Without it the first one ends the reading. */
  onBadRow?: (bad: BadRow) => void
}

/** Turns bytes into rows, piece by piece. */
export interface RowParser<Row> {
  readonly problems: Problems
  push(bytes: Buffer): Iterable<Row>
  end(): Iterable<Row>
}

/** The rows of a source, read only as fast as they are taken; leaving the loop closes the source. */
export async function* readRows<Row extends object>(
  source: ByteSource,
  parser: RowParser<Row>
): AsyncGenerator<Row, void, undefined> {
  const { stage } = parser.problems
  const look = currentLook()
  for await (const chunk of source) {
    // Not `yield*`: over a plain iterable it waits for each row once more.
    for (const row of parser.push(asBuffer(chunk))) {
      look?.row(stage, row)
      yield row
    }
  }
  for (const row of parser.end()) {
    look?.row(stage, row)
    yield row
  }
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** All of a small source. */
export async function collect(source: ByteSource, maxBytes: number, tooLarge: () => Error): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    if ((size += chunk.length) > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

/** Names what is wrong with a file. */
export class Problems {
  #what: string
  #unit: string
  readonly stage: string
  #onBadRow: RowOptions['onBadRow']

  /** `what` as in "a CSV file", `unit` as in "line". */
  constructor(what: string, unit: string, { stage = 'parse', onBadRow }: RowOptions) {
    this.#what = what
    this.#unit = unit
    this.stage = stage
    this.#onBadRow = onBadRow
  }

  /** `detail` as in "ends within a record". */
  fault(kind: FaultKind, detail: string, cause?: unknown): SystemFault {
    return new SystemFault(kind, { stage: this.stage, detail: `sent ${this.#what} that ${detail}`, cause })
  }

  faultIn(row: number, kind: FaultKind, detail: string): SystemFault {
    return new SystemFault(kind, { stage: this.stage,
      detail: `sent ${this.#what} whose ${this.#unit} ${row} ${detail}` })
  }

  /** Passes over a row, or throws. */
  badRow(row: number, detail: string): void {
    if (this.#onBadRow === undefined) throw this.faultIn(row, 'unreadable', detail)
    this.#onBadRow({ row, detail })
  }
}

/** Names that tell columns apart: a name that comes again is `NAMA[2]`, a blank one `column_3`. */
export function columnNames(titles: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return titles.map((title, index) => {
    const name = title.trim() || `column_${index + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}[${count}]`
  })
}

/** @throws SystemFault when a column is missing: the layout has changed */
export function checkRequired(
  names: readonly string[],
  required: readonly string[] | undefined,
  problems: Problems
): void {
  const missing = required?.filter(name => !names.includes(name)) ?? []
  if (missing.length > 0) throw problems.fault('unreadable', `has no column ${missing.join(', ')}`)
}
