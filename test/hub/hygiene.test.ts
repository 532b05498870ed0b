import type { AddressInfo } from 'node:net'
import t from 'tap'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { createConfig, type TestConfig } from '../suites/core/city.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { readAnswer, sendBytes, sendRaw } from '../suites/raw-http.ts'

const key = newApiKey()
const settings: TestConfig = {
  consumers: {
    app: { scopes: ['residents:verify', 'complaints:read', 'systems:read'],
      keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }] }
  }
}
const legacies = [
  createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
    freshness: { fresh: 60, revalidate: 0, on_error: 0 } }),
  createLegacy({ id: 'b', prefix: 'BBBB', resource: 'residents' })
]
const hub = await startHub(t, legacies, settings)
const { port } = hub.app.server.address() as AddressInfo
const { authorization } = bearer({ claims: { sub: 'app', scope: 'residents:verify complaints:read' } })
const safe = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
  'content-security-policy': /^default-src 'none'/, 'cross-origin-resource-policy': 'same-origin' }

t.test('every answer tells browsers to take it for what it is, and to run nothing', async t => {
  const requests: [target: string, status: number, headers?: string[], method?: string][] = [
    ['/v1/complaints', 200],
    ['/v1/complaints', 200],
    ['/v1/complaints/AAAA-100001', 200],
    ['/v1/complaints?limit=0', 400],
    ['/v1/systems', 401],
    ['/v1/systems', 403, [`Authorization: ${authorization}`]],
    ['/v1/nothing', 404],
    ['/v1/complaints', 405, [], 'DELETE'],
    ['/%', 400],
    ['/livez', 200],
    ['/openapi.json', 200],
    ['/problems/not_found', 200],
    ['/', 302],
    ['/push/a/x', 404],
    ['/docs/', 200]
  ]
  for (const [target, status, headers = [], method = 'GET'] of requests) {
    const answer = await sendRaw(port, target, { method, headers })
    t.equal(answer.status, status, target)
    t.match(answer.headers, safe, `${method} ${target} ${status}`)
    t.notOk('strict-transport-security' in answer.headers, 'plain HTTP promises nothing of TLS (RFC 6797, section 7.2)')
  }
  t.match(readAnswer(await sendBytes(port, 'NONSENSE\r\n\r\n')), { status: 400, headers: safe })
  const docs = await sendRaw(port, '/docs/')
  t.match(docs.headers['content-security-policy'], "script-src 'self'", 'the reference may run its own')
})

t.test('what says one thing must not say another behind it, remembered answer or not', async t => {
  const pairs = [
    [`Authorization: ${authorization}`, 'Authorization: Bearer a.b.c'],
    [`authorization: ${authorization}`, `AUTHORIZATION: ${authorization}`],
    [`X-API-Key: ${key.key}`, `x-api-key: ${newApiKey().key}`],
    ['Host: other'],
    ['Origin: https://a.example', 'Origin: https://b.example'],
    ['X-Purpose: planning', 'X-Purpose: budget']
  ]
  for (const path of ['/v1/complaints', '/v1/systems', '/livez']) {
    for (const headers of pairs) {
      // A read that is public and remembered uses neither origin nor purpose.
      if (path === '/v1/complaints' && /Origin|Purpose/.test(headers[0] ?? '')) continue
      const answer = await sendRaw(port, path, { headers })
      t.equal(answer.status, 400, `${path} ${headers.join()}`)
      t.match(JSON.parse(answer.body), { code: 'invalid_request', errors: [{ in: 'header', code: 'repeated' }] })
    }
  }
})

t.test('what is too long, or too much, is refused before it is read', async t => {
  const filters = `/v1/complaints?q=${'a'.repeat(8_200)}`
  t.match(await sendRaw(port, filters), { status: 400 })
  t.match(JSON.parse((await sendRaw(port, filters)).body), { errors: [{ code: 'maxLength' }] })
  t.match(await sendRaw(port, '/v1/systems', { headers: Array.from({ length: 101 }, (_, i) => `X-${i}: 1`) }), {
    status: 400
  })
  t.match(await sendRaw(port, '/v1/systems', { headers: [`X-Long: ${'a'.repeat(20_000)}`] }), { status: 431 })
  t.match(await sendRaw(port, '/v1/systems', { headers: [`Authorization: Bearer ${'a'.repeat(9_000)}.b.c`] }), {
    status: 401
  })
})

