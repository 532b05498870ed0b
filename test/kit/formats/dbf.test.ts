import { DBFFile } from 'dbffile'
import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type DbfInfo, type DbfOptions, readDbf } from '../../../src/kit/formats/dbf.ts'
import type { BadRow } from '../../../src/kit/formats/source.ts'
import { heldBytes } from '../../services/memory.ts'
import { seeded } from '../seeded.ts'
import { buildDbf, type BuiltDbf } from './dbf-builder.ts'
import { anyPieces, endless, failureOf, pieces, rowsOf } from './rows.ts'

const dbf = (built: BuiltDbf | Buffer, options?: DbfOptions) =>
  readDbf([Buffer.isBuffer(built) ? built : buildDbf(built)], options)
const rows = (built: BuiltDbf | Buffer, options?: DbfOptions) => rowsOf(dbf(built, options))
const values = async (type: string, length: number, list: (string | Buffer)[], more: Partial<BuiltDbf> = {}) => {
  const all = await rows({ fields: [{ name: 'X', type, length }], records: list.map(value => [value]), ...more })
  return all.map(({ X }) => X)
}

const taxObjects: BuiltDbf = {
  fields: [
    { name: 'NOP', type: 'C', length: 18 },
    { name: 'NM_WP', type: 'C', length: 30 },
    { name: 'LUAS', type: 'N', length: 12, decimals: 2 },
    { name: 'TGL_TERBIT', type: 'D', length: 8 },
    { name: 'LUNAS', type: 'L', length: 1 }
  ],
  records: [
    ['327302000100100010', 'H. UJANG', '120.50', '20260105', 'T'],
    ['327302000100100020', 'DIHAPUS', '1.00', '20260105', 'F'],
    ['327302000100100030', 'CAFÉ “ASIH”', '', '', '?']
  ],
  deleted: [1]
}

t.test('records become rows of typed values, deleted ones are passed over and counted', async t => {
  let counts: unknown
  t.strictSame(await rows(taxObjects, { onEnd: ended => (counts = ended) }), [
    { NOP: '327302000100100010', NM_WP: 'H. UJANG', LUAS: 120.5, TGL_TERBIT: '2026-01-05', LUNAS: true },
    { NOP: '327302000100100030', NM_WP: 'CAFÉ “ASIH”', LUAS: null, TGL_TERBIT: null, LUNAS: null }
  ])
  t.strictSame(counts, { rows: 2, deleted: 1 })
})

t.test('the header is told before the first row', async t => {
  let header: DbfInfo | undefined
  for await (const row of dbf(taxObjects, { onHeader: told => (header = told) })) {
    t.ok(row)
    t.match(header, { version: 3, records: 3, updatedOn: '2026-11-20', charset: 'windows-1252' })
    t.strictSame(header?.fields[2], { name: 'LUAS', type: 'N', length: 12 })
    break
  }
  for (const [changedOn, day] of [[[26, 1, 2], '2026-01-02'], [[99, 12, 31], '1999-12-31'], [[0, 0, 0],
    undefined]] as const)
  {
    await rows({ ...taxObjects, changedOn: [...changedOn] }, { onHeader: told => (header = told) })
    t.equal(header?.updatedOn, day)
  }
})

t.test('every way to cut the bytes gives the same rows', async t => {
  const bytes = buildDbf(taxObjects)
  const expected = await rows(taxObjects)
  for (let size = 1; size <= bytes.length; size++)
    t.strictSame(await rowsOf(readDbf(pieces(bytes, size))), expected, `pieces of ${size}`)
})

