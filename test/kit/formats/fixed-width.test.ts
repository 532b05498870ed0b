import iconv from 'iconv-lite'
import t from 'tap'
import { type FixedRow, type FixedWidthOptions, readFixedWidth } from '../../../src/kit/formats/fixed-width.ts'
import type { BadRow } from '../../../src/kit/formats/source.ts'
import { endless, failureOf, pieces, rowsOf } from './rows.ts'

const layout = [
  { name: 'NOP', from: 1, length: 6 },
  { name: 'NAMA', from: 7, length: 8 },
  { name: 'BAYAR', from: 15, length: 6, type: 'number', decimals: 2 }
] as const
const read = (text: string | Buffer, options: Partial<FixedWidthOptions> = {}) =>
  readFixedWidth([Buffer.from(text)], { layout, ...options })
const rows = (text: string | Buffer, options?: Partial<FixedWidthOptions>) => rowsOf(read(text, options))
const one = '000001UJANG   001250'
const two = '000002IMAS    000005'
const expected = [{ NOP: '000001', NAMA: 'UJANG', BAYAR: 12.5 }, { NOP: '000002', NAMA: 'IMAS', BAYAR: 0.05 }]

t.test('fields are cut at their positions, with every kind of line end', async t => {
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    for (const last of ['', lineEnd, `${lineEnd}${lineEnd}`, `${lineEnd}\u001a`, '\u001a']) {
      t.strictSame(await rows(one + lineEnd + two + last), expected, JSON.stringify(lineEnd + last))
    }
  }
  t.strictSame(await rows(`${one}\r\r\n${two}`), expected, 'mixed ends make an empty line')
})

t.test('records without line ends are cut by their length', async t => {
  t.strictSame(await rows(one + two, { lineEnds: 'none' }), expected)
  t.strictSame(await rows(`${one}    ${two}    \u001a`, { lineEnds: 'none', recordLength: 24 }), expected)
  t.match(await failureOf(read(one + two.slice(0, 7), { lineEnds: 'none' })), { kind: 'truncated',
    message: 'sent a fixed-width file that ends within line 2' })
})

t.test('every way to cut the bytes gives the same rows', async t => {
  const text = `${one}\r\n\n${two}\r${one}\n${two}`
  for (let size = 1; size <= text.length; size++) {
    t.strictSame(await rowsOf(readFixedWidth(pieces(Buffer.from(text), size), { layout })), [...expected, ...expected],
      `pieces of ${size}`)
  }
  for (let size = 1; size <= 41; size++)
    t.strictSame(await rowsOf(readFixedWidth(pieces(Buffer.from(one + two), size), { layout, lineEnds: 'none' })),
      expected)
})

t.test('old character sets keep their positions', async t => {
  for (const charset of ['windows-1252', 'latin1', 'cp437', 'cp850', 'utf-8']) {
    t.strictSame(await rows(iconv.encode('000001CAFÉ Ñ  001250\n', charset), { charset }), [{ NOP: '000001',
      NAMA: 'CAFÉ Ñ', BAYAR: 12.5 }], charset)
  }
  t.strictSame(await rows('\uFEFF000001CAFÉ Ñ  001250\n'), [{ NOP: '000001', NAMA: 'CAFÉ Ñ', BAYAR: 12.5 }],
    'a mark wins')
})

t.test('a file in another character set than told is refused, with the line', async t => {
  const fault = await failureOf(
    read(iconv.encode(`${one}\n000002CAFÉ    000005\n`, 'windows-1252'), { charset: 'utf-8' })
  )
  t.match(fault, { kind: 'unreadable', message: 'sent a fixed-width file whose line 2 is not in utf-8' })
})

t.test('numbers are exact, or text when no number would be', async t => {
  const number = async (text: string, decimals = 0): Promise<unknown> => {
    const [row] = await rowsOf<FixedRow>(
      readFixedWidth([Buffer.from(text.padStart(22))], {
        layout: [{ name: 'X', from: 1, length: 22, type: 'number', decimals }]
      })
    )
    return row?.['X']
  }
  const cases = [
    ['000000', 0, 0],
    ['007', 0, 7],
    ['-12', 0, -12],
    ['12-', 0, -12],
    ['+5', 0, 5],
    ['1250', 2, 12.5],
    ['12.5', 2, 12.5],
    ['5', 2, 0.05],
    ['-5', 2, -0.05],
    ['', 0, null],
    ['3273025203459991', 0, 3273025203459991],
    ['99999999999999999999', 0, '99999999999999999999'],
    ['0099999999999999999999', 2, '999999999999999999.99'],
    ['-0', 0, 0],
    ['123456789012345', 2, 1234567890123.45],
    ['12345678901234567', 3, '12345678901234.567']
  ] as const
  for (const [text, decimals, value] of cases) t.equal(await number(text, decimals), value, `${text} with ${decimals}`)
})

