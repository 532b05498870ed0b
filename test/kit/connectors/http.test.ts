import iconv from 'iconv-lite'
import type { IncomingMessage } from 'node:http'
import t, { type Test } from 'tap'
import { createHttp } from '../../../src/kit/connectors/http.ts'
import { aCall, clientOf, failureOf, startHttp } from './servers.ts'

interface Seen {
  method: string | undefined
  url: string | undefined
  headers: IncomingMessage['headers']
  body: string
}

/** Shows what it was sent. */
async function startMirror(t: Test): Promise<string> {
  return startHttp(t, (request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const seen: Seen = { method: request.method, url: request.url, headers: request.headers, body }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(seen))
    })
  })
}

t.test('the path of the base address stands before every path', async t => {
  const origin = await startMirror(t)
  const urlOf = async (base: string, path: string): Promise<string | undefined> => {
    const { value } = await clientOf(t, origin + base).json<Seen>({ path, stage: 'list' }, aCall())
    return value.url
  }
  t.equal(await urlOf('', ''), '/')
  t.equal(await urlOf('', 'api/izin'), '/api/izin')
  t.equal(await urlOf('/sicantik', '/api/izin'), '/sicantik/api/izin')
  t.equal(await urlOf('/sicantik/', 'api/izin'), '/sicantik/api/izin')
  t.equal(await urlOf('/soap.php', ''), '/soap.php')
  t.equal(await urlOf('/soap.php', '?wsdl'), '/soap.php?wsdl')
})

t.test('segments of a path that are data are encoded', async t => {
  const client = clientOf(t, await startMirror(t))
  const { value } = await client.json<Seen>({ path: ['izin', '503/12 a?b', 7], stage: 'get' }, aCall())
  t.equal(value.url, '/izin/503%2F12%20a%3Fb/7')
})

t.test('data that is no segment, or would climb out of its place, is refused', async t => {
  const client = clientOf(t, await startMirror(t))
  for (const segment of ['..', '.', '', 'a\uD800']) {
    t.match(await failureOf(client.send({ path: ['izin', segment], stage: 'get' }, aCall())), { kind: 'rejected',
      stage: 'get' })
  }
})

t.test('a query is encoded and joins one that is there already', async t => {
  const client = clientOf(t, await startMirror(t))
  const query = { nama: 'Ujang & Co', tahun: 2026, aktif: true, kosong: undefined, kd: ['a', 'b'] }
  const { value } = await client.json<Seen>({ path: '/cari?x=1', query, stage: 'list' }, aCall())
  t.equal(value.url, '/cari?x=1&nama=Ujang+%26+Co&tahun=2026&aktif=true&kd=a&kd=b')
})

t.test('every request carries the request id, the name of the hub and the common headers', async t => {
  const client = clientOf(t, await startMirror(t), { headers: { 'X-Api-Key': 'k', 'Accept': 'text/plain' } })
  const { value } = await client.json<Seen>({ headers: { 'ACCEPT': 'text/html', 'X-No': undefined }, stage: 'list' },
    aCall())
  t.match(value.headers, { 'x-request-id': 'req-1', 'user-agent': 'Satu', 'x-api-key': 'k', 'accept': 'text/html' })
  t.notOk('x-no' in value.headers)
  t.equal(value.method, 'GET')
})

t.test('a form, JSON or a ready body is posted', async t => {
  const client = clientOf(t, await startMirror(t))
  const form = await client.json<Seen>({ form: { KEYTOKEN: 'é=1', kosong: undefined }, stage: 'open' }, aCall())
  t.match(form.value, { method: 'POST', body: 'KEYTOKEN=%C3%A9%3D1' })
  t.equal(form.value.headers['content-type'], 'application/x-www-form-urlencoded')
  const json = await client.json<Seen>({ method: 'PUT', json: { a: 1 }, stage: 'write' }, aCall())
  t.match(json.value, { method: 'PUT', body: '{"a":1}' })
  t.equal(json.value.headers['content-type'], 'application/json')
  const ready = await client.json<Seen>({ body: '<a/>', headers: { 'Content-Type': 'text/xml' }, stage: 'write' },
    aCall())
  t.match(ready.value, { method: 'POST', body: '<a/>' })
  t.equal(ready.value.headers['content-type'], 'text/xml')
})

