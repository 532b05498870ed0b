import type { AddressInfo } from 'node:net'
import t from 'tap'
import { startHub, validation } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { type RawRequest, sendRaw } from '../suites/raw-http.ts'

const complaints = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
  freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const residents = createLegacy({ id: 'b', prefix: 'BBBB', resource: 'residents' })
const hub = await startHub(t, [complaints, residents], { consumers: { app: { scopes: ['residents:verify'] } } })
const { port } = hub.app.server.address() as AddressInfo
const long = 'a'.repeat(1_500)

const targets: [target: string, status: number, request?: RawRequest][] = [
  [`/v1/complaints/${long}`, 400],
  [`/v1/systems/${long}`, 400],
  [`/problems/${long}`, 400],
  [`/push/${long}/alert`, 400],
  [`/systems/${long}/raw/x`, 400],
  ['/v1/complaints/%zz', 400],
  ['/%', 400],
  ['/v1/complaints/%00', 400],
  ['/v1/complaints#limit=5', 400],
  ['/v1/complaints#?limit=5', 400],
  ['/docs/static/../../../etc/passwd', 404],
  ['/docs/static/..%2f..%2fetc%2fpasswd', 404],
  ['//v1/complaints', 404],
  ['/v1/complaints/100001/more', 404],
  ['*', 404, { method: 'OPTIONS' }],
  ['/v1/complaints', 405, { method: 'DELETE' }],
  ['http://hub/v1/complaints', 405, { method: 'DELETE' }],
  ['http://hub/v1/nothing', 404]
]
t.test('what leads nowhere counts as every other request does', async t => {
  const strict = await startHub(t, [createLegacy({ id: 'c', prefix: 'CCCC' })], {
    hub: { rate: { anonymous: { requests: 3, seconds: 60 }, consumer: { requests: 3, seconds: 60 } } }
  })
  const { port: strictPort } = strict.app.server.address() as AddressInfo
  const statuses: number[] = []
  for (let i = 0; i < 5; i++) statuses.push((await sendRaw(strictPort, '/v1/complaints/%zz')).status)
  t.same(statuses, [400, 400, 400, 429, 429])
})

for (const [target, status, request = {}] of targets) {
  const line = `${request.method ?? 'GET'} ${target.replace(long, 'aaa...')}`
  t.test(`${line} is a ${status}, with an id that the log knows`, async t => {
    const answer = await sendRaw(port, target, request)
    t.equal(answer.status, status)
    t.match(answer.headers['content-type'], /^application\/problem\+json/)
    const problem = JSON.parse(answer.body)
    t.same(validation.errorsOf('Problem', problem), [])
    t.equal(answer.headers['x-request-id'], problem.request_id)
    t.match(hub.lines.at(-1), { requestId: problem.request_id, status, outcome: problem.code })
  })
}

t.test('a wrong method is told the right ones', async t => {
  t.equal((await sendRaw(port, '/v1/complaints', { method: 'PUT' })).headers['allow'], 'GET, HEAD, POST')
})

t.test('the host may stand in the target', async t => {
  const { status, body } = await sendRaw(port, 'http://hub/v1/complaints?limit=1')
  t.equal(status, 200)
  t.equal(JSON.parse(body).items.length, 1)
})

t.test('a tab between the words of a header is no control character', async t => {
  const { headers: { etag = '' } } = await sendRaw(port, '/v1/complaints?limit=2')
  // The second time it comes from memory: both ways read the header alike.
  for (const target of ['/v1/complaints?limit=3', '/v1/complaints?limit=3']) {
    const { status } = await sendRaw(port, target, { headers: [`If-None-Match: "x",\t${etag}`] })
    t.equal(status, 304)
  }
})

t.test('an error names no more wrong fields than anybody reads, and says how many there are', async t => {
  const names = Array.from({ length: 2_000 },
    (_, i) => [i, Math.floor(i / 26), Math.floor(i / 676)].map(n => String.fromCharCode(97 + (n % 26))).join(''))
  const { status, body } = await sendRaw(port, `/v1/complaints?${[...new Set(names)].join('&')}`)
  t.equal(status, 400)
  const problem = JSON.parse(body)
  t.equal(problem.errors.length, 32)
  t.match(problem.detail, /there are \d{3,4} more\.$/)
  t.ok(body.length < 16_384, `${body.length} bytes`)
})

t.test('a body made of faults is refused at its first one', async t => {
  const body = JSON.stringify(
    Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`${'abcdefghij'[i % 10]}${i}`, 0]))
  )
  const { authorization } = bearer({ claims: { sub: 'app', scope: 'residents:verify' } })
  const answer = await sendRaw(port, '/v1/residents/verify', {
    method: 'POST',
    body,
    headers: [`Authorization: ${authorization}`, 'Content-Type: application/json', `Content-Length: ${body.length}`]
  })
  t.equal(answer.status, 400)
  t.match(JSON.parse(answer.body).errors, [{ in: 'body' }])
  t.equal(JSON.parse(answer.body).errors.length, 1)
})

t.test("nothing of all this was the hub's fault", async t => {
  t.same(hub.lines.filter(({ status }) => status >= 500), [])
})
