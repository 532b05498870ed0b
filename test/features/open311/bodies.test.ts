import { once } from 'node:events'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { createBodyRoom } from '../../../src/http/body-room.ts'
import { startHub } from '../../suites/core/hub.ts'
import { createLegacy } from '../../suites/core/legacy.ts'

const hub = await startHub(t, [createLegacy({ id: 'a', prefix: 'AAAA', rows: [] })])
const url = `${hub.url}/open311/v2/requests.json`
const MEBIBYTE = 1_048_576

/** Sends pieces without an end until it is answered. */
async function sendWithoutEnd(headers: Record<string, string> = {}): Promise<{ status: number; sent: number }> {
  const call = request(url, { method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', ...headers } })
  call.on('error', () => {})
  let answer: IncomingMessage | undefined
  call.once('response', response => {
    answer = response.resume()
  })
  const piece = Buffer.alloc(MEBIBYTE)
  let sent = 0
  while (answer === undefined && sent < 120 * MEBIBYTE) {
    sent += piece.length
    call.write(piece)
    await delay(5)
  }
  call.destroy()
  return { status: answer?.statusCode ?? 0, sent }
}

t.test('of a form without an end no more is read than may be', async t => {
  const { status, sent } = await sendWithoutEnd()
  t.equal(status, 400)
  t.ok(sent < 30 * MEBIBYTE, `${sent} bytes were sent`)
})

t.test('a credential in a header is proven before anything is read', async t => {
  const { status, sent } = await sendWithoutEnd({ authorization: 'Bearer a.b.c' })
  t.equal(status, 403)
  t.ok(sent < 10 * MEBIBYTE, `${sent} bytes were sent`)
})

t.test('bodies have one room together, of which nobody has more than half, and give it back', async t => {
  const room = createBodyRoom(100)
  const responseOf = (): ServerResponse => new PassThrough() as unknown as ServerResponse
  const read = (bytes: number, address: string, response = responseOf()) =>
    room.read(Readable.from([Buffer.alloc(bytes)]), { most: 60, address, response })
  await t.rejects(read(61, 'a'), { code: 'payload_too_large' })
  const first = responseOf()
  t.equal((await read(40, 'a', first)).length, 40)
  await t.rejects(read(20, 'a'), { code: 'hub_busy', status: 503 })
  t.equal((await read(50, 'b')).length, 50)
  await t.rejects(read(20, 'c'), { code: 'hub_busy' })
  first.destroy()
  await once(first, 'close')
  t.equal((await read(40, 'c')).length, 40)
})