t.test('what is no number is refused, with line and field', async t => {
  for (const wrong of ['12A456', '1 2', '--5', '-5-', '.', '1,5', '1e5']) {
    const fault = await failureOf(read(`${one}\n000002IMAS    ${wrong.padStart(6)}\n`))
    t.match(fault, { kind: 'unreadable',
      message: 'sent a fixed-width file whose line 2 has a BAYAR that is no number' }, wrong)
  }
})

t.test('lines too short or too long are refused, with their number', async t => {
  t.match(await failureOf(read(`${one}\n\n000002IMAS\n${two}\n`)), { kind: 'unreadable',
    message: 'sent a fixed-width file whose line 3 has 10 instead of 20 characters' })
  t.match(await failureOf(read(`${one}X\n`)), { kind: 'unreadable',
    message: 'sent a fixed-width file whose line 1 has 21 instead of 20 characters' })
  t.strictSame(await rows(`${one}   \n`), expected.slice(0, 1), 'blanks behind the last field are padding')
})

t.test('lines are counted alike whatever they end with', async t => {
  for (const lineEnd of ['\n', '\r\n', '\r']) {
    const bytes = Buffer.from([one, two, 'rusak', ''].join(lineEnd))
    for (let size = 1; size <= bytes.length; size++) {
      t.match(await failureOf(readFixedWidth(pieces(bytes, size), { layout })), {
        message: /line 3 has 5 instead of 20/
      }, `${JSON.stringify(lineEnd)} in pieces of ${size}`)
    }
  }
})

t.test('short lines are padded when that is allowed', async t => {
  t.strictSame(await rows('000001UJANG\n000002\n', { short: 'pad' }), [{ NOP: '000001', NAMA: 'UJANG', BAYAR: null }, {
    NOP: '000002',
    NAMA: '',
    BAYAR: null
  }])
})

t.test('bad lines are passed over when somebody is told', async t => {
  const bad: BadRow[] = []
  t.strictSame(await rows(`${one}\nrusak\n${two}\n`, { onBadRow: row => bad.push(row) }), expected)
  t.strictSame(bad, [{ row: 2, detail: 'has 5 instead of 20 characters' }])
})

t.test('NUL bytes are refused, or read as blanks', async t => {
  const text = '000001UJANG\0\0\u0000001250\n'
  t.match(await failureOf(read(text)), { kind: 'unreadable',
    message: 'sent a fixed-width file whose line 1 holds NUL bytes' })
  t.strictSame(await rows(text, { nul: 'blank' }), expected.slice(0, 1))
})

t.test('an empty file is truncated', async t => {
  for (const text of ['', '\u001a'])
    t.match(await failureOf(read(text)), { kind: 'truncated', message: 'sent a fixed-width file that is empty' })
})

t.test('a file that ends within a line is truncated, wherever it was cut', async t => {
  for (let length = 1; length < 20; length++)
    t.match(await failureOf(read(`${one}\n${two.slice(0, length)}`)), { kind: 'truncated' }, `after ${length}`)
})

const control = {
  header: { starts: 'H', layout: [{ name: 'TANGGAL', from: 2, length: 8 }] },
  trailer: {
    starts: 'T',
    layout: [
      { name: 'JUMLAH', from: 2, length: 4, type: 'number' },
      { name: 'TOTAL', from: 6, length: 8, type: 'number', decimals: 2 }
    ],
    count: 'JUMLAH',
    sums: { TOTAL: 'BAYAR' }
  }
} as const

t.test('header and trailer are no records, and are told', async t => {
  const told: FixedRow[] = []
  const header = { ...control.header, onRead: (fields: FixedRow) => told.push(fields) }
  const trailer = { ...control.trailer, onRead: (fields: FixedRow) => told.push(fields) }
  t.strictSame(await rows(`H20261120\n${one}\n${two}\nT000200001255\n`, { header, trailer }), expected)
  t.strictSame(told, [{ TANGGAL: '20261120' }, { JUMLAH: 2, TOTAL: 12.55 }])
})