t.test('what Node would refuse by itself, or not answer at all, is a problem like any other, and closed', async t => {
  await hub.get('/v1/complaints')
  const requests: [bytes: string, status: number, code: string][] = [
    ['GET /v1/complaints HTTP/1.1\r\n\r\n', 400, 'invalid_request'],
    ['GET /livez HTTP/1.1\r\n\r\n', 400, 'invalid_request'],
    ['CONNECT hub:80 HTTP/1.1\r\nHost: hub\r\n\r\n', 405, 'method_not_allowed'],
    ['CONNECT /v1/complaints HTTP/1.1\r\nHost: hub\r\n\r\n', 405, 'method_not_allowed']
  ]
  for (const [bytes, status, code] of requests) {
    const answer = readAnswer(await sendBytes(port, bytes))
    t.match(answer, { status,
      headers: { ...safe, 'content-type': /^application\/problem\+json/, 'connection': 'close' } }, bytes)
    t.match(JSON.parse(answer.body), { code, at_fault: 'caller' })
  }
  t.equal(readAnswer(await sendBytes(port, 'GET /v1/complaints HTTP/1.0\r\n\r\n')).status, 200,
    'HTTP/1.0 knows no host')
  for (const expect of ['nothing', '200-ok'])
    t.equal((await sendRaw(port, '/v1/complaints', { headers: [`Expect: ${expect}`] })).status, 200,
      'what is expected and not known is passed over')
})

t.test('a query is UTF-8', async t => {
  for (const query of ['q=%FF', 'q=a%C3', 'q=%ED%A0%80', 'q=%C0%AF', '%FF=1']) {
    const answer = await hub.get(`/v1/complaints?${query}`)
    t.equal(answer.status, 400, query)
    t.match(await answer.json(), { errors: [{ in: 'query', code: 'encoding' }] })
  }
  for (const query of ['q=%EF%BF%BD', 'q=lampu+%C3%A9', 'q=100%25'])
    t.equal((await hub.get(`/v1/complaints?${query}`)).status, 200, query)
})

t.test('no NIK stands in a URL: what is asked for with one is refused, in every face, and kept nowhere', async t => {
  const nik = '3273021305859991'
  for (const query of [`q=${nik}`, `q=lampu%20${nik}`, `q=%33273021305859991`, `limit=1&q=x${nik}y&q=${nik}`,
    `${nik}=${nik}`, `q=${nik}&cursor=x`])
  {
    const answer = await hub.get(`/v1/complaints?${query}`)
    const body = await answer.text()
    t.equal(answer.status, 400, query)
    t.match(JSON.parse(body), { code: 'invalid_request', errors: [{ in: 'query', code: 'personal', detail: /POST/ }] })
    t.notMatch(body, nik)
  }
  for (const path of ['/open311/v2/requests.json', '/api/3/action/package_search'])
    t.equal((await hub.get(`${path}?q=${nik}`)).status >= 400, true, path)
  for (const other of ['0208907103112026', '327302001500123450', '9973021305851234', '3273029905851234'])
    t.equal((await hub.get(`/v1/complaints?q=${other}`)).status, 200, other)
})

