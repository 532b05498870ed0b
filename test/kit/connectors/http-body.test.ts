import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { heldBytes } from '../../services/memory.ts'
import { aCall, clientOf, failureOf, startHttp } from './servers.ts'

const stage = 'list permits'

function startSending(t: Test, body: Buffer, encoding: string, headers: Record<string, string> = {}): Promise<string> {
  return startHttp(t, (_, response) => response.writeHead(200, { 'content-encoding': encoding, ...headers }).end(body))
}

t.test('compressed answers are unpacked', async t => {
  const text = '{"nama":"Ujang"}'
  const bodies = [
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)]
  ] as const
  for (const [encoding, body] of bodies) {
    const client = clientOf(t, await startSending(t, body, encoding))
    t.strictSame((await client.json({ stage }, aCall())).value, { nama: 'Ujang' }, encoding)
  }
})

t.test('only what can be unpacked is asked for', async t => {
  let asked: unknown
  const url = await startHttp(t, (request, response) => {
    asked = request.headers['accept-encoding']
    response.end()
  })
  await clientOf(t, url).send({ stage }, aCall())
  t.equal(asked, 'gzip, deflate, br')
})

t.test('a compression that was not asked for is unreadable', async t => {
  for (const encoding of ['zstd', 'gzip, gzip', 'x']) {
    const client = clientOf(t, await startSending(t, gzipSync('{}'), encoding))
    t.match(await failureOf(client.json({ stage }, aCall())), { kind: 'unreadable', stage })
  }
})

t.test('garbage that calls itself compressed is unreadable', async t => {
  for (const encoding of ['gzip', 'deflate', 'br']) {
    const client = clientOf(t, await startSending(t, Buffer.from('<html>oops</html>'), encoding))
    t.match(await failureOf(client.json({ stage }, aCall())), {
      kind: 'unreadable',
      stage,
      message: 'sent a compressed answer that cannot be unpacked'
    })
  }
})

t.test('a compressed answer that stops short is truncated', async t => {
  const packed = gzipSync(JSON.stringify(Array.from({ length: 500 }, (_, index) => `baris ${index}`)))
  const client = clientOf(t, await startSending(t, packed.subarray(0, packed.length / 2), 'gzip'))
  t.match(await failureOf(client.json({ stage }, aCall())), { kind: 'truncated', stage })
})

t.test('an empty body is empty even when it calls itself compressed', async t => {
  const client = clientOf(t, await startSending(t, Buffer.alloc(0), 'gzip'))
  t.equal((await client.send({ stage }, aCall())).bytes.length, 0)
})

t.test('a small body that unfolds into a huge one is stopped at the limit', async t => {
  const huge = Buffer.alloc(32 * 1024 * 1024)
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }
  const bombs = [['gzip', gzipSync(huge)], ['deflate', deflateSync(huge)], ['br',
    brotliCompressSync(huge, fast)]] as const
  for (const [encoding, bomb] of bombs) {
    t.ok(bomb.length < 1024 * 1024)
    const client = clientOf(t, await startSending(t, bomb, encoding), { maxBodyBytes: 1024 * 1024 })
    const before = heldBytes()
    const fault = await failureOf(client.send({ stage }, aCall()))
    t.match(fault, { kind: 'oversized', stage, message: 'sent more than 1048576 bytes, compressed' })
    t.ok(heldBytes() - before < 16 * 1024 * 1024, 'the memory did not fill')
  }
})

t.test('a body that announces more than the limit is refused before it is read', async t => {
  const url = await startHttp(t, (_, response) => response.writeHead(200, { 'content-length': 2_000 }).write('x'))
  const fault = await failureOf(clientOf(t, url, { maxBodyBytes: 1_000 }).send({ stage }, aCall()))
  t.match(fault, { kind: 'oversized', stage, message: 'sent more than 1000 bytes' })
})

t.test('a body without announced length is cut off at the limit', async t => {
  let written = 0
  const url = await startHttp(t, (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(1_000))) written += 1_000
    }
    response.on('drain', more).writeHead(200)
    more()
  })
  const fault = await failureOf(clientOf(t, url, { maxBodyBytes: 100_000 }).send({ stage }, aCall()))
  t.match(fault, { kind: 'oversized', stage })
  t.ok(written > 0 && written < 50_000_000)
})

t.test('a body of exactly the limit is whole', async t => {
  const url = await startHttp(t, (_, response) => response.end('x'.repeat(1_000)))
  t.equal((await clientOf(t, url, { maxBodyBytes: 1_000 }).send({ stage }, aCall())).bytes.length, 1_000)
})
