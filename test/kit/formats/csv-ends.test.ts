import t from 'tap'
import { readCsv } from '../../../src/kit/formats/csv.ts'

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

t.test('a last line that ends with CR LF is whole, wherever the pieces are cut', async t => {
  for (const text of ['a,b\r\n1,x\r\n', 'a,b\r\n1,"x y"\r\n', 'a,b\r\n1,"x y"\r\n2,"z"\r\n']) {
    for (const size of [1, 2, 3, 5, 7, 100]) {
      const rows = await Array.fromAsync(readCsv(inPieces(text, size), { lastLineEnds: true, stage: 'read' }))
      t.equal(rows.length, text.split('\r\n').length - 2, `${JSON.stringify(text)} by ${size}`)
    }
  }
})

t.test('a last line without its end is cut off', async t => {
  for (const size of [1, 3, 100]) {
    await t.rejects(Array.fromAsync(readCsv(inPieces('a,b\r\n1,x', size), { lastLineEnds: true, stage: 'read' })), {
      kind: 'truncated',
      message: 'sent a CSV file that ends within line 2'
    })
  }
})
