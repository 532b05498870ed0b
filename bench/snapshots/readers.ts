import { readCsv } from '../../src/kit/formats/csv.ts'
import { readDbf } from '../../src/kit/formats/dbf.ts'
import { type FixedField, readFixedWidth } from '../../src/kit/formats/fixed-width.ts'
import { columns } from './records.ts'

/** A row of any of the formats: numbers where the format knows them, else texts. */
export type Row = Record<string, string | number | boolean | null>

/** How each format of the same records is read. */
export const readers: Readonly<Record<string, (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Row>>> = {
  'dbf': bytes => readDbf(bytes),
  'fixed-width': bytes =>
    readFixedWidth(bytes, {
      layout: layout(),
      header: { starts: 'H', layout: [{ name: 'TANGGAL', from: 2, length: 8 }] },
      trailer: {
        starts: 'T',
        layout: [
          { name: 'JUMLAH', from: 2, length: 10, type: 'number' },
          { name: 'TOTAL_NJOP', from: 12, length: 20, type: 'number' }
        ],
        count: 'JUMLAH',
        sums: { TOTAL_NJOP: 'NJOP' }
      }
    }),
  'csv': bytes =>
    readCsv(bytes, { separator: ';', charset: 'windows-1252', required: columns.map(({ name }) => name),
      lastLineEnds: true })
}

function layout(): FixedField[] {
  let from = 2
  return columns.map(({ name, type, length }) => {
    const field: FixedField = { name, from, length, type: type === 'N' ? 'number' : 'text' }
    from += length
    return field
  })
}
