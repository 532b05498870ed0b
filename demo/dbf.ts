import iconv from 'iconv-lite'

/** A field of a DBF file: C text, N number, D date (YYYYMMDD). Names have ten characters at most. */
export interface DbfColumn {
  name: string
  type: 'C' | 'N' | 'D'
  length: number
  decimals?: number
}
export type DbfCell = string | number | undefined

const WINDOWS_1252 = 0x03
const DELETED = 0x2a
const BEYOND_LATIN = /[\u0080-\u009f\u0100-\uffff]/

/** The header of a dBASE III file whose texts are in windows-1252. */
export function dbfHeader(columns: readonly DbfColumn[], records: number, updatedOn: Date): Buffer {
  const header = Buffer.alloc(32 * (columns.length + 1) + 1)
  header[0] = 0x03
  header[1] = updatedOn.getUTCFullYear() - 1900
  header[2] = updatedOn.getUTCMonth() + 1
  header[3] = updatedOn.getUTCDate()
  header.writeUInt32LE(records, 4)
  header.writeUInt16LE(header.length, 8)
  header.writeUInt16LE(recordLength(columns), 10)
  header[29] = WINDOWS_1252
  for (const [index, { name, type, length, decimals = 0 }] of columns.entries()) {
    if (name.length > 10) throw new Error(`${name} is too long for a DBF field`)
    const at = 32 * (index + 1)
    header.write(name, at, 'latin1')
    header.write(type, at + 11, 'latin1')
    header[at + 16] = length
    header[at + 17] = decimals
  }
  header[header.length - 1] = 0x0d
  return header
}

export interface DbfRows<Row> {
  columns: readonly DbfColumn[]
  rows: readonly Row[]
  cells(row: Row): readonly DbfCell[]
  /** A deleted record stays in the file, with a mark. */
  isDeleted?(row: Row): boolean
}

/** Records, one behind the other. What is too long is cut, as the old programs do. */
export function dbfRecords<Row>({ columns, rows, cells, isDeleted = () => false }: DbfRows<Row>): Buffer {
  const records = Buffer.alloc(rows.length * recordLength(columns), ' ')
  let at = 0
  for (const row of rows) {
    if (isDeleted(row)) records[at] = DELETED
    at += 1
    const values = cells(row)
    for (const [index, column] of columns.entries()) {
      writeCell(records, at, column, values[index] ?? '')
      at += column.length
    }
  }
  return records
}

export function dbfFile<Row>(table: DbfRows<Row> & { updatedOn: Date }): Buffer {
  return Buffer.concat([dbfHeader(table.columns, table.rows.length, table.updatedOn), dbfRecords(table), dbfEnd])
}

export const dbfEnd = Buffer.of(0x1a)

function writeCell(
  records: Buffer,
  at: number,
  { type, length, decimals = 0 }: DbfColumn,
  cell: string | number
): void {
  const text = typeof cell === 'number' ? cell.toFixed(decimals) : cell
  if (type === 'N')
    records.write(text.length > length ? '*'.repeat(length) : text, at + Math.max(0, length - text.length), 'latin1')
  else if (BEYOND_LATIN.test(text)) iconv.encode(text.slice(0, length), 'windows-1252').copy(records, at)
  else records.write(text, at, length, 'latin1')
}

function recordLength(columns: readonly DbfColumn[]): number {
  return columns.reduce((sum, { length }) => sum + length, 1)
}
