import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import t from 'tap'
import type { Config } from '../../src/config/schema.ts'
import { startCity } from '../suites/demo-city.ts'
import { rawRequest, sendRaw } from '../suites/raw-http.ts'

/** Answers under way, by their path: the path is taken out when the caller has gone. */
const waiting = new Set<string>()
let refusals = 0

/** More than fits into any buffer on the way, and no text. */
const LONG = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * i) % 251))

/** A legacy application that tells what it was asked, and sets what must not reach a caller. */
const legacy = createServer((request, response) => {
  const path = request.url ?? ''
  if (path.startsWith('/open/never')) {
    waiting.add(path)
    response.once('close', () => { waiting.delete(path) })
    if (path.endsWith('half')) response.writeHead(200, { 'content-type': 'text/plain' }).write('half of it')
    return
  }
  if (path.startsWith('/open/busy')) {
    refusals++
    response.writeHead(503, { 'retry-after': '0' }).end('come again')
    return
  }
  if (path.startsWith('/open/long')) {
    if (path.endsWith('told')) response.setHeader('content-length', LONG.length)
    response.write(LONG)
    response.end()
    return
  }
  if (path.startsWith('/open/half')) {
    response.writeHead(200, { 'content-length': 1_000 }).write('half of it', () => { response.destroy() })
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => { chunks.push(chunk) })
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    if (path.startsWith('/open/away')) {
      const to = decodeURIComponent(path.split('?')[1] ?? '')
      response.writeHead(302, ['location', to, ...(to === 'twice' ? ['location', 'http://elsewhere.example/', 'connection', 'close', 'connection', 'x-hop'] : [])]).end()
      return
    }
    response.writeHead(200, {
      connection: 'close, x-hop', 'x-hop': 'mine', 'keep-alive': 'timeout=1', 'x-request-id': 'not-the-hubs', 'content-type': 'application/json', 'set-cookie': 'session=1', server: 'Apache/2.2', 'x-powered-by': 'PHP/5.3', 'x-own': 'kept',
      'content-security-policy': 'script-src *', 'cache-control': 'public, max-age=60', ratelimit: '"theirs";r=1;t=1'
    })
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body: body.toString(), bytes: body.toString('hex') }))
  })
})
await new Promise<void>(resolve => { legacy.listen(0, '127.0.0.1', resolve) })
t.teardown(() => { legacy.close() })
const url = `http://127.0.0.1:${(legacy.address() as AddressInfo).port}`

const opened = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(system => {
    if (system.id === 'transport') return { ...system, url: `${url}/base`, limits: { ...system.limits, timeout_ms: 4_000, concurrency: 2, queue: 0, breaker: { failures: 100, cooldown_ms: 100 } }, passthrough: { paths: ['/open/*', '/just-this'], methods: ['GET', 'HEAD', 'POST'] } }
    if (system.id !== 'licensing-b') return system
    return { ...system, limits: { ...system.limits, timeout_ms: 1_000, concurrency: 1, queue: 0 }, passthrough: { paths: ['/api/*'], methods: ['GET'] } }
  })
})
const city = await startCity({ change: opened })
t.teardown(() => city.close())

t.test('an opened path answers as the system does, without what concerns the hub alone', async t => {
  const { status, headers, body } = await city.get('/systems/transport/raw/open/a%20b?x=1&y=%C3%A9', {
    headers: { cookie: 'mine=1', 'x-forwarded-for': '1.2.3.4', accept: 'application/json', 'x-secret': 'no' }
  })
  t.equal(status, 200)
  t.match(body, { method: 'GET', url: '/open/a%20b?x=1&y=%C3%A9' })
  t.same(Object.keys(body.headers).filter(name => ['authorization', 'cookie', 'x-forwarded-for', 'x-secret'].includes(name)), [])
  t.equal(body.headers['x-request-id'], headers.get('x-request-id'))
  t.equal(headers.get('x-own'), 'kept')
  t.same([headers.get('set-cookie'), headers.get('server'), headers.get('x-powered-by')], [null, null, null])
  t.equal(headers.get('cache-control'), 'no-store')
  t.match(headers.get('content-security-policy'), /^sandbox; [^,]*$/, 'what the hub says, the system does not')
  t.match(headers.get('ratelimit'), /^"default"[^,]*$/)
  t.notMatch(headers.get('x-request-id'), 'not-the-hubs')
  t.same([headers.get('connection'), headers.get('x-hop'), headers.get('keep-alive')?.includes('timeout=1,')], ['keep-alive', null, false])
})

t.test('a body is passed on as it came', async t => {
  const { body } = await city.post('/systems/transport/raw/just-this', '<a>é</a>', { headers: { 'content-type': 'text/xml' } })
  t.match(body, { method: 'POST', url: '/just-this', body: '<a>é</a>', headers: { 'content-type': 'text/xml' } })
})

