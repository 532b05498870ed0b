import { writeFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import t from 'tap'
import type { IdentityConfig, IssuerConfig } from '../../src/platform/config/schema.ts'
import { subjectMark } from '../../src/platform/identity/revocations.ts'
import { until } from '../services/wait.ts'
import { createConfig, type TestConfig } from '../suites/core/city.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'

const NIK = '3273021305859991'
const SCOPES = ['systems:read', 'complaints:read', 'complaints:write', 'tax-bills:read']
const all = SCOPES.join(' ')
const city = await startIdentityProvider(t, { clients: ['kiosk-1', 'desk', 'stranger'], scopes: SCOPES })
const residents = await startIdentityProvider(t, { clients: ['portal'], scopes: SCOPES, algorithm: 'ES256',
  claimsOf: () => ({ nik: NIK }) })

const issuer = (of: string, more: Partial<IssuerConfig> = {}): IssuerConfig => ({ issuer: of, audience: AUDIENCE,
  algorithms: ['RS256', 'ES256'], claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' }, ...more })
const revoked = `${t.testdir({ revoked: '' })}/revoked`
const identity: Partial<IdentityConfig> = {
  issuers: { city: issuer(city.issuer, { persons: 'officer' }),
    residents: issuer(residents.issuer, { persons: 'citizen' }) },
  revocations: { file: revoked, seconds: 30 }
}
const settings: TestConfig = {
  identity,
  consumers: {
    kiosk: { scopes: ['systems:read', 'complaints:read'], clients: { city: ['kiosk-1'] } },
    desk: { scopes: SCOPES, clients: { city: ['desk'] } },
    portal: { scopes: SCOPES, clients: { residents: ['portal'] } }
  }
}
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
  freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const hub = await startHub(t, [legacy], settings)
const as = (token: string) => ({ authorization: `Bearer ${token}` })
const statusOf = async (path: string, token: string, method = 'GET'): Promise<number> =>
  (await hub.get(path, { method, headers: as(token) })).status

t.test('an application is let in with a token of its own, and has what both it and its token have', async t => {
  const token = await city.clientToken('kiosk-1', all)
  t.equal(await statusOf('/v1/systems', token), 200)
  t.equal(hub.lines.at(-1)?.consumer, 'kiosk')
  t.equal(await statusOf('/v1/tax-bills', token), 403, 'its consumer lacks the scope')
  t.equal(await statusOf('/v1/systems', await city.clientToken('kiosk-1', 'complaints:read')), 403,
    'its token lacks the scope')
})

t.test('a remembered token is served on the hot path', async t => {
  const token = await city.clientToken('kiosk-1', all)
  await hub.get('/v1/complaints', { headers: as(token) })
  const again = await hub.get('/v1/complaints', { headers: as(token) })
  t.match(again.headers.get('cache-status'), /^satu; hit/)
  t.equal(hub.lines.at(-1)?.consumer, 'kiosk')
})

t.test('an officer who signed in calls through an application, as far as that may go', async t => {
  const token = await city.personToken('desk', 'asn-7', 'systems:read tax-bills:read')
  t.equal(await statusOf('/v1/systems', token), 200)
  t.equal(hub.lines.at(-1)?.consumer, 'desk')
  t.equal(await statusOf('/v1/complaints/AAAA-100001/close', token, 'POST'), 403)
})

t.test('a citizen who signed in may do what is for citizens, whatever scopes the token has', async t => {
  const token = await residents.personToken('portal', 'warga-1', all)
  const list = await hub.get('/v1/tax-bills', { headers: as(token) })
  t.equal(list.status, 403)
  t.match(await list.json(), { code: 'forbidden',
    detail: 'Citizens may not call this: it shows the records of others.' })
  t.equal(await statusOf('/v1/systems', token), 403)
  t.equal(await statusOf('/v1/complaints', token), 200, 'what is public is so for them')
  t.notOk([401, 403].includes(await statusOf('/v1/complaints', token, 'POST')), 'a complaint may be theirs')
})

t.test("tokens of strangers are refused: other clients, other issuers, one issuer's client at another", async t => {
  t.equal(await statusOf('/v1/systems', await city.clientToken('stranger', all)), 401)
  const other = await startIdentityProvider(t, { clients: ['kiosk-1'], scopes: SCOPES })
  t.equal(await statusOf('/v1/systems', await other.clientToken('kiosk-1', all)), 401)
  t.equal(other.lookUps(), 0, 'the hub asks no issuer that it does not know')
})

t.test('many first uses of tokens, good and forged, cost no look-up of keys', async t => {
  const before = city.lookUps()
  const good = await Promise.all(Array.from({ length: 20 }, () => city.clientToken('kiosk-1', 'systems:read')))
  const forge = (token: string, index: number): string => {
    const [, claims = '', signature = ''] = token.split('.')
    return `${
      Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid: `invented-${index}` })).toString('base64url')
    }.${claims}.${signature}`
  }
  const statuses = await Promise.all(
    [...good, ...Array.from({ length: 300 }, (_, i) => forge(good[0] ?? '', i))].map(token =>
      statusOf('/v1/systems', token)
    )
  )
  t.same(statuses.slice(0, 20), Array(20).fill(200))
  t.same([...new Set(statuses.slice(20))], [401])
  t.ok(city.lookUps() - before <= 1, `${city.lookUps() - before} look-ups`)
})

t.test('who is revoked is out at once, on an open connection too', async t => {
  const token = await city.personToken('desk', 'asn-8', 'systems:read complaints:read')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => {
    agent.destroy()
  })
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      httpRequest(`${hub.url}/v1/complaints`, { agent, headers: as(token) }, response => {
        response.resume().once('end', () => {
          resolve(response.statusCode ?? 0)
        })
      }).once('error', reject).end()
    })
  t.same([await ask(), await ask()], [200, 200])
  writeFileSync(revoked, `${subjectMark(city.issuer, 'asn-8').join('')} # left the agency\n`)
  await until(async () => (await ask()) === 401)
  t.equal(await statusOf('/v1/systems', await city.personToken('desk', 'asn-8', 'systems:read')), 401,
    'with a new token too')
  t.equal(await statusOf('/v1/systems', await city.personToken('desk', 'asn-9', 'systems:read')), 200)
})

