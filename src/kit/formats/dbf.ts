import { currentLook } from '../wire-look.ts'
import { type DbfHeader, headerLengthOf, readDbfHeader, START_LENGTH } from './dbf-header.ts'
import { createMemoReader, type MemoReader } from './dbf-memo.ts'
import { createValueReader, type DbfValue, type TextAt, type ValueReader } from './dbf-values.ts'
import { asBuffer, type ByteSource, checkRequired, collect, Problems, type RowOptions } from './source.ts'

export type { DbfValue }

/** Values by field name, in the order of the fields. */
export type DbfRow = Record<string, DbfValue>

export interface DbfOptions extends RowOptions {
  /** In place of the one that the header names (its language driver), which is often wrong. */
  charset?: string
  /** The memo file (`.dbt`, `.fpt`) that lies beside it; without it memo fields are null. Held in memory. */
  memo?: ByteSource
  /** Default 64 MiB. */
  maxMemoBytes?: number
  /** Fields without which the file is refused: its layout has changed. */
  required?: readonly string[]
  /** The only fields that are read, and required; all of them when left out. The others are not even decoded. */
  fields?: readonly string[]
  /** Is told what the header says before the first row. */
  onHeader?: (header: DbfInfo) => void
  /** Is told, behind the last row, how many there were. */
  onEnd?: (counts: { rows: number; deleted: number }) => void
}

export interface DbfInfo {
  version: number
  /** Deleted ones included. */
  records: number
  /** `2026-11-20`; undefined when the header has no date. */
  updatedOn: string | undefined
  charset: string
  fields: { name: string; type: string; length: number }[]
}

/**
 * Records of a dBASE III, IV or V or FoxPro file that are not deleted. The header's count must be there: a file that is
 * being written, or was cut, is `truncated`. Memory is bounded by the longest record, and the memo file.
 * @throws SystemFault `unreadable` for what is no DBF file, or for a record that is none, `truncated`, `oversized`
 */
// The adapter names the fields that its system promises.
export async function* readDbf<Row = DbfRow>(
  source: ByteSource,
  options: DbfOptions = {}
): AsyncGenerator<Row, void, undefined> {
  const problems = new Problems('a DBF file', 'record', options)
  let bytes: Buffer = Buffer.alloc(0)
  let records: Records | undefined
  const look = currentLook()
  for await (const chunk of source) {
    // Read on to the end: only then is it known that the source was whole.
    if (records?.isComplete && bytes.length > 0) continue
    bytes = bytes.length === 0 ? asBuffer(chunk) : Buffer.concat([bytes, chunk])
    if (records === undefined) {
      const length = bytes.length < START_LENGTH ? Infinity : headerLengthOf(bytes, problems)
      if (bytes.length < length) continue
      records = await begin(bytes.subarray(0, length), options, problems)
      bytes = bytes.subarray(length)
    }
    for (const row of records.take(bytes)) {
      look?.row(problems.stage, row)
      yield row as Row
    }
    bytes = Buffer.from(bytes.subarray(records.taken))
  }
  if (records === undefined)
    throw problems.fault('truncated', bytes.length === 0 ? 'is empty' : 'ends within its header')
  records.end(bytes)
  options.onEnd?.({ rows: records.rows, deleted: records.deleted })
}

async function begin(bytes: Buffer, options: DbfOptions, problems: Problems): Promise<Records> {
  const header = readDbfHeader(bytes, options.charset, problems)
  const { version, fields, decoder, records, updatedOn } = header
  checkRequired(fields.map(({ name }) => name), [...options.required ?? [], ...options.fields ?? []], problems)
  currentLook()?.columns(problems.stage, fields.map(({ name, type }) => ({ name, type })))
  const { maxMemoBytes = 64 * 1024 * 1024 } = options
  const memoBytes = options.memo === undefined
    ? undefined
    : await collect(options.memo, maxMemoBytes,
      () => problems.fault('oversized', `has a memo file of more than ${maxMemoBytes} bytes`))
  const memo = memoBytes && createMemoReader(memoBytes, version, decoder, problems)
  options.onHeader?.({
    version,
    records,
    updatedOn,
    charset: decoder.name,
    fields: fields.map(({ name, type, length }) => ({ name, type, length }))
  })
  const read = options.fields === undefined ? fields : fields.filter(({ name }) => options.fields?.includes(name))
  return new Records({ ...header, fields: read }, memo, problems)
}

const ACTIVE = 0x20
const DELETED = 0x2a
const END_OF_FILE = 0x1a

class Records {
  rows = 0
  deleted = 0
  /** Bytes that the last `take` used up. */
  taken = 0
  #header: DbfHeader
  #problems: Problems
  #names: string[]
  #readers: ValueReader[]
  #seen = 0
  #atEnd = false

  constructor(header: DbfHeader, memo: MemoReader | undefined, problems: Problems) {
    this.#header = header
    this.#problems = problems
    this.#names = header.fields.map(({ name }) => name)
    const { decoder, nullFlags } = header
    const textAt: TextAt = decoder.singleByte
      ? (_, text, start, end) => text.slice(start, end)
      : (record, _, start, end) => decoder.decode(record, start, end)
    this.#readers = header.fields.map(field => createValueReader(field, { textAt, memo, nullFlags }))
  }

  get isComplete(): boolean {
    return this.#atEnd || this.#seen === this.#header.records
  }

  *take(bytes: Buffer): Generator<DbfRow> {
    const { recordLength } = this.#header
    this.taken = 0
    while (!this.isComplete) {
      const mark = bytes[this.taken]
      // NUL: room that was reserved and is not written yet.
      this.#atEnd = mark === END_OF_FILE || mark === 0
      if (this.#atEnd || bytes.length - this.taken < recordLength) return
      const record = bytes.subarray(this.taken, this.taken + recordLength)
      this.taken += recordLength
      this.#seen += 1
      if (mark === DELETED) {
        this.deleted += 1
      } else {
        const row = mark === ACTIVE ? this.#row(record) : this.#pass('does not begin as a record does')
        if (row === undefined) continue
        this.rows += 1
        yield row
      }
    }
  }

  /** What follows the last record. */
  end(rest: Buffer): void {
    const { records } = this.#header
    if (this.#seen < records) {
      throw this.#problems.fault('truncated', `has ${this.#seen} of the ${records} records that its header counts`)
    }
    const [next] = rest
    if (next === ACTIVE || next === DELETED) {
      throw this.#problems.fault('truncated',
        `goes on behind the ${records} records that its header counts: it is being written`)
    }
  }

  #row(record: Buffer): DbfRow | undefined {
    const names = this.#names
    const { decoder, recordLength } = this.#header
    const text = decoder.singleByte ? decoder.decode(record, 0, recordLength)! : record.toString('latin1')
    const row: DbfRow = {}
    for (let index = 0; index < names.length; index++) {
      const value = this.#readers[index]!(record, text)
      if (value === undefined) return this.#pass(`has a ${names[index]} that cannot be read`)
      row[names[index]!] = value
    }
    return row
  }

  #pass(detail: string): undefined {
    this.#problems.badRow(this.#seen, detail)
    return undefined
  }
}