t.test('nothing of a body is read on the way', async t => {
  const bytes = Buffer.from([0, 255, 254, 233, 10, 13, 0])
  for (const type of ['text/plain', 'text/plain; charset=latin1', 'application/json', 'application/octet-stream', 'application/x-www-form-urlencoded']) {
    const response = await fetch(`${city.url}/systems/transport/raw/just-this`, { method: 'POST', body: bytes, headers: { ...city.authorization(['systems:raw']), 'content-type': type } })
    const { bytes: sent } = (await response.json()) as { bytes: string }
    t.equal(sent, bytes.toString('hex'), type)
  }
})

t.test('an answer comes whole, byte by byte, whether its length is told or not', async t => {
  for (const path of ['/open/long', '/open/long-told']) {
    const response = await fetch(`${city.url}/systems/transport/raw${path}`, { headers: city.authorization(['systems:raw']) })
    t.equal(response.headers.get('content-length'), path.endsWith('told') ? String(LONG.length) : null)
    t.ok(LONG.equals(Buffer.from(await response.arrayBuffer())), path)
  }
})

t.test('HEAD is passed on too, and says what GET would', async t => {
  const response = await fetch(`${city.url}/systems/transport/raw/open/x`, { method: 'HEAD', headers: city.authorization(['systems:raw']) })
  t.same([response.status, await response.text()], [200, ''])
})

t.test('an answer that breaks off is cut off for its caller, and is the system\'s fault', async t => {
  const failures = async (): Promise<number> => (await city.get('/v1/systems/transport')).body.counters.failures
  const before = await failures()
  const response = await fetch(`${city.url}/systems/transport/raw/open/half`, { headers: city.authorization(['systems:raw']) })
  t.equal(response.status, 200)
  await t.rejects(response.text())
  t.ok(await failures() > before)
})

t.test('a caller learns its limit, and a line of the log tells of the call', async t => {
  const { headers } = await city.get('/systems/transport/raw/open/x')
  t.match(headers.get('ratelimit'), /^"default";r=\d+;t=\d+$/)
  t.match(headers.get('ratelimit-policy'), /^"default";q=\d+;w=\d+$/)
  const id = headers.get('x-request-id') ?? ''
  const line = city.log().split('\n').find(text => text.includes(`"request_id":"${id}"`)) ?? '{}'
  t.match(JSON.parse(line), { consumer: 'demo-app', operation: 'passthrough', status: 200, outcome: 'ok' })
})

t.test('everything else is closed', async t => {
  for (const path of ['/systems/transport/raw/closed', '/systems/transport/raw/open/../closed', '/systems/transport/raw/open/%2e%2e/closed', '/systems/transport/raw/open/..%2fclosed', '/systems/transport/raw/just-this/more', '/systems/transport/raw/open/..;/closed', '/systems/transport/raw/open/%2e.;a=b/closed', '/systems/transport/raw/open/..%3b/closed', '/systems/complaints/raw/api', '/systems/nothing/raw/open/x']) {
    const { status, body } = await city.get(path)
    t.equal(status, 404, path)
    t.match(body, { code: 'not_found' })
  }
  const deleted = await fetch(`${city.url}/systems/transport/raw/open/x`, { method: 'DELETE', headers: city.authorization(['systems:raw']) })
  t.equal(deleted.status, 405)
  t.equal((await city.get('/systems/transport/raw/open/x', { as: null })).status, 401)
  t.equal((await city.get('/systems/transport/raw/open/x', { scopes: ['systems:read'] })).status, 403)
})

t.test('a redirect never leads to another host', async t => {
  for (const to of ['http://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example/', '/\t/elsewhere.example/', 'https:elsewhere.example', 'twice', 'relative', '']) {
    const { status, headers } = await city.get(`/systems/transport/raw/open/away?${encodeURIComponent(to)}`)
    t.equal(status, 302)
    t.equal(headers.get('location'), null, to)
  }
  t.equal((await city.get('/systems/transport/raw/open/away?%2Fopen%2Fthere%3Fx%3D1')).headers.get('location'), '/open/there?x=1')
})

t.test('faults are the system\'s: 502, 503 and 504, and the guard holds', async t => {
  const path = '/systems/licensing-b/raw/api/perizinan/jenis'
  const system = city.system('licensing-b')
  await system.setFault({ kind: 'down' })
  t.match(await city.get(path), { status: 502, body: { code: 'system_failed', at_fault: 'system', detail: /^licensing-b: / } })
  await system.setFault({ kind: 'slow', ms: 60_000 })
  const slow = city.get(path)
  while (system.maxConcurrency === 0 && Object.keys(system.calls).length === 0) await new Promise(resolve => { setImmediate(resolve) })
  const [first, second] = await Promise.all([slow, city.get(path)])
  t.same([first.status, second.status].sort((a, b) => a - b), [503, 504])
  await system.setFault({ kind: 'none' })
  t.equal(system.maxConcurrency, 1)
})