t.test('a changed configuration keeps the keys, and takes clients away at once', async t => {
  const token = await city.clientToken('kiosk-1', all)
  t.equal(await statusOf('/v1/systems', token), 200)
  const before = city.lookUps()
  const adapters = new Map([[legacy.adapter.product, legacy.adapter]])
  await hub.reload(
    createConfig([legacy], { ...settings, consumers: { ...settings.consumers, kiosk: { scopes: ['systems:read'] } } }),
    adapters
  )
  t.equal(await statusOf('/v1/systems', token), 401)
  await hub.reload(createConfig([legacy], settings), adapters)
  t.equal(await statusOf('/v1/systems', token), 200)
  t.equal(city.lookUps(), before)
})

t.test('a configuration whose list of revocations cannot be read is refused, and the running one stays', async t => {
  const next = createConfig([legacy], { ...settings,
    identity: { ...identity, revocations: { file: '/nowhere/revoked', seconds: 30 } } })
  await t.rejects(hub.reload(next, new Map([[legacy.adapter.product, legacy.adapter]])), {
    message: /list of revocations/
  })
  t.equal(await statusOf('/v1/systems', await city.clientToken('kiosk-1', all)), 200)
  t.equal(await statusOf('/v1/systems', await city.personToken('desk', 'asn-8', 'systems:read')), 401,
    'and its list holds')
})

t.test('a provider that is down stops nobody whose key is known; a new key is found when it is back', async t => {
  const known = await residents.personToken('portal', 'warga-2', all)
  residents.down()
  t.equal(await statusOf('/v1/complaints', known), 200)
  residents.up()
  residents.rotate()
  const next = await residents.personToken('portal', 'warga-2', all)
  await until(async () => (await statusOf('/v1/complaints', next)) === 200, { what: 'the new key to be known' })
})

t.test('a provider that was never reached is a 503 for its tokens, and for nobody else', async t => {
  const late = await startIdentityProvider(t, { clients: ['kiosk-1'], scopes: SCOPES })
  const token = await late.clientToken('kiosk-1', all)
  late.down()
  const lonely = await startHub(t, [legacy], { identity: { issuers: { city: issuer(late.issuer) } },
    consumers: { kiosk: { scopes: ['systems:read'], clients: { city: ['kiosk-1'] } } } })
  const answer = await lonely.get('/v1/systems', { headers: as(token) })
  t.equal(answer.status, 503)
  t.match(await answer.json(), { code: 'identity_unavailable', at_fault: 'hub' })
  t.ok(Number(answer.headers.get('retry-after')) > 0)
  t.equal(
    (await lonely.get('/v1/systems', { headers: bearer({ claims: { sub: 'kiosk', scope: 'systems:read' } }) })).status,
    200
  )
})

t.test("the hub's own tokens are taken where the config says so", async t => {
  const strict = await startHub(t, [legacy], { identity: { own_tokens: ['production'] },
    consumers: { app: { scopes: ['systems:read'] } } })
  t.equal(
    (await strict.get('/v1/systems', { headers: bearer({ claims: { sub: 'app', scope: 'systems:read' } }) })).status,
    401
  )
})

t.test('no log line says who somebody is', async t => {
  t.notMatch(JSON.stringify(hub.lines), new RegExp(`${NIK}|warga|asn-`))
})