t.test('a header alone and a trailer of zeros is a file without records', async t => {
  t.strictSame(await rows('H20261120\nT000000000000\n', control), [])
})

const wrongControls = [
  ['a wrong count', `H20261120\n${one}\nT000200001250\n`, 'truncated',
    'that has 1 records where its control record counts 2'],
  ['a wrong sum', `H20261120\n${one}\nT000100001249\n`, 'truncated',
    'that has records whose BAYAR do not come to the control total TOTAL'],
  ['no trailer', `H20261120\n${one}\n${two}\n`, 'truncated', 'that ends without its trailer record'],
  ['only a header', 'H20261120\n', 'truncated', 'that ends without its trailer record'],
  ['no header', `${one}\nT000100001250\n`, 'unreadable', 'that does not begin with its header record'],
  ['a record behind the trailer', `H20261120\nT000000000000\n${one}\n`, 'unreadable',
    'whose line 3 stands behind the trailer record'],
  ['a trailer that was cut', `H20261120\n${one}\nT0001000012`, 'unreadable',
    'whose line 3 begins as a control record but is too short'],
  ['a trailer without numbers', `H20261120\n${one}\nT00X100001250\n`, 'unreadable',
    'whose line 3 begins as a control record but has a JUMLAH that is no number'],
  ['a blank control total', `H20261120\n${one}\nT    00001250\n`, 'unreadable',
    'whose line 3 has no control total JUMLAH']
] as const
for (const [name, text, kind, message] of wrongControls) {
  t.test(`${name} is a fault`, async t => {
    t.match(await failureOf(read(text, control)), { kind, stage: 'parse',
      message: `sent a fixed-width file ${message}` })
  })
}

t.test('records that were passed over count, and their sums are not asked for', async t => {
  const text = `H20261120\n${one}\nrusak\nT000299999999\n`
  t.strictSame(await rows(text, { ...control, onBadRow: () => {} }), expected.slice(0, 1))
  t.match(await failureOf(read(text.replace('T0002', 'T0001'), { ...control, onBadRow: () => {} })), {
    kind: 'truncated'
  })
})

t.test('sums larger than any number are exact', async t => {
  const big = [{ name: 'X', from: 1, length: 19, type: 'number' }] as const
  const trailer = { starts: 'T', layout: [{ name: 'S', from: 2, length: 20, type: 'number' }],
    sums: { S: 'X' } } as const
  const text = '9223372036854775807\n9223372036854775806\n'
  t.equal(
    (await rowsOf(readFixedWidth([Buffer.from(`${text}T18446744073709551613\n`)], { layout: big, trailer }))).length,
    2
  )
  t.match(await failureOf(readFixedWidth([Buffer.from(`${text}T18446744073709551612\n`)], { layout: big, trailer })), {
    kind: 'truncated'
  })
})

t.test('a line of gigabytes is refused in bounded memory', async t => {
  const line = endless(Buffer.alloc(64 * 1024, 'x'))
  t.match(await failureOf(readFixedWidth(line.source, { layout })), { kind: 'oversized',
    message: 'sent a fixed-width file whose line 1 has more than 65536 bytes' })
  t.ok(line.taken <= 3 * 64 * 1024)
  t.ok(line.isClosed)
  const whole = `${one}\n${'x'.repeat(70_000)}\n`
  t.match(await failureOf(read(whole)), { kind: 'oversized', message: /line 2/ })
})

t.test('a layout that describes no line is an error of the adapter', t => {
  const wrong = (more: Partial<FixedWidthOptions>) => () => read('', more)
  t.throws(wrong({ layout: [{ name: 'A', from: 0, length: 1 }] }), TypeError)
  t.throws(wrong({ layout: [{ name: 'A', from: 1, length: 0 }] }), TypeError)
  t.throws(wrong({ layout: [{ name: 'A', from: 1, length: 1 }, { name: 'A', from: 2, length: 1 }] }), TypeError)
  t.throws(wrong({ recordLength: 3 }), TypeError)
  t.throws(wrong({ lineEnds: 'none', charset: 'utf-8' }), TypeError)
  t.throws(wrong({ charset: 'klingon' }), TypeError)
  t.end()
})

t.test('no message quotes what is in the file', async t => {
  for (const text of ['Ujang Rahasia\n', `000002RAHASIA X00005\n`])
    t.notMatch(((await failureOf(read(text))) as Error).message, /ujang|rahasia/i)
})
