import { readSheet } from 'read-excel-file/node'
import t from 'tap'
import { readXlsx, type XlsxOptions, type XlsxRow } from '../../../src/kit/formats/xlsx.ts'
import { heldBytes } from '../../services/memory.ts'
import { endless, failureOf, pieces, rowsOf } from './rows.ts'
import { buildWorkbook, buildZip, type BuiltWorkbook, cells } from './xlsx-builder.ts'

const xlsx = (built: BuiltWorkbook | Buffer, options?: XlsxOptions) =>
  readXlsx([Buffer.isBuffer(built) ? built : buildWorkbook(built)], options)
const rows = (built: BuiltWorkbook | Buffer, options?: XlsxOptions) => rowsOf(xlsx(built, options))
const sheet = (...data: string[]): BuiltWorkbook => ({ sheets: [{ name: 'Data', data: data.join('') }] })
const permits = sheet(cells(1, 'KODE', 'NAMA', 'NILAI'), cells(2, '0012', 'CV. ASIH', 1_500_000),
  cells(3, '0013', 'Toko &amp; Kios', 0.5))
const expected: XlsxRow[] = [
  { KODE: '0012', NAMA: 'CV. ASIH', NILAI: 1_500_000 },
  { KODE: '0013', NAMA: 'Toko & Kios', NILAI: 0.5 }
]

t.test('rows are read by the names of the header row, codes stay text', async t => {
  t.strictSame(await rows(permits), expected)
})

t.test('another library reads the same from the same file', async t => {
  t.strictSame(await readSheet(buildWorkbook(permits)), [['KODE', 'NAMA', 'NILAI'],
    ...expected.map(row => Object.values(row))])
})

t.test('it does not matter how the bytes come', async t => {
  for (const size of [1, 7, 1000]) t.strictSame(await rowsOf(readXlsx(pieces(buildWorkbook(permits), size))), expected)
})

t.test('shared texts are read with their runs, without their readings', async t => {
  const built: BuiltWorkbook = {
    ...sheet(
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row><row r="3"><c ' +
        'r="A3" t="s"><v>2</v></c></row>'
    ),
    texts:
      '<si><t>NAMA</t></si><si><r><t xml:space="preserve">CV. </t></r><r><rPr><b/></rPr><t>ASIH</t></r><rPh sb="0" ' +
      'eb="1"><t>x</t></rPh></si><si><t>a_x000D_\nb</t></si>'
  }
  t.strictSame(await rows(built), [{ NAMA: 'CV. ASIH' }, { NAMA: 'a\r\nb' }])
})

const valueOf = async (cell: string, more: Partial<BuiltWorkbook> = {}): Promise<unknown> => {
  const [row] = await rows({ ...sheet(cells(1, 'X', 'Y'), `<row r="2">${cell}<c r="B2"><v>1</v></c></row>`), ...more })
  return row?.['X']
}

t.test('every kind of cell has its value', async t => {
  const kinds = [
    ['<c r="A2"><v>12.5</v></c>', 12.5],
    ['<c r="A2" t="n"><v>-1E-3</v></c>', -0.001],
    ['<c r="A2"><v>3273025203459991</v></c>', 3_273_025_203_459_991],
    ['<c r="A2"><v>99999999999999999999</v></c>', '99999999999999999999'],
    ['<c r="A2" t="b"><v>1</v></c>', true],
    ['<c r="A2" t="b"><v>0</v></c>', false],
    ['<c r="A2" t="e"><v>#N/A</v></c>', '#N/A'],
    ['<c r="A2" t="str"><f>A1&amp;"x"</f><v>Xx</v></c>', 'Xx'],
    ['<c r="A2"><f>1+1</f><v>2</v></c>', 2],
    ['<c r="A2"><f>1+1</f></c>', null],
    ['<c r="A2" t="d"><v>2026-11-20</v></c>', '2026-11-20'],
    ['<c r="A2" s="0"/>', null],
    ['', null],
    ['<c r="A2" t="inlineStr"><is><t>007</t></is></c>', '007']
  ] as const
  for (const [cell, value] of kinds) t.equal(await valueOf(cell), value, cell)
})

