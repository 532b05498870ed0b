import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import t from 'tap'
import { features } from '../../src/features.ts'
import { defineFeature } from '../../src/features/feature.ts'
import { routesOf as routesOfFeatures } from '../../src/features/registration.ts'
import { accessTable, type CallerName, callers } from '../../src/http/access-table.ts'
import { coreRoutes, createRules } from '../../src/http/access.ts'
import { buildHub } from '../../src/hub.ts'
import type { IssuerConfig } from '../../src/platform/config/schema.ts'
import { scopes } from '../../src/platform/config/scopes.ts'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { subjectMark } from '../../src/platform/identity/revocations.ts'
import { createAuthority } from '../suites/authority.ts'
import { createConfig, type TestConfig } from '../suites/core/city.ts'
import { contract, JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { testFolder } from '../suites/folder.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'
import { siren } from '../suites/siren.ts'
import { callerOf, tlsOf } from '../suites/tls-caller.ts'

const all = scopes.join(' ')
const clients = ['app', 'ended']
const officers = await startIdentityProvider(t, { clients, scopes })
const citizens = await startIdentityProvider(t, { clients, scopes, claimsOf: () => ({ nik: '3273021305859991' }) })
const unknown = await startIdentityProvider(t, { clients, scopes })
const key = newApiKey()
const revoked = `${t.testdir({ revoked: subjectMark(officers.issuer, 'asn-8').join('') })}/revoked`

const issuer = (of: string, persons: 'officer' | 'citizen'): IssuerConfig => ({ issuer: of, audience: AUDIENCE,
  algorithms: ['RS256'], persons, claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } })
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
  freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const authority = createAuthority()
const settings: TestConfig = {
  identity: { issuers: { officers: issuer(officers.issuer, 'officer'), citizens: issuer(citizens.issuer, 'citizen') },
    revocations: { file: revoked, seconds: 30 } },
  consumers: {
    app: {
      scopes: [...scopes],
      purposes: ['public_service'],
      clients: { officers: ['app'], citizens: ['app'] },
      keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }],
      certificates: [{ subject: { CN: 'app' } }]
    },
    ended: { scopes: [...scopes], agreement: { number: '470/7/PKS', expires: '2024-12-31' },
      clients: { officers: ['ended'] } }
  }
}
const hub = await startHub(t, [legacy, siren], settings)
/** The same over TLS, for who shows a certificate. */
const secure = await startHub(t, [legacy, siren], { ...settings,
  tls: tlsOf(authority.issue('/CN=hub', { hosts: ['127.0.0.1'] }), { clientCertificates: 'optional',
    clientCa: authority.ca }) })
const certified = callerOf(t, secure, authority, authority.issue('/CN=app'))