t.test('what another library writes is read', async t => {
  const path = join(mkdtempSync(join(t.testdir(), 'dbf-')), 'a.dbf')
  const file = await DBFFile.create(path, [
    { name: 'TEKS', type: 'C', size: 20 },
    { name: 'ANGKA', type: 'N', size: 15, decimalPlaces: 2 },
    { name: 'PECAHAN', type: 'F', size: 10, decimalPlaces: 3 },
    { name: 'HARI', type: 'D', size: 8 },
    { name: 'YA', type: 'L', size: 1 }
  ], { encoding: 'cp1252' })
  const random = seeded(3)
  const written = Array.from({ length: 300 }, () => ({
    TEKS: random.text('abc é“', 0, 20).trimEnd(),
    ANGKA: random.int(-1e9, 1e9) / 100,
    PECAHAN: random.int(-1e5, 1e5) / 1000,
    HARI: new Date(Date.UTC(random.int(1950, 2026), random.int(0, 11), random.int(1, 28))),
    YA: random.pick([true, false])
  }))
  await file.appendRecords(written)
  t.strictSame(
    await rowsOf(readDbf(anyPieces(readFileSync(path), 5))),
    written.map(row => ({ ...row, HARI: row.HARI.toISOString().slice(0, 10) }))
  )
})

t.test('text is read in the character set of the language driver, or in another', async t => {
  const cases = [['cp437', 0x01], ['cp850', 0x02], ['windows-1252', 0x03], ['windows-1252', 0x57], ['windows-1252',
    0]] as const
  for (const [charset, languageDriver] of cases)
    t.strictSame(await values('C', 10, ['Café'], { charset, languageDriver }), ['Café'])
  const built: BuiltDbf = { fields: [{ name: 'X', type: 'C', length: 10 }], records: [['Café Ñ']], charset: 'utf-8',
    languageDriver: 0x03 }
  t.strictSame(await rows(built, { charset: 'utf-8' }), [{ X: 'Café Ñ' }])
  t.strictSame(await rows(built), [{ X: 'CafÃ© Ã‘' }])
  await t.rejects(rows(built, { charset: 'klingon' }), TypeError)
})

t.test('text that is not of its character set is named with its record and field', async t => {
  const built: BuiltDbf = { fields: [{ name: 'A', type: 'C', length: 2 }, { name: 'B', type: 'C', length: 8 }],
    records: [['x', 'y'], ['x', 'Café']] }
  t.match(await failureOf(dbf(built, { charset: 'utf-8' })), { kind: 'unreadable',
    message: 'sent a DBF file whose record 2 has a B that cannot be read' })
})

t.test('leading blanks stay, blanks and NULs behind a text go', async t => {
  t.strictSame(await values('C', 6, ['  ab', Buffer.from('ab\0\0\0\0'), Buffer.from('a\0b \0 '), '', Buffer.alloc(6)]),
    ['  ab', 'ab', 'ab', '', ''])
})

t.test('numbers are exact, and text where a number would not be', async t => {
  const list = ['0', '-12.50', '007', '.5', '5.', '3273025203459991', '99999999999999999999', '0.1234567890123456',
    '12345678901234.56', '1.5E+03', '']
  t.strictSame(await values('N', 20, list), [0, -12.5, 7, 0.5, 5, 3273025203459991, '99999999999999999999',
    '0.1234567890123456', '12345678901234.56', 1500, null])
  t.strictSame(await values('F', 20, ['1.5E+03', '-1']), [1500, -1])
})

t.test('what is no number is given as its text', async t => {
  t.strictSame(
    await values('N', 6, ['******', '12,50', 'abc', '0x10', '1 2', Buffer.alloc(6), Buffer.from('12\0\0\0\0')]),
    ['******', '12,50', 'abc', '0x10', '1 2', null, 12]
  )
})

t.test('blank dates are null, impossible ones are given as their text', async t => {
  const list = ['20240229', '', '00000000', Buffer.alloc(8), '20261399', '20230229', '2026', '19000101', 'abcdefgh',
    '19000229', '20000229', '20260431']
  t.strictSame(await values('D', 8, list), ['2024-02-29', null, null, null, '20261399', '20230229', '2026',
    '1900-01-01', 'abcdefgh', '19000229', '2000-02-29', '20260431'])
})

t.test('yes and no are read in both languages, anything else is its text', async t => {
  t.strictSame(await values('L', 1, ['T', 't', 'Y', 'y', 'F', 'f', 'N', 'n', '?', ' ', 'J', Buffer.alloc(1)]), [
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    null,
    null,
    'J',
    null
  ])
})

const foxpro: Partial<BuiltDbf> = { version: 0x30, backlink: true }

