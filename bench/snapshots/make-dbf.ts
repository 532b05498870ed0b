// node bench/snapshots/make-dbf.ts <file> [records]: a DBF file (dBASE III, windows-1252); every hundredth record
// deleted.
import iconv from 'iconv-lite'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { columns, padded, record } from './records.ts'

const [path, count = '1000000'] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: node bench/snapshots/make-dbf.ts <file> [records]')
const records = Number(count)

function* blocks(): Generator<Buffer> {
  const header = Buffer.alloc(32)
  header.set([0x03, 126, 11, 20])
  header.writeUInt32LE(records, 4)
  header.writeUInt16LE(32 + columns.length * 32 + 1, 8)
  header.writeUInt16LE(columns.reduce((sum, { length }) => sum + length, 1), 10)
  header[29] = 0x03
  const descriptors = columns.map(({ name, type, length, decimals = 0 }) => {
    const descriptor = Buffer.alloc(32)
    descriptor.write(name, 0, 'latin1')
    descriptor.write(type, 11, 'latin1')
    descriptor.set([length, decimals], 16)
    return descriptor
  })
  yield Buffer.concat([header, ...descriptors, Buffer.of(0x0d)])
  for (let index = 0; index < records;) {
    let block = ''
    for (const end = Math.min(records, index + 2000); index < end; index++) {
      block += index % 100 === 99 ? '*' : ' '
      const values = record(index)
      for (const [at, column] of columns.entries()) block += padded(values[at] ?? '', column)
    }
    yield iconv.encode(block, 'windows-1252')
  }
  yield Buffer.of(0x1a)
}

await pipeline(Readable.from(blocks()), createWriteStream(path))