const as = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })
const credentials: Record<Exclude<CallerName, 'certificate'>, Record<string, string>> = {
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

const pathOf = (path: string): string =>
  path
    .replace('/problems/{code}', '/problems/not_found').replace('{nop}', '327306000100200030').replace('{year}', '2026')
    .replace('{system}', 'siren')
    .replace(/^(\/admin\/consumers\/)\{id\}/, '$1app').replace('{id}',
      /^\/(v1|admin)\/systems/.test(path) || path.includes('/raw/') ? 'a' : 'AAAA-100001')

async function statusOf(caller: CallerName, method: string, path: string): Promise<number> {
  if (caller === 'certificate') return (await certified.ask(path, {}, method)).status
  const response = await hub.get(path, { method, headers: credentials[caller], redirect: 'manual' })
  await response.arrayBuffer()
  return response.status
}

const routes = { ...coreRoutes, ...routesOfFeatures(features) }

t.test('the table has every operation of the contract, and what stands beside it', async t => {
  t.same(rows.map(({ method, path }) => `${method} ${path}`),
    accessTable(contract.operations, routes).map(({ request }) => request))
})

/** Method and path of every route, read from the tree that the framework prints of them. */
function routesOf(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap(line => {
    const [, indent = '', part = '', methods = ''] = /^((?:│   |    )*)[├└]── (\S+) \((.*)\)$/.exec(line) ?? []
    const depth = indent.length / 4
    above.length = depth
    above[depth] = part
    return methods.split(', ').filter(method => method !== '' && method !== 'HEAD' && method !== 'OPTIONS').map(
      method => `${method} ${above.join('')}`
    )
  })
}

/**
 * Other forms of what has a row: another format or page, and what passes through or is pushed, which have no names of
 * their own.
 */
const alike = [/ \/open311\/v2\/\w+\.xml$/, / \/docs(\/:tag|\/assets\/:name)?$/,
  / \/command-center\/(assets\/:name(\/:file)?)?$/, / \/api(\/|\/3\/)?$/, / \/api(\/3)?\/action\/:action$/,
  / \/catalog\.:ending$/, / \/data\/:name\/(history\/:file|dictionary\.csv)$/, / \/\*$/]

t.test('the table has every route that the hub has', async t => {
  const routes = routesOf(hub.app.printRoutes({ commonPrefix: false }))
  const known = new Set(
    rows.map(({ method, path }) => `${method.replace('HEAD', 'GET')} ${path.replace(/\{\w+\}(\.json)?/g, ':')}`)
  )
  const without = routes.filter(route =>
    !known.has(route.replace(/:\w+/g, ':')) && !alike.some(form => form.test(route))
  )
  t.ok(routes.length > 90, `${routes.length} routes`)
  t.same(without, [])
})

t.test('every request of every kind of caller is answered as the table says', async t => {
  const counts = { yes: 0, 401: 0, 403: 0, wrong: 0 }
  for (const { method, path, cells } of rows) {
    for (const [index, [caller]] of callers.entries()) {
      // Twice: what is remembered of the first answer must let nobody else in. Nothing of the third fits, where it
      // could.
      const found: string[] = []
      for (const query of /^\/(v1|admin)\//.test(path) ? ['', '', '?nonsense=1'] : ['', '']) {
        const status = await statusOf(caller, method, pathOf(path) + query)
        found.push(status === 401 || status === 403 ? String(status) : 'yes')
      }
      const expected = cells[index] as keyof typeof counts
      const isRight = found.every(one => one === expected)
      counts[isRight ? expected : 'wrong']++
      t.ok(isRight, `${method} ${path} by ${caller}: ${found.join(', ')} and not ${expected}`)
    }
  }
  const told = `${rows.length} requests, ${callers.length} kinds of callers: ${counts.yes} let in, ${
    counts[401]
  } answered 401, ${counts[403]} answered 403`
  t.comment(`${told}, ${counts.wrong} otherwise`)
  t.ok(text.includes(`\n${told}.\n`))
})

t.test('what has no rule is closed to everybody', async t => {
  const ruleOf = createRules(routes)
  t.equal(ruleOf({}), undefined)
  t.equal(ruleOf({ operation: { ...contract.operations[0], public: false, scopes: [] } as never }), undefined)
  const surprised = await buildHub({
    config: createConfig([legacy], { consumers: { app: { scopes: [...scopes] } } }),
    adapters: new Map([[legacy.adapter.product, legacy.adapter]]),
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir: testFolder() },
    log: { logger: pino({ enabled: false }), request: () => {}, flush: () => {} },
    features: [defineFeature({ name: 'surprise', plugin: async () => ({ register(app) {
      app.get('/surprise', async () => ({ all: 'of it' }))
    } }) })]
  })
  t.teardown(() => surprised.close())
  for (const headers of [{}, bearer({ claims: { sub: 'app', scope: all } })]) {
    const { statusCode, body } = await surprised.app.inject({ url: '/surprise', headers })
    t.equal(statusCode, 403)
    t.notMatch(body, 'of it')
  }
})
