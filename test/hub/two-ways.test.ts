import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createConfig, type TestConfig } from '../suites/core/city.ts'
import { type RunningHub, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type Row } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { type RawAnswer, type RawRequest, sendTogether } from '../suites/raw-http.ts'

const fresh = { fresh: 600, revalidate: 0, on_error: 0 }
const bill = (key: string, number: number): Row => ({
  key,
  updatedAt: day(number),
  record: { identifiers: [], status: { code: 'paid', raw_code: '1' }, nop: key.slice(0, 18), tax_year: 2026,
    payable_idr: 573_000, taxpayer_name: 'Asep Sunandar' }
})
const complaints = createLegacy({
  id: 'a',
  prefix: 'AAAA',
  freshness: fresh,
  rows: [complaintRow('100001', day(3), { description: 'Lampu mati – ≥ 3 hari' }), complaintRow('100002', day(2)),
    complaintRow('100003', day(1))]
})
const bills = createLegacy({ id: 'b', prefix: 'BBBB', resource: 'tax-bills', freshness: fresh,
  rows: [bill('327306000100200030-2026', 1)] })
const legacies = [complaints, bills]
const settings: TestConfig = {
  consumers: { app: { scopes: ['complaints:read', 'tax-bills:read'] }, other: { scopes: ['licences:read'] },
    few: { scopes: ['tax-bills:read'], rate: { requests: 3, seconds: 600 } } }
}

/** The way past memory: a Cache-Control that asks for nothing. */
const PAST = 'Cache-Control: extension'