t.test('any status but a redirect is an answer', async t => {
  const client = clientOf(t, await startHttp(t, (request, response) => {
    response.writeHead(Number(request.url?.slice(1)), { 'set-cookie': ['a=1', 'b=2'] }).end()
  }))
  for (const status of [200, 204, 304, 400, 404, 500]) {
    t.equal((await client.send({ path: `/${status}`, stage: 'get' }, aCall())).status, status)
  }
  t.strictSame((await client.send({ path: '/200', stage: 'get' }, aCall())).headers['set-cookie'], ['a=1', 'b=2'])
})

t.test('text is read in the declared character set', async t => {
  const client = clientOf(t, await startHttp(t, (_, response) => {
    response.setHeader('content-type', 'text/plain; charset=cp850').end(iconv.encode('Café', 'cp850'))
  }))
  t.equal((await client.send({ stage: 'get' }, aCall())).text(), 'Café')
})

t.test('text that is not the UTF-8 it claims to be is read as windows-1252', async t => {
  const client = clientOf(t, await startHttp(t, (_, response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8').end(
      iconv.encode('{"nama":"Café “Asih”"}', 'windows-1252')
    )
  }))
  t.strictSame((await client.json({ stage: 'get' }, aCall())).value, { nama: 'Café “Asih”' })
})

t.test('statuses that mean the same in every system are faults of JSON calls', async t => {
  const client = clientOf(t, await startHttp(t, (request, response) => {
    response.writeHead(Number(request.url?.slice(1)), { 'retry-after': '7' }).end('<html>')
  }))
  for (const [status, kind] of [[401, 'denied'], [403, 'denied'], [429, 'throttled'], [503, 'throttled'], [500,
    'failed'], [502, 'failed']] as const)
  {
    const fault = await failureOf(client.json({ path: `/${status}`, stage: 'list' }, aCall()))
    t.match(fault, { kind, stage: 'list', message: `answered with status ${status}` })
    t.match(fault, { retryAfterMs: kind === 'throttled' ? 7_000 : undefined })
  }
})

t.test('a date in Retry-After is a time from now', async t => {
  const client = clientOf(t, await startHttp(t, (_, response) => {
    response.writeHead(503, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }).end()
  }))
  const { retryAfterMs } = (await failureOf(client.json({ stage: 'list' }, aCall()))) as { retryAfterMs: number }
  t.ok(retryAfterMs > 50_000 && retryAfterMs <= 60_000)
})

t.test('other statuses of 4xx are left to the adapter with what JSON they have', async t => {
  const client = clientOf(t, await startHttp(t, (request, response) => {
    response.writeHead(Number(request.url?.slice(1, 4))).end(
      request.url?.endsWith('json') ? '{"error":"Tidak ada data.."}' : ''
    )
  }))
  t.strictSame(await client.json({ path: '/404json', stage: 'get' }, aCall()), { status: 404,
    value: { error: 'Tidak ada data..' } })
  t.strictSame(await client.json({ path: '/400', stage: 'get' }, aCall()), { status: 400, value: undefined })
  t.strictSame(await client.json({ path: '/404json', accept404: true, stage: 'get' }, aCall()), { status: 404,
    value: undefined })
})

t.test('a closed client says so', async t => {
  const client = createHttp({ url: await startMirror(t) })
  await client.close()
  t.match(await failureOf(client.send({ stage: 'get' }, aCall())), { kind: 'unreachable',
    message: /its client is closed/ })
})

t.test('a base address that cannot be one is refused without being shown', async t => {
  for (const url of ['', 'legacy.local', 'ftp://h/', 'http://user:rahasia@h/', 'http://h/?key=rahasia',
    'http://h/#a'])
  {
    const error = t.throws(() => createHttp({ url }), TypeError) as Error
    t.notMatch(error.message, /rahasia|legacy\.local/)
  }
})