t.test('numbers with a format of days or times are dates, others stay numbers', async t => {
  const shown = [
    [14, 46_346, '2026-11-20'],
    [22, 46_346.34375, '2026-11-20T08:15:00'],
    [22, 46_346, '2026-11-20T00:00:00'],
    [20, 0.34375, '08:15:00'],
    ['dd/mm/yyyy', 46_346, '2026-11-20'],
    ['[$-421]dd mmmm yyyy;@', 46_346, '2026-11-20'],
    ['yyyy\\-mm\\-dd hh:mm', 46_346.5, '2026-11-20T12:00:00'],
    ['mmm', 46_346, '2026-11-20'],
    ['hh:mm', 0.5, '12:00:00'],
    ['hh:mm', 46_346.5, '2026-11-20T12:00:00'],
    ['dd/mm/yyyy', 46_346.99999999, '2026-11-21'],
    ['[h]:mm', 1.5, 1.5],
    ['"Rp"\\ #,##0', 5000, 5000],
    ['[$Rp-421]#,##0.00', 5000, 5000],
    ['#,##0" hari"', 5, 5],
    ['General', 5, 5],
    ['0.00E+00', 5, 5],
    ['@', 5, 5],
    ['dd/mm/yyyy', -1, -1],
    ['dd/mm/yyyy', 99_999_999, 99_999_999],
    ['dd/mm/yyyy', 1, '1900-01-01'],
    ['dd/mm/yyyy', 59, '1900-02-28'],
    ['dd/mm/yyyy', 61, '1900-03-01']
  ] as const
  for (const [format, number, value] of shown) {
    t.equal(await valueOf(`<c r="A2" s="1"><v>${number}</v></c>`, { formats: [format] }), value,
      `${format} of ${number}`)
  }
  t.equal(await valueOf('<c r="A2" s="1"><v>44884</v></c>', { formats: [14], date1904: true }), '2026-11-20')
})

t.test('a sheet is found by its name or its place', async t => {
  const built: BuiltWorkbook = {
    sheets: [{ name: 'Sampul', data: cells(1, 'A') + cells(2, 'satu') }, { name: 'Data Izin',
      data: cells(1, 'A') + cells(2, 'dua') }]
  }
  t.strictSame(await rows(built), [{ A: 'satu' }])
  t.strictSame(await rows(built, { sheet: 2 }), [{ A: 'dua' }])
  t.strictSame(await rows(built, { sheet: 'data izin' }), [{ A: 'dua' }])
  t.match(await failureOf(xlsx(built, { sheet: 'Rekap' })), { kind: 'unreadable',
    message: 'sent an XLSX file that has no sheet Rekap' })
  t.match(await failureOf(xlsx(built, { sheet: 3 })), { message: 'sent an XLSX file that has no sheet 3' })
})

t.test('cells without a place follow one another, and gaps stay gaps', async t => {
  const data = '<row><c t="inlineStr"><is><t>A</t></is></c><c ' +
    't="inlineStr"><is><t>B</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row><row r="9"><c ' +
    'r="B9"><v>3</v></c></row>'
  t.strictSame(await rows(sheet(data)), [{ A: 1, B: 2 }, { A: null, B: 3 }])
})

t.test('rows without values are passed over, values beside the header are named by their place', async t => {
  const data = cells(1, 'A', null, 'A') + cells(2) + cells(3, null, '') + cells(4, 'x', 'y', 'z', 'w')
  t.strictSame(await rows(sheet(data)), [{ 'A': 'x', 'column_2': 'y', 'A[2]': 'z', 'column_4': 'w' }])
})

