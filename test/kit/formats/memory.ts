// node --max-old-space-size=24 memory.ts <format>: reads 200,000 rows of a file that is made while it is read, and
// prints
// how many there were. With so little memory it does not come to an end if rows are kept.
import { readCsv } from '../../../src/kit/formats/csv.ts'
import { readDbf } from '../../../src/kit/formats/dbf.ts'
import { readFixedWidth } from '../../../src/kit/formats/fixed-width.ts'
import { readXlsx } from '../../../src/kit/formats/xlsx.ts'
import { readXmlRows } from '../../../src/kit/formats/xml-rows.ts'
import { buildDbf } from './dbf-builder.ts'
import { buildWorkbook, cells } from './xlsx-builder.ts'

const BLOCKS = 200
const ROWS = 1000
const number = (index: number): string => String(index).padStart(8, '0')

function* blocks(start: string, row: (index: number) => string, end: string): Generator<Buffer> {
  yield Buffer.from(start, 'latin1')
  for (let block = 0; block < BLOCKS; block++) {
    yield Buffer.from(Array.from({ length: ROWS }, (_, index) => row(block * ROWS + index)).join(''))
  }
  yield Buffer.from(end, 'latin1')
}

const formats: Record<string, () => AsyncIterable<unknown>> = {
  'csv': () =>
    readCsv(blocks('NO;NAMA;CATATAN\n', index => `${number(index)};Ujang ${index};"a;b"\n`, ''), { separator: ';' }),
  'fixed-width': () =>
    readFixedWidth(blocks('', index => `${number(index)}Ujang ${number(index)}\r\n`, ''), {
      layout: [{ name: 'NO', from: 1, length: 8, type: 'number' }, { name: 'NAMA', from: 9, length: 14 }]
    }),
  'dbf': () => {
    const fields = [{ name: 'NO', type: 'N', length: 8 }, { name: 'NAMA', type: 'C', length: 20 }]
    const header = buildDbf({ fields, records: [], count: BLOCKS * ROWS, endMark: false }).toString('latin1')
    return readDbf(blocks(header, index => ` ${number(index)}${`Ujang ${index}`.padEnd(20)}`, '\u001a'))
  },
  'xml': () =>
    readXmlRows(
      blocks('<a>\n', index => `<r no="${index}"><NAMA>Ujang ${index}</NAMA></r>\n`, `<n>${BLOCKS * ROWS}</n></a>`),
      { rows: 'r', count: 'n' }
    ),
  'xlsx': () => {
    // Outside the heap: it is the input.
    const row = (index: number): string =>
      `<row><c><v>${index}</v></c><c t="inlineStr"><is><t>${index * 7919}</t></is></c></row>`
    const block = Array.from({ length: ROWS }, (_, index) => row(index)).join('')
    const data = Buffer.concat([
      Buffer.from(`<worksheet><sheetData>${cells(1, 'NO', 'NAMA')}`),
      Buffer.alloc(block.length * BLOCKS, block),
      Buffer.from('</sheetData></worksheet>')
    ])
    return readXlsx([buildWorkbook({ sheets: [{ name: 'D', data: '' }], parts: { 'xl/worksheets/sheet1.xml': data } })])
  }
}

const [name = '', keeps] = process.argv.slice(2)
const kept: unknown[] = []
let rows = 0
for await (const row of formats[name]!()) {
  rows += 1
  if (keeps !== undefined) kept.push(row)
}
process.stdout.write(String(rows))
