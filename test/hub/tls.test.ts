import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import t from 'tap'
import { until } from '../services/wait.ts'
import { createAuthority } from '../suites/authority.ts'
import { createConfig } from '../suites/core/city.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { sendBytes } from '../suites/raw-http.ts'
import { callerOf, shakeHands, tlsOf } from '../suites/tls-caller.ts'

const authority = createAuthority()
const first = authority.issue('/CN=hub', { hosts: ['127.0.0.1'] })
const renewed = authority.issue('/CN=hub', { hosts: ['127.0.0.1'] })
const rows = Array.from({ length: 100 },
  (_, i) => complaintRow(String(100_001 + i), day(1), { description: 'Lampu jalan mati. '.repeat(150) }))
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows, freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const adapters = new Map([[legacy.adapter.product, legacy.adapter]])
const times = { headers_ms: 1_000, request_ms: 1_500, read_ms: 1_000, idle_ms: 72_000, drain_ms: 0 }
const hub = await startHub(t, [legacy], { tls: tlsOf(first), hub: { times } })
const { port } = hub.app.server.address() as AddressInfo

t.test('answers over TLS, repeated reads from the hot path', async t => {
  const { ask } = callerOf(t, hub, authority)
  t.match(await ask('/v1/complaints?limit=1'), { status: 200, body: { items: [{ id: /^AAAA-/ }] } })
  t.match(await ask('/v1/complaints?limit=1'), { status: 200, headers: { 'cache-status': /^satu; hit/ } })
})

t.test('every answer over TLS says that this host is not asked by plain HTTP', async t => {
  const { ask } = callerOf(t, hub, authority)
  const [etag] = [(await ask('/v1/complaints?limit=2')).headers['etag']]
  const answers = [
    await ask('/v1/complaints?limit=2'),
    await ask('/v1/complaints?limit=2'),
    await ask('/v1/complaints?limit=2', { 'if-none-match': String(etag) }),
    await ask('/v1/complaints?limit=3'),
    await ask('/v1/complaints?limit=0'),
    await ask('/v1/systems'),
    await ask('/v1/nothing'),
    await ask('/%'),
    await ask('/livez'),
    await ask('/openapi.json'),
    await ask('/docs/'),
    await ask('/')
  ]
  t.same(answers.map(({ status }) => status), [200, 200, 304, 200, 400, 401, 404, 400, 200, 200, 200, 302])
  for (const { status, headers } of answers)
    t.equal(headers['strict-transport-security'], 'max-age=31536000', String(status))
})