t.test('titles above the header are passed over, merged names stand for all their columns', async t => {
  const data = [
    cells(1, 'REKAP IZIN KOTA'),
    cells(3, 'NO', 'PEMOHON', null, 'IZIN', null),
    cells(4, null, 'NAMA', 'ALAMAT', 'JENIS', 'TANGGAL'),
    cells(5, 1, 'Ujang', 'Jl. Asia', 'SIUP', 'x')
  ].join('')
  t.strictSame(
    await rows({ sheets: [{ name: 'D', data, after: '<mergeCells><mergeCell ref="B3:C3"/></mergeCells>' }] }, {
      headerRow: 3,
      headerRows: 2
    }),
    [
      { 'NO': 1, 'PEMOHON NAMA': 'Ujang', 'PEMOHON ALAMAT': 'Jl. Asia', 'IZIN JENIS': 'SIUP', 'IZIN TANGGAL': 'x' }
    ]
  )
})

t.test('a sheet without a header, or without a column that is needed, is refused', async t => {
  t.match(await failureOf(xlsx(sheet())), { kind: 'unreadable',
    message: 'sent an XLSX file that has no names in row 1' })
  t.match(await failureOf(xlsx(permits, { headerRow: 9 })), { message: 'sent an XLSX file that has no names in row 9' })
  t.match(await failureOf(xlsx(permits, { required: ['KODE', 'TANGGAL'] })), {
    message: 'sent an XLSX file that has no column TANGGAL'
  })
  t.strictSame(await rows(sheet(cells(1, 'A'))), [])
})

