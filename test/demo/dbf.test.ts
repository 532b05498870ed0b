import t from 'tap'
import { type DbfColumn, dbfFile, dbfHeader } from '../../demo/dbf.ts'

const columns: DbfColumn[] = [
  { name: 'NM_WP', type: 'C', length: 8 },
  { name: 'LUAS', type: 'N', length: 6 },
  { name: 'NILAI', type: 'N', length: 8, decimals: 2 },
  { name: 'TGL', type: 'D', length: 8 }
]
type Row = readonly [string, number | string, number | string, string]
const file = (rows: readonly Row[], deleted: readonly number[] = []): Buffer =>
  dbfFile({ columns, rows, cells: row => row, isDeleted: row => deleted.includes(rows.indexOf(row)),
    updatedOn: new Date('2026-11-20T00:00:00Z') })
const body = (bytes: Buffer): string => bytes.subarray(32 * 5 + 1).toString('latin1')

t.test('the header tells version, day, counts, lengths and the code page', t => {
  const header = dbfHeader(columns, 1_234, new Date('2026-11-20T00:00:00Z'))
  t.same([...header.subarray(0, 4)], [0x03, 126, 11, 20])
  t.equal(header.readUInt32LE(4), 1_234)
  t.equal(header.readUInt16LE(8), 32 * 5 + 1)
  t.equal(header.readUInt16LE(10), 1 + 8 + 6 + 8 + 8)
  t.equal(header[29], 0x03, 'Windows-1252')
  t.equal(header.at(-1), 0x0d)
  t.end()
})

t.test('a field has its name, type, length and decimals', t => {
  const field = dbfHeader(columns, 0, new Date(0)).subarray(32 * 3, 32 * 4)
  t.equal(field.subarray(0, 11).toString('latin1').replace(/\0+$/, ''), 'NILAI')
  t.same([String.fromCharCode(field[11] ?? 0), field[16], field[17]], ['N', 8, 2])
  t.throws(() => dbfHeader([{ name: 'KD_KECAMATAN', type: 'C', length: 3 }], 0, new Date(0)),
    /too long for a DBF field/)
  t.end()
})

t.test('records are padded: texts to the left, numbers to the right; what is too long is cut', t => {
  t.equal(body(file([['IMAS', 12, 3.5, '20261120']])), ' IMAS        12    3.5020261120\u001a')
  t.equal(body(file([['SITI ROHAYATI', 1_234_567, '', '']])), ` SITI ROH******${' '.repeat(16)}\u001a`,
    'a number that does not fit is stars')
  t.end()
})

t.test('texts are in Windows-1252, and deleted records stay with a mark', t => {
  const bytes = file([['“RENÉ”', 1, 1, ''], ['ASEP', 2, 2, '']], [1])
  t.equal(body(bytes).slice(0, 9), ' \u0093REN\u00c9\u0094  ')
  t.equal(body(bytes)[31], '*')
  t.equal(bytes.readUInt32LE(4), 2, 'and counts')
  t.equal(bytes.at(-1), 0x1a)
  t.end()
})
