// node bench/snapshots/make-csv.ts <file> [records]: the same records as CSV: semicolons, windows-1252, CR LF.
import iconv from 'iconv-lite'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { columns, record } from './records.ts'

const BLOCK = 2_000
const [path, count = '1000000'] = process.argv.slice(2)
if (path === undefined) throw new Error('usage: node bench/snapshots/make-csv.ts <file> [records]')
const records = Number(count)

function* blocks(): Generator<Buffer> {
  yield Buffer.from(`${columns.map(({ name }) => name).join(';')}\r\n`)
  for (let index = 0; index < records; index += BLOCK) {
    const rows = Array.from({ length: Math.min(BLOCK, records - index) }, (_, offset) =>
      `${record(index + offset).join(';')}\r\n`)
    yield iconv.encode(rows.join(''), 'windows-1252')
  }
}

await pipeline(Readable.from(blocks()), createWriteStream(path))