t.test('FoxPro keeps integers, doubles, money and times in binary', async t => {
  const int = Buffer.alloc(4)
  int.writeInt32LE(-5)
  t.strictSame(await values('I', 4, [int], foxpro), [-5])
  const double = Buffer.alloc(8)
  double.writeDoubleLE(-107.6191)
  t.strictSame(await values('B', 8, [double], foxpro), [-107.6191])
  const money = [12_345_678n, -5n, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n].map(units => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(units)
    return bytes
  })
  t.strictSame(await values('Y', 8, money, foxpro), [1234.5678, -0.0005, '922337203685477.5807',
    '-922337203685477.5808'])
  const time = (day: number, ms: number): Buffer => {
    const bytes = Buffer.alloc(8)
    bytes.writeInt32LE(day)
    bytes.writeInt32LE(ms, 4)
    return bytes
  }
  const times = [time(2_461_365, 29_700_000), time(2_461_365, 29_699_999), time(0, 0), Buffer.from('        '),
    time(2_461_365, -1), time(2_147_483_647, 0)]
  t.strictSame(await values('T', 8, times, foxpro), ['2026-11-20T08:15:00', '2026-11-20T08:15:00', null, null, null,
    null])
})

t.test('FoxPro tells null from blank, and texts of variable length from their padding', async t => {
  const built: BuiltDbf = {
    ...foxpro,
    fields: [
      { name: 'A', type: 'N', length: 3, flags: 2 },
      { name: 'V', type: 'V', length: 5, flags: 2 },
      { name: '_NullFlags', type: '0', length: 1, flags: 5 }
    ],
    // Bits in order: A null, V length, V null.
    records: [
      ['0', Buffer.from([0x61, 0x62, 0x20, 0x20, 3]), Buffer.from([0b010])],
      ['0', Buffer.from('abcde'), Buffer.from([0b001])],
      ['1', Buffer.from('abcde'), Buffer.from([0b100])]
    ]
  }
  t.strictSame(await rows(built), [{ A: 0, V: 'ab ' }, { A: null, V: 'abcde' }, { A: 1, V: null }])
})

t.test("Clipper's texts longer than 255 bytes are read", async t => {
  const text = 'x'.repeat(600)
  t.strictSame(
    await rows({ fields: [{ name: 'A', type: 'C', length: 600 }, { name: 'B', type: 'C', length: 1 }],
      records: [[text, 'y']] }),
    [{ A: text, B: 'y' }]
  )
})

t.test('fields of one name are told apart', async t => {
  const fields = ['NAMA', 'NAMA', ''].map(name => ({ name, type: 'C', length: 2 }))
  t.strictSame(await rows({ fields, records: [['a', 'b', 'c']] }), [{ 'NAMA': 'a', 'NAMA[2]': 'b', 'column_3': 'c' }])
})

t.test('a file without a field that is needed is refused', async t => {
  t.match(await failureOf(dbf(taxObjects, { required: ['NOP', 'KD_BLOK'] })), { kind: 'unreadable',
    message: 'sent a DBF file that has no column KD_BLOK' })
})

t.test('only the fields that are asked for are read, and each must be there', async t => {
  t.strictSame((await rows(taxObjects, { fields: ['LUNAS', 'NOP'] }))[0], { NOP: '327302000100100010', LUNAS: true })
  t.match(await failureOf(dbf(taxObjects, { fields: ['NOP', 'KD_BLOK'] })), { kind: 'unreadable',
    message: 'sent a DBF file that has no column KD_BLOK' })
})

t.test('a file that was cut anywhere is truncated', async t => {
  const bytes = buildDbf(taxObjects)
  // The end mark alone may be missing: many programs write none.
  for (let length = 0; length < bytes.length - 1; length++)
    t.match(await failureOf(dbf(bytes.subarray(0, length))), { kind: 'truncated' }, `cut at ${length}`)
  t.equal((await rows(bytes.subarray(0, -1))).length, 2)
  t.match(await failureOf(dbf(bytes.subarray(0, -40))), {
    message: 'sent a DBF file that has 2 of the 3 records that its header counts'
  })
})

