import { type DbfField, headerLengthOf, readDbfHeader } from '../../../kit/formats/dbf-header.ts'
import { Problems } from '../../../kit/formats/source.ts'
import { encodeText } from './bodies.ts'
import type { TableFile, TableRow } from './tables.ts'

const DELETED = 0x2a
const END = 0x1a

interface Record extends TableRow {
  bytes: Buffer
}

/**
 * A DBF file as a table of its text and number fields. What is written has the same header but for the number of
 * records.
 * @throws SystemFault for what is none, or is cut
 */
export function readDbfTable(name: string, file: Buffer): TableFile & { hasMemo: boolean } {
  const problems = new Problems('a DBF file', 'record', { stage: 'record' })
  if (file.length < 32) throw problems.fault('truncated', 'ends within its header')
  const length = headerLengthOf(file, problems)
  const header = readDbfHeader(file.subarray(0, length), undefined, problems)
  const { fields, decoder, recordLength, records } = header
  const textOf = (record: Buffer, { offset, length }: DbfField): string =>
    decoder.decode(record, offset, offset + length) ?? ''
  const rows: Record[] = []
  for (let at = length; rows.length < records && at + recordLength <= file.length; at += recordLength) {
    const bytes = file.subarray(at, at + recordLength)
    rows.push({ bytes, cells: fields.map(field => textOf(bytes, field)), isDeleted: bytes[0] === DELETED })
  }
  if (rows.length < records)
    throw problems.fault('truncated', `has ${rows.length} of the ${records} records that its header counts`)
  return {
    name,
    columns: fields.map(field => field.name),
    rows,
    hasMemo: fields.some(({ type }) => type === 'M'),
    write(chosen, cell) {
      const head = Buffer.from(file.subarray(0, length))
      head.writeUInt32LE(chosen.length, 4)
      return Buffer.concat([head, ...chosen.map(row => written(row as Record, fields, decoder.name, cell)),
        Buffer.of(END)])
    }
  }
}

function written(
  { bytes, cells }: Record,
  fields: readonly DbfField[],
  charset: string,
  cell: (column: string, text: string) => string
): Buffer {
  const record = Buffer.from(bytes)
  for (const [index, { name, type, offset, length }] of fields.entries()) {
    const text = cells[index] ?? ''
    // What a memo says lies in another file, which is not copied.
    const next = type === 'M' ? '' : cell(name, text)
    if (next === text || (type !== 'C' && type !== 'D' && type !== 'N' && type !== 'F' && type !== 'M')) continue
    const encoded = encodeText(next, charset).subarray(0, length)
    record.fill(0x20, offset, offset + length)
    encoded.copy(record, type === 'N' || type === 'F' ? offset + length - encoded.length : offset)
  }
  return record
}