const claim = { nik: '3273021305859991', full_name: 'Budi Santosa', birth_date: '1985-05-13' }
const deep = (levels: number): string => '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1)
const bodies: [name: string, body: Buffer | string, code: string][] = [
  ['bytes that are not UTF-8',
    Buffer.concat([Buffer.from('{"full_name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), 'encoding'],
  ['half a letter', Buffer.from('{"full_name":"é"}').subarray(0, 15), 'encoding'],
  ['Windows-1252', Buffer.from('{"full_name":"caf\xe9"}', 'latin1'), 'encoding'],
  ['nested too deep', deep(33), 'nesting'],
  ['100,000 open lists', '['.repeat(100_000), 'nesting'],
  ['a prototype', '{"__proto__":{"admin":true}}', 'json'],
  ['a prototype, written otherwise', '{"\\u005f_proto__":{"admin":true}}', 'json'],
  ['a prototype by way of the constructor', '{"constructor":{"prototype":{"admin":true}}}', 'json'],
  ['two values', '{}{}', 'json'],
  ['a name twice', '{"full_name":"A","full_name":"B"}', 'repeated'],
  ['a name twice, written otherwise', '{"a":{"nik":1,"n\\u0069k":2}}', 'repeated'],
  ['nothing', '', 'required']
]
t.test('of all bodies that say two things, or spoil what objects are made of, none is taken', async t => {
  for (const [name, body, code] of bodies)
    await t.test(`a body is refused: ${name}`, async t => {
      const answer = await hub.get('/v1/residents/verify', { method: 'POST',
        headers: { authorization, 'content-type': 'application/json' }, body: new Uint8Array(Buffer.from(body)) })
      t.equal(answer.status, 400)
      t.match(await answer.json(), { code: 'invalid_request', errors: [{ in: 'body', code }] })
      t.equal(({} as { admin?: boolean }).admin, undefined)
    })
})

t.test('a parameter that is given twice is refused, remembered answer or not', async t => {
  t.equal((await hub.get('/v1/complaints?limit=1')).status, 200)
  for (const query of ['limit=1&limit=2', 'limit=1&limit=1', 'q=a&limit=1&q=b', 'cursor=x&cursor=y']) {
    const answer = await hub.get(`/v1/complaints?${query}`)
    t.equal(answer.status, 400, query)
    t.match(await answer.json(), { code: 'invalid_request', errors: [{ in: 'query' }] })
  }
})

t.test('the same name in two objects, and as a value, is no repetition', async t => {
  const answer = await hub.get('/v1/residents/verify', { method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ ...claim, full_name: 'nik', other: [{ nik: 'nik' }, { nik: 1 }] }) })
  t.notMatch(await answer.text(), /repeated/)
})

t.test('brackets within text are no levels', async t => {
  const answer = await hub.get('/v1/residents/verify', { method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ ...claim, full_name: '[{\\"'.repeat(20) + 'é' }) })
  t.not(answer.status, 400)
})

t.test('pages of other sites may read nothing, unless the config names them', async t => {
  const origin = 'https://app.example.go.id'
  const ask = (method: string, from: string, headers: Record<string, string> = {}) =>
    hub.get('/v1/complaints', { method, headers: { origin: from, ...headers } })
  const allowed = ({ headers }: Response): string | null => headers.get('access-control-allow-origin')
  t.equal(allowed(await ask('GET', origin)), null)
  t.same([(await ask('OPTIONS', origin, { 'access-control-request-method': 'GET' })).status], [405])

  await hub.reload(createConfig(legacies, { ...settings, hub: { cors: { origins: [origin] } } }),
    new Map(legacies.map(({ adapter }) => [adapter.product, adapter])))
  for (let times = 0; times < 3; times++) {
    const answer = await ask('GET', origin)
    t.equal(allowed(answer), origin)
    t.match(answer.headers.get('access-control-expose-headers'), 'ratelimit')
    t.match(answer.headers.get('vary'), 'origin')
    t.equal(allowed(await ask('GET', 'https://evil.example')), null)
    t.equal(allowed(await ask('GET', 'null')), null)
  }
  const before = await ask('OPTIONS', origin, { 'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization' })
  t.equal(before.status, 204)
  t.equal(before.headers.get('access-control-allow-methods'), 'GET, HEAD, POST')
  t.match(before.headers.get('access-control-allow-headers'), 'authorization')
  t.equal(before.headers.get('access-control-allow-credentials'), null, 'no cookie, no password of a browser')
  t.equal((await ask('OPTIONS', 'https://evil.example', { 'access-control-request-method': 'POST' })).status, 405)
  t.equal(allowed(await hub.get('/v1/systems', { headers: { origin } })), origin, 'an error can be read too')
})