t.test('a file that goes on behind its last record is being written', async t => {
  const fault = await failureOf(dbf({ ...taxObjects, count: 2 }))
  t.match(fault, { kind: 'truncated', message: /goes on behind the 2 records/ })
})

t.test('a file whose room was reserved but not written is truncated', async t => {
  const bytes = buildDbf(taxObjects)
  bytes.fill(0, bytes.length - 72)
  t.match(await failureOf(dbf(bytes)), { kind: 'truncated', message: /has 2 of the 3 records/ })
})

t.test('bytes behind the end mark are no records', async t => {
  t.equal((await rows(Buffer.concat([buildDbf(taxObjects), Buffer.from(' '.repeat(500))]))).length, 2)
})

t.test('an end mark before the last record is truncated', async t => {
  t.match(await failureOf(dbf({ ...taxObjects, count: 4 })), { kind: 'truncated', message: /has 3 of the 4 records/ })
})

t.test('a file without records is empty, not broken', async t => {
  t.strictSame(await rows({ ...taxObjects, records: [], deleted: [] }), [])
})

const header = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = buildDbf(taxObjects)
  change(bytes)
  return bytes
}
const refused = [
  ['HTML', Buffer.from(`<!DOCTYPE html>${'x'.repeat(500)}`), 'does not begin as a DBF file does'],
  ['zeros', Buffer.alloc(500), 'does not begin as a DBF file does'],
  ['dBASE II', header(bytes => (bytes[0] = 0x02)), 'does not begin as a DBF file does'],
  ['dBASE 7', header(bytes => (bytes[0] = 0x04)), 'is of dBASE 7, whose layout is another'],
  ['an encrypted file', header(bytes => (bytes[15] = 1)), 'is encrypted'],
  ['a header without fields', header(bytes => bytes.writeUInt16LE(33, 8)), 'has a header without fields'],
  ['records without length', header(bytes => bytes.writeUInt16LE(0, 10)), 'has a header without fields'],
  ['a list of fields without end', header(bytes => (bytes[32 + 5 * 32] = 0)),
    'has a header whose list of fields does not end'],
  ['fields longer than their records', header(bytes => (bytes[32 + 16] = 200)),
    'has a header whose fields do not make up its records'],
  ['records longer than their fields', buildDbf({ ...taxObjects, recordLength: 71 }),
    'has a header whose fields do not make up its records'],
  ['a field of an unknown type', header(bytes => (bytes[32 + 11] = 0x58)), 'has a field of a type that is not known']
] as const
for (const [name, bytes, message] of refused) {
  t.test(`${name} is refused`, async t => {
    t.match(await failureOf(dbf(bytes)), { kind: 'unreadable', stage: 'parse',
      message: `sent a DBF file that ${message}` })
  })
}

t.test('a transaction that is not over is truncated', async t => {
  t.match(await failureOf(dbf(header(bytes => (bytes[14] = 1)))), { kind: 'truncated' })
})

t.test('a record that is none is refused, or passed over when somebody is told', async t => {
  const bytes = buildDbf({ ...taxObjects, endMark: false })
  bytes[bytes.length - 70] = 0x41
  t.match(await failureOf(dbf(bytes)), { kind: 'unreadable',
    message: 'sent a DBF file whose record 3 does not begin as a record does' })
  const bad: BadRow[] = []
  t.equal((await rows(bytes, { onBadRow: row => bad.push(row) })).length, 1)
  t.strictSame(bad, [{ row: 3, detail: 'does not begin as a record does' }])
})

t.test('the end of the source is waited for, and what lies there takes no memory', async t => {
  let taken = 0
  const rest = Buffer.alloc(1024 * 1024)
  const source = (async function*() {
    yield buildDbf(taxObjects)
    for (; taken < 100; taken++) yield rest
  })()
  const before = heldBytes()
  t.equal((await rowsOf(readDbf(source))).length, 2)
  t.equal(taken, 100)
  t.ok(heldBytes() - before < 50 * 1024 * 1024)
})

t.test('leaving early closes the source', async t => {
  const source = endless(buildDbf({ ...taxObjects, count: 4_000_000_000, endMark: false }))
  for await (const row of readDbf(source.source)) {
    t.ok(row)
    break
  }
  t.ok(source.isClosed)
})