t.test('speaks HTTP/1.1 over TLS 1.2 and 1.3, and nothing older', async t => {
  const { ca } = authority
  const newest = await shakeHands(t, hub, { ca, ALPNProtocols: ['h2', 'http/1.1'] })
  t.same([newest.getProtocol(), newest.alpnProtocol], ['TLSv1.3', 'http/1.1'])
  t.equal((await shakeHands(t, hub, { ca, maxVersion: 'TLSv1.2' })).getProtocol(), 'TLSv1.2')
  await t.rejects(shakeHands(t, hub, { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    { code: /^ERR_SSL_/ })
})

t.test('what is no handshake is cut off, and nobody else notices', async t => {
  t.notMatch(await sendBytes(port, 'GET /livez HTTP/1.1\r\nHost: hub\r\n\r\n'), /HTTP/)
  t.notMatch(await sendBytes(port, '\0'.repeat(1_000)), /HTTP/)
  t.equal((await callerOf(t, hub, authority).ask('/livez')).status, 200)
})

t.test('who connects and says nothing loses the connection', async () => {
  const silent: Socket[] = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'))
  await Promise.all(silent.map(socket => once(socket.on('error', () => {}).resume(), 'close')))
})

t.test('bytes that are not HTTP are told so over TLS too', async t => {
  const socket = await shakeHands(t, hub, { ca: authority.ca })
  let got = ''
  socket.on('data', (chunk: Buffer) => {
    got += chunk.toString()
  })
  socket.write('nonsense\r\n\r\n')
  await once(socket, 'close')
  t.match(got,
    /^HTTP\/1\.1 400 Bad Request\r\n[^]*strict-transport-security: max-age=31536000[^]*"code":"invalid_request"/)
})

t.test('who does not read loses the connection over TLS too', async t => {
  const { ask } = callerOf(t, hub, authority)
  await ask('/v1/complaints?limit=100')
  const socket = await shakeHands(t, hub, { ca: authority.ca })
  const ended = once(socket.on('error', () => {}), 'close')
  socket.pause()
  socket.write('GET /v1/complaints?limit=100 HTTP/1.1\r\nHost: hub\r\n\r\n'.repeat(100))
  const connections = (): Promise<number> =>
    new Promise((resolve, reject) => {
      hub.app.server.getConnections((error, count) => {
        if (error) reject(error)
        else resolve(count)
      })
    })
  await until(async () => (await connections()) <= 1, { what: 'the slow reader to be dropped' })
  socket.resume()
  await ended
})

t.test('a renewed certificate is shown to who connects from now on; who is connected goes on', async t => {
  const seen = async (): Promise<string> =>
    (await shakeHands(t, hub, { ca: authority.ca })).getPeerCertificate().fingerprint256.replaceAll(':', '')
      .toLowerCase()
  const { ask } = callerOf(t, hub, authority)
  t.equal((await ask('/v1/complaints?limit=1')).status, 200)
  const before = await shakeHands(t, hub, { ca: authority.ca })
  t.equal(await seen(), first.sha256)

  await hub.reload(createConfig([legacy], { tls: tlsOf(renewed), hub: { times } }), adapters)
  t.equal(await seen(), renewed.sha256)
  before.write('GET /livez HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n')
  t.match(String((await once(before, 'data'))[0]), /^HTTP\/1\.1 200 OK/)
  t.equal((await ask('/v1/complaints?limit=1')).status, 200)
})

t.test('no request fails while certificates change', async t => {
  let going = true
  const statuses = new Set<number>()
  const callers = Array.from({ length: 4 }, async () => {
    while (going) statuses.add((await callerOf(t, hub, authority).ask('/v1/complaints?limit=1')).status)
  })
  for (const pair of [first, renewed, first, renewed, first, renewed])
    await hub.reload(createConfig([legacy], { tls: tlsOf(pair), hub: { times } }), adapters)
  going = false
  await Promise.all(callers)
  t.same([...statuses], [200])
})

t.test('what a running listener cannot become is refused, and it stays', async t => {
  await t.rejects(hub.reload(createConfig([legacy]), adapters), {
    message: 'hub.tls was taken out: the hub has to be started anew for that'
  })
  await t.rejects(
    hub.reload(createConfig([legacy], { tls: tlsOf(first, { clientCertificates: 'optional' }) }), adapters),
    { message: /^hub\.tls\.client_certificates was changed/ }
  )
  t.equal((await callerOf(t, hub, authority).ask('/livez')).status, 200)
  const plain = await startHub(t, [createLegacy({ id: 'b', prefix: 'BBBB', rows: [] })])
  await t.rejects(plain.reload(createConfig([], { tls: tlsOf(first) }), new Map()), {
    message: 'hub.tls was added: the hub has to be started anew for that'
  })
})

t.test('closes gracefully: what is on its way is answered, idle connections are let go', async t => {
  const closing = await startHub(t, [createLegacy({ id: 'c', prefix: 'CCCC', rows: [] })], { tls: tlsOf(first) })
  const idle = await shakeHands(t, closing, { ca: authority.ca })
  idle.write('GET /livez HTTP/1.1\r\nHost: hub\r\n\r\n')
  t.match(String((await once(idle, 'data'))[0]), /^HTTP\/1\.1 200 OK/)
  const ended = once(idle.resume(), 'close')
  t.equal((await callerOf(t, closing, authority).ask('/v1/complaints')).status, 200)
  await closing.close()
  await ended
})
