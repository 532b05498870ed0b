import t from 'tap'
import { type DbfOptions, readDbf } from '../../../src/kit/formats/dbf.ts'
import { buildDbf, type BuiltDbf } from './dbf-builder.ts'
import { failureOf, pieces, rowsOf } from './rows.ts'

const table = (version: number, blocks: (string | Buffer)[], length = 10): Buffer =>
  buildDbf(
    { version, fields: [{ name: 'CATATAN', type: 'M', length }], records: blocks.map(block => [block]),
      backlink: version === 0x30 } satisfies BuiltDbf
  )
const texts = async (dbf: Buffer, memo: Buffer, options: DbfOptions = {}) => {
  const rows = await rowsOf(readDbf([dbf], { memo: pieces(memo, 100), ...options }))
  return rows.map(({ CATATAN }) => CATATAN)
}
const blocks = (size: number, ...contents: Buffer[]): Buffer =>
  Buffer.concat(contents.flatMap(content => [content, Buffer.alloc((size - (content.length % size)) % size)]))

t.test("dBASE III's memos end at their mark", async t => {
  const long = 'panjang '.repeat(100).trim()
  const memo = blocks(512, Buffer.alloc(512), Buffer.from('Café\x1a\x1a', 'latin1'), Buffer.from(`${long}\x1a`),
    Buffer.from('baris\x8d\nlunak\r\nkeras\x1a\x1a', 'latin1'))
  t.strictSame(await texts(table(0x83, ['1', '2', '4', '', '0']), memo), ['Café', long, 'baris lunak\r\nkeras', null,
    null])
})

t.test("dBASE IV's memos say how long they are", async t => {
  const header = Buffer.alloc(512)
  header.writeUInt16LE(1024, 20)
  const text = Buffer.from('dua\x1abaris', 'latin1')
  const block = Buffer.concat([Buffer.from([0xff, 0xff, 0x08, 0x00]), Buffer.alloc(4), text])
  block.writeUInt32LE(text.length + 8, 4)
  t.strictSame(await texts(table(0x8b, ['1', '']), blocks(1024, header, block)), ['dua\x1abaris', null])
})

t.test("FoxPro's memos are found by their number in digits or in binary", async t => {
  const header = Buffer.alloc(512)
  header.writeUInt16BE(64, 6)
  const text = Buffer.from('Catatan petugas')
  const block = Buffer.concat([Buffer.from([0, 0, 0, 1]), Buffer.alloc(4), text])
  block.writeUInt32BE(text.length, 4)
  const memo = blocks(64, header, block)
  t.strictSame(await texts(table(0xf5, ['8']), memo), ['Catatan petugas'])
  const number = Buffer.alloc(4)
  number.writeUInt32LE(8)
  t.strictSame(await texts(table(0x30, [number, Buffer.alloc(4)], 4), memo), ['Catatan petugas', null])
})

t.test('memos are null when no memo file is given', async t => {
  t.strictSame(await rowsOf(readDbf([table(0x83, ['1'])])), [{ CATATAN: null }])
})

t.test('a memo that is not wholly there is a fault of its record', async t => {
  const memo = blocks(512, Buffer.alloc(512), Buffer.from('tanpa akhir'))
  for (const block of ['1', '2', '999999', 'abc', '-1', '1.5']) {
    const fault = await failureOf(readDbf([table(0x83, [block])], { memo: [memo] }))
    t.match(fault, { kind: 'unreadable', message: 'sent a DBF file whose record 1 has a CATATAN that cannot be read' },
      block)
  }
  const short = Buffer.concat([Buffer.alloc(512), Buffer.from([0xff, 0xff, 0x08, 0x00, 7, 0, 0, 0]), Buffer.alloc(504)])
  t.match(await failureOf(readDbf([table(0x8b, ['1'])], { memo: [short] })), { kind: 'unreadable' },
    'shorter than its own head')
  const header = Buffer.alloc(512)
  const block = Buffer.concat([Buffer.from([0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff]), Buffer.alloc(504)])
  t.match(await failureOf(readDbf([table(0xf5, ['1'])], { memo: [Buffer.concat([header, block])] })), {
    kind: 'unreadable'
  })
})

t.test('a memo file without a header is truncated, one beyond the limit oversized', async t => {
  t.match(await failureOf(readDbf([table(0x83, ['1'])], { memo: [Buffer.alloc(100)] })), { kind: 'truncated',
    message: /has a memo file without a header/ })
  const fault = await failureOf(readDbf([table(0x83, ['1'])], { memo: [Buffer.alloc(2000)], maxMemoBytes: 1999 }))
  t.match(fault, { kind: 'oversized', message: 'sent a DBF file that has a memo file of more than 1999 bytes' })
})
