// node bench/snapshots/make-fixed-width.ts <file> [records]: the same records as fixed-width lines, between a header
// line
// and a trailer line with their number and the sum of NJOP.
import iconv from 'iconv-lite'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { columns, padded, record } from './records.ts'

const [path, count = '1000000'] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: node bench/snapshots/make-fixed-width.ts <file> [records]')
const records = Number(count)
const price = columns.findIndex(({ name }) => name === 'NJOP')

function* blocks(): Generator<Buffer> {
  let sum = 0n
  yield Buffer.from('H20261120PBB KOTA\r\n')
  for (let index = 0; index < records;) {
    let block = ''
    for (const end = Math.min(records, index + 2000); index < end; index++) {
      const values = record(index)
      sum += BigInt(values[price] ?? 0)
      block += 'D'
      for (const [at, column] of columns.entries()) block += padded(values[at] ?? '', column)
      block += '\r\n'
    }
    yield iconv.encode(block, 'windows-1252')
  }
  yield Buffer.from(`T${String(records).padStart(10, '0')}${String(sum).padStart(20, '0')}\r\n`)
}

await pipeline(Readable.from(blocks()), createWriteStream(path))
