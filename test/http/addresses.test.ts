import t from 'tap'
import { createAddresses } from '../../src/http/addresses.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'

const request = (remoteAddress: string | undefined, forwarded?: string) =>
  ({ socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as Parameters<
      ReturnType<typeof createAddresses>
    >[0]

t.test('without trusted proxies nobody can pass for another address', async t => {
  const addressOf = createAddresses([])
  t.equal(addressOf(request('192.0.2.1', '198.51.100.7')), '192.0.2.1')
  t.equal(addressOf(request(undefined)), '')
})

const addressOf = createAddresses(['10.0.0.0/8', '192.0.2.9', 'fd00::/8'])
const cases: [name: string, peer: string, forwarded: string | undefined, address: string][] = [
  ['a stranger', '198.51.100.7', '203.0.113.5', '198.51.100.7'],
  ['a trusted proxy', '10.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['a single trusted address', '192.0.2.9', '203.0.113.5', '203.0.113.5'],
  ['its neighbour', '192.0.2.10', '203.0.113.5', '192.0.2.10'],
  ['two proxies', '10.0.0.1', '203.0.113.5, 10.0.0.2', '203.0.113.5'],
  ['a caller who wrote one itself', '10.0.0.1', '127.0.0.1, 203.0.113.5', '203.0.113.5'],
  ['a caller who wrote a trusted one', '10.0.0.1', '10.9.9.9, 203.0.113.5', '203.0.113.5'],
  ['a proxy that asks for itself', '10.0.0.1', undefined, '10.0.0.1'],
  ['nothing but proxies', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ['no address', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['an address with a port', '10.0.0.1', '203.0.113.5:4711', '10.0.0.1'],
  ['an empty header', '10.0.0.1', '', '10.0.0.1'],
  ['IPv6', 'fd00::1', '2001:db8::5', '2001:db8::5'],
  ['IPv4 within IPv6', '::ffff:10.0.0.1', '::ffff:203.0.113.5', '203.0.113.5']
]
for (const [name, peer, forwarded, address] of cases)
  t.test(`${name} is ${address}`, async t => {
    t.equal(addressOf(request(peer, forwarded)), address)
  })

t.test('callers behind a trusted proxy have windows of their own, remembered answer or not', async t => {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
    freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
  const rate = { anonymous: { requests: 2, seconds: 600 }, consumer: { requests: 100, seconds: 600 } }
  for (const [trusted_proxies, others] of [[[], 429], [['127.0.0.1'], 200]] as const) {
    const hub = await startHub(t, [legacy], { hub: { rate, trusted_proxies: [...trusted_proxies] } })
    const ask = async (from: string): Promise<number> =>
      (await hub.get('/v1/complaints', { headers: { 'x-forwarded-for': from } })).status
    t.same([await ask('203.0.113.5'), await ask('203.0.113.5'), await ask('203.0.113.5')], [200, 200, 429])
    t.equal(await ask('203.0.113.6'), others)
    t.equal((await hub.get('/push/a/x', { headers: { 'x-forwarded-for': '203.0.113.5' } })).status, 404)
  }
})