const bomb = `<row r="1"><c><v>${'0'.repeat(30_000_000)}</v></c></row>`
const entity = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
const workbook = buildWorkbook(permits)
const stored = (name: string, content: string, more = {}) => buildZip([{ name, content, ...more }])
const refused = [
  ['nothing', Buffer.alloc(0), 'truncated', 'is empty'],
  ['an old Excel file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]), 'unreadable',
    'is an old Excel file (xls), or one with a password'],
  ['HTML that calls itself Excel', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'unreadable',
    'is HTML or XML that calls itself XLSX'],
  ['CSV that calls itself Excel', Buffer.from('A;B\n1;2\n'), 'unreadable', 'is no zip archive'],
  ['another zip archive', stored('surat.txt', 'x'), 'unreadable', 'is a zip archive but no workbook'],
  ['a zip bomb', buildWorkbook(sheet(bomb)), 'oversized',
    'has a part of more than 536870912 bytes, or of 250 times its packed size'],
  ['an encrypted part', stored('xl/workbook.xml', 'x', { flags: 1 }), 'unreadable', 'is encrypted'],
  ['a part of an unknown method', stored('xl/workbook.xml', 'x', { method: 12 }), 'unreadable',
    'is packed by a method that is not known'],
  ['a part larger than declared', stored('xl/workbook.xml', `<a>${'x'.repeat(5000)}</a>`, { declaredSize: 10 }),
    'unreadable', 'has a part that is larger than it declares'],
  ['a part smaller than declared', stored('xl/workbook.xml', '<a></a>', { declaredSize: 10 }), 'truncated',
    'has a part that is smaller than it declares'],
  ['a wrong checksum', stored('xl/workbook.xml', '<a></a>', { declaredCrc: 1 }), 'unreadable',
    'has a part whose checksum is wrong'],
  ['a part that is not deflated', stored('xl/workbook.xml', 'bukan deflate', { isStored: true, method: 8 }),
    'unreadable', 'has a part that cannot be unpacked'],
  ['an entity bomb in a sheet',
    buildWorkbook({ ...permits, parts: { 'xl/worksheets/sheet1.xml': `${entity}<worksheet>&c;</worksheet>` } }),
    'unreadable', 'has a document type, which is refused'],
  ['an entity bomb in the texts',
    buildWorkbook({ ...permits, parts: { 'xl/sharedStrings.xml': `${entity}<sst>&c;</sst>` } }), 'unreadable',
    'has a document type, which is refused'],
  ['a sheet that is cut',
    buildWorkbook({ ...permits, parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1' } }),
    'truncated', 'ends within an element'],
  ['a sheet that is not there', buildWorkbook({ ...permits, parts: { 'xl/worksheets/sheet1.xml': undefined } }),
    'unreadable', 'lacks a part that it refers to'],
  ['a cell of many texts',
    buildWorkbook(sheet(`<row><c><v>${`<![CDATA[${'ab'.repeat(300_000)}]]>`.repeat(2)}</v></c></row>`)), 'oversized',
    /has a (?:text|part) of more than/]
] as const
for (const [name, bytes, kind, message] of refused) {
  t.test(`${name} is refused`, async t => {
    const before = heldBytes()
    t.match(await failureOf(xlsx(bytes)), { kind, stage: 'parse',
      message: typeof message === 'string' ? `sent an XLSX file that ${message}` : message })
    t.ok(heldBytes() - before < 16 * 1024 * 1024)
  })
}

const broken = [
  ['a number that is none', '<row r="7"><c><v>dua</v></c></row>', 'row 7 has a number that is none'],
  ['a text that is not there', '<row r="7"><c t="s"><v>5</v></c></row>', 'row 7 refers to a text that is not there'],
  ['a cell in no column', '<row r="7"><c r="7"><v>5</v></c></row>', 'row 7 has a cell in no column'],
  ['a cell far to the right', '<row r="7"><c r="XFD7"><v>5</v></c></row>', 'row 7 has more than 1000 columns']
] as const
for (const [name, data, message] of broken) {
  t.test(`${name} is refused with its row`, async t => {
    t.match(await failureOf(xlsx(sheet(cells(1, 'A'), data))), { message: `sent an XLSX file whose ${message}` })
  })
}

t.test('styled cells without a value may lie anywhere', async t => {
  t.strictSame(await rows(sheet(cells(1, 'A'), '<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="0"/></row>')), [{
    A: 1
  }])
})

t.test('a file that was cut anywhere is refused', async t => {
  for (let length = 0; length < workbook.length; length += length < 40 ? 1 : 7) {
    t.match(await failureOf(xlsx(workbook.subarray(0, length))), { name: 'SystemFault',
      kind: length >= 4 || length === 0 ? 'truncated' : 'unreadable' }, `cut at ${length}`)
  }
})

t.test('no byte that is wrong makes anything but a fault or other values', async t => {
  for (let at = 0; at < workbook.length; at += 3) {
    const bytes = Buffer.from(workbook)
    bytes[at]! ^= 0xff
    try {
      await rows(bytes)
    } catch (error) {
      t.equal((error as Error).name, 'SystemFault', `byte ${at}`)
    }
  }
})

t.test('parts that share their bytes are refused', async t => {
  const names = Array.from({ length: 300 }, (_, index) => `xl/p${index}.xml`)
  const bytes = buildZip([...names.map(name => ({ name, content: '' })), { name: 'xl/workbook.xml',
    content: `<a>${'ab'.repeat(1000)}</a>`, isStored: true }])
  // All of them point to the last one.
  const table = bytes.readUInt32LE(bytes.length - 6)
  const last = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1')
  for (let at = table; at !== -1 && at < last; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1'))
    bytes.copy(bytes, at + 16, last + 16, last + 28)
  t.match(await failureOf(xlsx(bytes)), { kind: 'unreadable',
    message: 'sent an XLSX file that has a broken table of contents' })
})

t.test('a file without end is refused in bounded memory', async t => {
  const flood = endless(Buffer.alloc(64 * 1024, 'PK'))
  t.match(await failureOf(readXlsx(flood.source, { maxBytes: 1024 * 1024 })), { kind: 'oversized',
    message: 'sent an XLSX file that has more than 1048576 bytes' })
  t.ok(flood.isClosed)
})
