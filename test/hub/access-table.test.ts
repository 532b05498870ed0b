import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import t from 'tap'
import { callers, routes, type CallerName } from '../../scripts/access-table.ts'
import type { IssuerConfig } from '../../src/config/schema.ts'
import { scopes } from '../../src/config/scopes.ts'
import { ruleOf } from '../../src/http/access.ts'
import { buildHub } from '../../src/hub.ts'
import { newApiKey } from '../../src/identity/api-keys.ts'
import { subjectMark } from '../../src/identity/revocations.ts'
import { createConfig } from '../suites/core/city.ts'
import { contract, JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { testFolder } from '../suites/folder.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'

const all = scopes.join(' ')
const clients = ['app', 'ended']
const officers = await startIdentityProvider(t, { clients, scopes })
const citizens = await startIdentityProvider(t, { clients, scopes, claimsOf: () => ({ nik: '3273021305859991' }) })
const unknown = await startIdentityProvider(t, { clients, scopes })
const key = newApiKey()
const revoked = `${t.testdir({ revoked: subjectMark(officers.issuer, 'asn-8').join('') })}/revoked`

const issuer = (of: string, persons: 'officer' | 'citizen'): IssuerConfig =>
  ({ issuer: of, audience: AUDIENCE, algorithms: ['RS256'], persons, claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } })
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))], freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const hub = await startHub(t, [legacy], {
  identity: { issuers: { officers: issuer(officers.issuer, 'officer'), citizens: issuer(citizens.issuer, 'citizen') }, revocations: { file: revoked, seconds: 30 } },
  consumers: {
    app: { scopes: [...scopes], purposes: ['public_service'], clients: { officers: ['app'], citizens: ['app'] }, keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }] },
    ended: { scopes: [...scopes], agreement: { number: '470/7/PKS', expires: '2024-12-31' }, clients: { officers: ['ended'] } }
  }
})

const as = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
const credentials: Record<CallerName, Record<string, string>> = {
  'anonymous': {},
  'no scope': as(await officers.clientToken('app', 'openid')),
  'application': as(await officers.clientToken('app', all)),
  'API key': { 'x-api-key': key.key },
  'officer': as(await officers.personToken('app', 'asn-7', all)),
  'citizen': as(await citizens.personToken('app', 'warga-1', all)),
  'ended': as(await officers.clientToken('ended', all)),
  'revoked': as(await officers.personToken('app', 'asn-8', all)),
  'stranger': as(await unknown.clientToken('app', all))
}

const text = readFileSync('docs/access.md', 'utf8')
/** The rows of the table that people read. */
const rows = [...text.matchAll(/^\| `([A-Z]+) (\/\S*)` \| (?:`[^|]*`)? ?\| (.*) \|$/gm)]
  .map(([, method = '', path = '', cells = '']) => ({ method, path, cells: cells.split(' | ') }))

const pathOf = (path: string): string => path.replace('{nop}', '327306000100200030').replace('{year}', '2026').replace('{id}', path.startsWith('/v1/systems') || path.includes('/raw/') ? 'a' : 'AAAA-100001')

t.test('the table has every operation of the contract, and what stands beside it', async t => {
  t.same(rows.map(({ method, path }) => `${method} ${path}`), [...contract.operations.map(({ method, path }) => `${method} ${path}`), ...Object.values(routes)])
})

t.test('every request of every kind of caller is answered as the table says', async t => {
  const counts = { yes: 0, 401: 0, 403: 0, wrong: 0 }
  for (const { method, path, cells } of rows) {
    for (const [index, [caller]] of callers.entries()) {
      // Twice: what is remembered of the first answer must let nobody else in. Nothing of the third fits, where it could.
      const found: string[] = []
      for (const query of path.startsWith('/v1/') ? ['', '', '?nonsense=1'] : ['', '']) {
        const response = await hub.get(pathOf(path) + query, { method, headers: credentials[caller], redirect: 'manual' })
        await response.arrayBuffer()
        found.push(response.status === 401 || response.status === 403 ? String(response.status) : 'yes')
      }
      const expected = cells[index] as keyof typeof counts
      const isRight = found.every(one => one === expected)
      counts[isRight ? expected : 'wrong']++
      t.ok(isRight, `${method} ${path} by ${caller}: ${found.join(', ')} and not ${expected}`)
    }
  }
  const told = `${rows.length} requests, ${callers.length} kinds of callers: ${counts.yes} let in, ${counts[401]} answered 401, ${counts[403]} answered 403`
  t.comment(`${told}, ${counts.wrong} otherwise`)
  t.ok(text.includes(`\n${told}.\n`))
})

t.test('what has no rule is closed to everybody', async t => {
  t.equal(ruleOf({}), undefined)
  t.equal(ruleOf({ operation: { ...contract.operations[0], public: false, scopes: [] } as never }), undefined)
  const surprised = await buildHub({
    config: createConfig([legacy], { consumers: { app: { scopes: [...scopes] } } }), adapters: new Map([[legacy.adapter.product, legacy.adapter]]),
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir: testFolder() },
    log: { logger: pino({ enabled: false }), request: () => {}, flush: () => {} }
  })
  t.teardown(() => surprised.close())
  surprised.app.get('/surprise', async () => ({ all: 'of it' }))
  for (const headers of [{}, bearer({ claims: { sub: 'app', scope: all } })]) {
    const { statusCode, body } = await surprised.app.inject({ url: '/surprise', headers })
    t.equal(statusCode, 403)
    t.notMatch(body, 'of it')
  }
})