/** What two answers to the same question must share: all but what counts on or is new each time. */
function comparable({ status, headers, body }: RawAnswer): object {
  const counting = (value = ''): string => value.replace(/\d+/g, 'n')
  const { date: _date, 'x-request-id': id = '', ...rest } = headers
  const shown = { ...rest, 'x-request-id': id.startsWith('mine-') ? id : "the hub's" }
  for (const name of ['age', 'ratelimit', 'cache-control', 'cache-status'])
    if (name in shown) Object.assign(shown, { [name]: counting(headers[name]) })
  return { status, headers: Object.fromEntries(Object.entries(shown).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    body: body.replace(/"request_id":"[^"]*"/, '') }
}

/** Asks from memory, three times over one connection as callers do, and past it; says what differs. */
async function compare(t: Test, hub: RunningHub, target: string, request: RawRequest, isHit: boolean): Promise<void> {
  const { port } = hub.app.server.address() as AddressInfo
  const what = `${request.method ?? 'GET'} ${target.slice(0, 60)} ${
    (request.headers ?? []).join(' ').replace(/Bearer \S+/, 'Bearer ...')
  }`
  const one = { target, ...request }
  const slow = { ...one, headers: [...(request.headers ?? []), PAST] }
  // Who comes with a token for the first time has it checked: that is the long way.
  if (isHit) await sendTogether(port, [slow])
  hub.lines.length = 0
  const [, first, second, third] = await sendTogether(port, [{ target: '/livez' }, one, one, one])
  const [, past] = await sendTogether(port, [{ target: '/livez' }, slow, slow])
  if (first === undefined || second === undefined || third === undefined || past === undefined)
    throw new Error('an answer is missing')
  const lines = hub.lines.filter(({ operation }) => operation !== 'livez')
  t.same(lines.slice(0, 3).map(({ cache, systems }) => cache === 'hit' && systems === undefined), Array(3).fill(isHit),
    `${what}: ${isHit ? 'comes' : 'does not come'} from memory`)
  t.same(comparable(first), comparable(past), what)
  t.same(comparable(second), comparable(first), `${what}, again`)
  // The last one on a connection is told so.
  t.same(
    comparable({ ...third,
      headers: { ...third.headers, 'connection': 'keep-alive', 'keep-alive': first.headers['keep-alive'] ?? '' } }),
    comparable(first),
    `${what}, at the end`
  )
  const logged = lines.slice(0, 4).map(({ consumer, operation, status, outcome, cache }) =>
    JSON.stringify([consumer, operation, status, outcome, cache])
  )
  t.equal(new Set(logged).size, 1, `${what}: logged alike`)
  t.equal(lines[0]?.status, first.status)
}

const header = (parts?: Parameters<typeof bearer>[0]): string => `Authorization: ${bearer(parts).authorization}`
const app = header({ claims: { sub: 'app', scope: 'complaints:read tax-bills:read' } })
const narrow = header({ claims: { sub: 'app', scope: 'complaints:read' } })

t.test('an answer from memory is what the long way gives, for whoever asks and however', async t => {
  const hub = await startHub(t, legacies, settings)
  const { port } = hub.app.server.address() as AddressInfo
  const open = ['/v1/complaints', '/v1/complaints?limit=1', '/v1/complaints?limit=1&status=in_progress',
    '/v1/complaints?status=in_progress&limit=1', '/v1/complaints/AAAA-100001', '/v1/complaints/AAAA-100001/updates']
  const closed = ['/v1/tax-bills', '/v1/tax-bills/327306000100200030/2026']
  for (const target of [...open, ...closed]) {
    const [, warm] = await sendTogether(port, [{ target: '/livez' }, { target, headers: [app] }, { target: '/livez' }])
    t.equal(warm?.status, 200, target)
    const etag = warm?.headers['etag'] ?? ''
    const callers: [headers: string[], isKnown: boolean][] = [[[app], true], [[], open.includes(target)], [[narrow],
      open.includes(target)]]
    for (const [caller, isKnown] of callers) {
      for (const method of ['GET', 'HEAD']) {
        const more = [[], [`If-None-Match: ${etag}`], [`If-None-Match: "x",\t${etag}`], ['If-None-Match: *'], [
          `If-None-Match: ${etag.replace('W/', '')}`
        ], ['If-None-Match: "x"'], ['X-Request-Id: mine-1'], ['X-Request-Id: 3273021305859991'], ['ACCEPT: text/html',
          'X-REQUEST-ID: mine-2']]
        for (const headers of more) {
          await compare(t, hub, target, { method, headers: [...caller, ...headers] }, isKnown)
        }
      }
    }
  }
})

t.test('who may not have it does not get it from memory', async t => {
  const hub = await startHub(t, legacies, settings)
  const { port } = hub.app.server.address() as AddressInfo
  const targets = ['/v1/tax-bills', '/v1/complaints']
  for (const target of targets) await sendTogether(port, [{ target, headers: [app] }, { target, headers: [app] }])
  const now = Math.floor(Date.now() / 1_000)
  const refused: string[][] = [
    [header({ claims: { sub: 'app', exp: now - 1 } })],
    [header({ claims: { sub: 'nobody' } })],
    [header({ claims: { sub: 'app' }, secret: 'another key that is long enough for it' })],
    [header({ claims: { sub: 'app', iss: undefined } })],
    ['Authorization: nonsense'],
    ['Authorization:'],
    ['Authorization: Bearer'],
    ['Authorization: Basic YTpi']
  ]
  for (const headers of refused) for (const target of targets) await compare(t, hub, target, { headers }, false)
  await compare(t, hub, '/v1/tax-bills', {
    headers: [header({ claims: { sub: 'other', scope: 'licences:read tax-bills:read' } })]
  }, false)
  await compare(t, hub, '/v1/tax-bills', {}, false)
})

t.test('another spelling of an address is another address, and answered like it', async t => {
  const hub = await startHub(t, legacies, settings)
  const { port } = hub.app.server.address() as AddressInfo
  const good = ['/v1/complaints?', '/v1/complaints?&limit=2', '/v1/%63omplaints?limit=2', '/v1/complaints?%6cimit=2',
    '/v1/complaints?limit=%32', 'http://hub/v1/complaints?limit=2', '/v1/complaints?q=lampu+mati',
    '/v1/complaints?q=lampu%20mati']
  for (const target of good) {
    await sendTogether(port, [{ target }, { target }])
    await compare(t, hub, target, {}, true)
  }
  const bad = ['/v1/complaints?limit=1&limit=1', '/v1/complaints?limit=1&LIMIT=1', '/v1/complaints?limit=0',
    '/v1/complaints/', '//v1/complaints', '/v1/complaints#x', '/v1/complaints/%zz', '/v1/complaints/AAAA-100009',
    '/v1/Complaints']
  for (const target of bad) {
    await sendTogether(port, [{ target }, { target }])
    await compare(t, hub, target, {}, false)
  }
  const long = `/v1/complaints?limit=2&status=${Array(120).fill('in_progress').join(',')}`
  await sendTogether(port, [{ target: long }, { target: long }])
  await compare(t, hub, long, {}, false)
  await compare(t, hub, '/v1/complaints', { method: 'DELETE' }, false)
  await compare(t, hub, '/v1/complaints', { method: 'PROPFIND' }, false)
})

t.test('a used-up window is used up for both ways', async t => {
  const hub = await startHub(t, legacies, settings)
  const { port } = hub.app.server.address() as AddressInfo
  const target = '/v1/tax-bills'
  const few = header({ claims: { sub: 'few', scope: 'tax-bills:read' } })
  const past = { target, headers: [few, PAST] }
  const memory = { target, headers: [few] }
  const answers = await sendTogether(port, [past, memory, past, memory, past])
  t.same(answers.map(({ status }) => status), [200, 200, 200, 429, 429])
  t.same(answers.map(({ headers }) => headers['ratelimit']?.replace(/t=\d+/, 't')),
    [2, 1, 0, 0, 0].map(left => `"default";r=${left};t`))
})

t.test('nothing is remembered beyond a change of the configuration', async t => {
  const hub = await startHub(t, legacies, settings)
  const { port } = hub.app.server.address() as AddressInfo
  const adapters = new Map(legacies.map(({ id, adapter }) => [id, adapter]))
  const target = '/v1/tax-bills'
  const ask = async (): Promise<number[]> =>
    (await sendTogether(port, [{ target, headers: [app] }, { target, headers: [app] }])).map(({ status }) => status)
  t.same(await ask(), [200, 200])
  await hub.reload(createConfig(legacies, { consumers: { app: { scopes: ['complaints:read'] } } }), adapters)
  t.same(await ask(), [403, 403])
  await hub.reload(createConfig(legacies, { consumers: { other: {} } }), adapters)
  t.same(await ask(), [401, 401])
  await hub.reload(createConfig([complaints], settings), adapters)
  t.same(await ask(), [501, 501])
  await hub.reload(createConfig(legacies, settings), adapters)
  t.same(await ask(), [200, 200])
  await compare(t, hub, target, { headers: [app] }, true)
})
