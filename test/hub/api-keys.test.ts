import t from 'tap'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { createConfig } from '../suites/core/city.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'

const old = newApiKey()
const next = newApiKey()
const narrow = newApiKey()
const entry = ({ prefix, sha256 }: typeof old, more: object = {}) => ({ prefix, sha256, expires: '2999-12-31',
  ...more })
const kiosk = { scopes: ['systems:read', 'complaints:read'], rate: { requests: 50, seconds: 600 } }
const settings = {
  consumers: { kiosk: { ...kiosk, keys: [entry(old), entry(narrow, { scopes: ['complaints:read'] })] } }
}

const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
  freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const hub = await startHub(t, [legacy], settings)
const ask = (path: string, headers: Record<string, string>): Promise<Response> => hub.get(path, { headers })

t.test('a key lets its consumer in by either header, and counts in its window', async t => {
  const first = await ask('/v1/systems', { 'x-api-key': old.key })
  const second = await ask('/v1/systems', { authorization: `ApiKey ${old.key}` })
  t.same([first.status, second.status], [200, 200])
  const leftOf = ({ headers }: Response): number => Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])
  t.equal(leftOf(first) - leftOf(second), 1)
  t.equal(hub.lines.at(-1)?.consumer, 'kiosk')
})

t.test('a repeated read with a key is answered on the hot path', async t => {
  await ask('/v1/complaints', { 'x-api-key': old.key })
  const again = await ask('/v1/complaints', { 'x-api-key': old.key })
  t.match(again.headers.get('cache-status'), /^satu; hit/)
  t.match(again.headers.get('cache-control'), /^private/)
  t.match(again.headers.get('vary'), 'x-api-key')
  t.equal(hub.lines.at(-1)?.consumer, 'kiosk')
})

t.test('a key may do less than its consumer', async t => {
  t.equal((await ask('/v1/systems', { 'x-api-key': narrow.key })).status, 403)
  t.equal((await ask('/v1/complaints', { 'x-api-key': narrow.key })).status, 200)
})

t.test('a key that is not known is a 401 wherever it is shown, cached or not', async t => {
  for (const path of ['/v1/systems', '/v1/complaints', '/metrics', '/systems/a/raw/x']) {
    const answer = await ask(path, { 'x-api-key': next.key })
    t.equal(answer.status, 401, path)
    t.match(await answer.json(), { code: 'unauthenticated', detail: 'The API key is not one that this hub accepts.' })
  }
})

t.test('two credentials at once are a 400, cached or not', async t => {
  for (const path of ['/v1/systems', '/v1/complaints']) {
    const answer = await ask(path, { 'x-api-key': old.key, ...bearer({ claims: { sub: 'kiosk' } }) })
    t.equal(answer.status, 400, path)
    t.match(await answer.json(), { code: 'invalid_request', errors: [{ in: 'header' }] })
  }
})

t.test('a key is replaced without a pause: both are taken, then the new one alone', async t => {
  const adapters = new Map([[legacy.adapter.product, legacy.adapter]])
  const statuses = async (): Promise<number[]> =>
    Promise.all([old, next].map(async ({ key }) => (await ask('/v1/systems', { 'x-api-key': key })).status))
  t.same(await statuses(), [200, 401])
  await hub.reload(createConfig([legacy], { consumers: { kiosk: { ...kiosk, keys: [entry(old), entry(next)] } } }),
    adapters)
  t.same(await statuses(), [200, 200])
  await hub.reload(createConfig([legacy], { consumers: { kiosk: { ...kiosk, keys: [entry(next)] } } }), adapters)
  t.same(await statuses(), [401, 200])
})

t.test('bad credentials are counted by the address that sends them', async t => {
  const strict = await startHub(t, [legacy], {
    hub: { rate: { anonymous: { requests: 3, seconds: 600 }, consumer: { requests: 100, seconds: 600 } } },
    ...settings
  })
  const statuses: number[] = []
  for (let i = 0; i < 5; i++)
    statuses.push((await strict.get('/v1/systems', { headers: { 'x-api-key': newApiKey().key } })).status)
  t.same(statuses, [401, 401, 401, 429, 429])
  t.equal((await strict.get('/v1/systems', { headers: { 'x-api-key': old.key } })).status, 200,
    'who shows a good one is counted apart')
})