const { port } = new URL(city.url)
const raw = (target: string) => sendRaw(Number(port), target, { headers: [`Authorization: ${city.authorization(['systems:raw']).authorization}`] })

t.test('no other spelling of an address leads past what is opened', async t => {
  for (const target of [
    'http://hub/systems/transport/raw/open/x', 'http://elsewhere.example/systems/transport/raw/open/x', '/systems/transport/raw/open/../closed',
    '/systems/transport/raw//open/x', '/systems/transport/raw/open/x/..', '//systems/transport/raw/open/x', '/systems/transport/raw/open/x#/../../closed', '/systems/transport/raw/open\\..\\closed'
  ]) t.equal((await raw(target)).status, 404, target)
  t.equal((await raw('/%73ystems/transport/raw/open/x')).status, 404, 'nor an escaped prefix')
  t.equal((await raw('/systems/transport/raw/open/x')).status, 200)
})

t.test('a system that asks for patience is asked once', async t => {
  const { status, headers } = await city.get('/systems/transport/raw/open/busy')
  t.same([status, headers.get('retry-after'), refusals], [503, '0', 1])
})

t.test('who leaves takes the call to the system along', async t => {
  for (const path of ['/open/never', '/open/never-half']) {
    const control = new AbortController()
    const asked = fetch(`${city.url}/systems/transport/raw${path}`, { headers: city.authorization(['systems:raw']), signal: control.signal }).catch(() => {})
    while (!waiting.has(path)) await new Promise(resolve => { setImmediate(resolve) })
    control.abort()
    await asked
    while (waiting.has(path)) await new Promise(resolve => { setImmediate(resolve) })
  }
  // No slot is held by those who have left.
  t.equal((await city.get('/systems/transport/raw/open/x')).status, 200)
})

t.test('a body is as long as the hub takes, whether its length is told or not', async t => {
  const large = 'x'.repeat(city.config.hub.max_body_bytes + 1)
  t.match(await city.post('/systems/transport/raw/just-this', large, { headers: { 'content-type': 'text/plain' } }), { status: 413, body: { code: 'payload_too_large' } })
  const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`
  const headers = [`Authorization: ${city.authorization(['systems:raw']).authorization}`, 'Content-Type: application/octet-stream', 'Transfer-Encoding: chunked']
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => {})
  let got = ''
  socket.on('data', bytes => { got += bytes.toString() })
  socket.write(rawRequest('/systems/transport/raw/just-this', { method: 'POST', headers }) + chunk.repeat(20))
  await once(socket, 'close')
  t.match(got, /^HTTP\/1\.1 413 .*"code":"payload_too_large"/s)
  const { body } = await city.post('/systems/transport/raw/just-this', 'x'.repeat(100_000), { headers: { 'content-type': 'text/plain' } })
  t.equal(body.body.length, 100_000)
})

t.test('a caller who is slow to send is no fault of the system', async t => {
  let got = ''
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(rawRequest('/systems/transport/raw/just-this', { method: 'POST', body: 'the beginning', headers: [`Authorization: ${city.authorization(['systems:raw']).authorization}`, 'Content-Type: application/octet-stream', 'Content-Length: 1000'] }))
  socket.on('data', bytes => { got += bytes.toString() })
  await once(socket, 'close')
  t.match(got, /^HTTP\/1\.1 400 .*The body did not come in time/s)
  // The hub tries the system by itself too, which this stand-in does not understand.
  t.notMatch(JSON.stringify((await city.get('/v1/systems/transport')).body.health), /pass through/)
})

t.test('a call that takes too long is ended at the system too', async t => {
  t.match(await city.get('/systems/transport/raw/open/never'), { status: 504, body: { code: 'system_timeout', detail: /^transport: / } })
  while (waiting.size > 0) await new Promise(resolve => { setImmediate(resolve) })
  t.equal((await city.get('/systems/transport/raw/open/x')).status, 200)
})

t.test('a system whose adapter is missing is closed, and that is not the hub\'s fault', async t => {
  const adapters = new Map(city.adapters)
  adapters.set('dishub', new Error('broken'))
  await city.reload(city.config, adapters)
  t.match(await city.get('/systems/transport/raw/open/x'), { status: 503, body: { code: 'system_unavailable' } })
  await city.reload(city.config)
})
