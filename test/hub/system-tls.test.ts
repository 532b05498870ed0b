import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import t from 'tap'
import { adapter } from '../../adapters/canonical/index.ts'
import type { Config, SystemConfig } from '../../src/platform/config/schema.ts'
import { createAuthority } from '../suites/authority.ts'
import { createConfig } from '../suites/core/city.ts'
import { startHub } from '../suites/core/hub.ts'
import type { Legacy } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'

const agency = createAuthority('Authority of the agency')
const server = agency.issue('/CN=legacy', { hosts: ['legacy.internal'] })
const shown = agency.issue('/CN=hub')
const renewed = agency.issue('/CN=hub')
const seen: string[] = []
const system = createServer({ cert: server.certificate, key: server.key, ca: agency.ca, requestCert: true,
  rejectUnauthorized: true }, (request, response) => {
  seen.push((request.socket as TLSSocket).getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase())
  response.setHeader('content-type', 'application/json').end('{"items":[],"next_cursor":null,"meta":{"sources":[]}}')
}).listen(0, '127.0.0.1')
await once(system, 'listening')
t.teardown(() => {
  system.closeAllConnections()
  system.close()
})

const legacy: Legacy = { id: 'newcomer', prefix: 'BARU', resource: 'licences', adapter } as never
const entry: Partial<SystemConfig> = { url: `https://127.0.0.1:${(system.address() as AddressInfo).port}`,
  settings: { probe: '/readyz' }, passthrough: { paths: ['/*'], methods: ['GET'] },
  freshness: { licences: { fresh: 0, revalidate: 0, on_error: 0 } } }
const configWith = (tls: SystemConfig['tls']): Config =>
  createConfig([legacy], { consumers: { app: { scopes: ['systems:raw', 'metrics:read'] } },
    systems: { newcomer: { ...entry, ...(tls && { tls }) } } })
const trusted = { ca: agency.ca, client: shown, serverName: 'legacy.internal' }
const hub = await startHub(t, [legacy], { consumers: { app: { scopes: ['systems:raw', 'metrics:read'] } },
  systems: { newcomer: { ...entry, tls: trusted } } })
const adapters = new Map([[adapter.product, adapter]])
const headers = bearer({ claims: { sub: 'app', scope: 'systems:raw metrics:read' } })
const sourceOf = async (): Promise<unknown> =>
  ((await (await hub.get('/v1/licences')).json()) as { meta: { sources: unknown[] } }).meta.sources[0]

t.test('a system with an authority and a name of its own is shown the certificate of the hub', async t => {
  t.match(await sourceOf(), { system: 'newcomer', state: 'ok' })
  t.equal(seen.at(-1), shown.sha256)
  t.equal((await hub.get('/systems/newcomer/raw/anything', { headers })).status, 200,
    'what is passed through goes the same way')
  t.equal(seen.at(-1), shown.sha256)
  t.match(await (await hub.get('/metrics', { headers })).text(),
    new RegExp(`satu_certificate_expires_seconds\\{use="newcomer"\\} ${shown.expiresAt / 1_000}`))
})

t.test('a renewed certificate is shown from the next call on', async t => {
  t.match(await hub.reload(configWith({ ...trusted, client: renewed }), adapters), { changed: ['newcomer'],
    untried: [] })
  t.match(await sourceOf(), { state: 'ok' })
  t.equal(seen.at(-1), renewed.sha256)
  t.equal((await hub.get('/systems/newcomer/raw/anything', { headers })).status, 200)
  t.equal(seen.at(-1), renewed.sha256)
})

t.test('a system that cannot be trusted is a fault of the system, told by its name', async t => {
  const wrong = await startHub(t, [legacy], { consumers: { app: { scopes: ['systems:raw'] } },
    systems: { newcomer: { ...entry, tls: { ...trusted, serverName: 'another.internal' } } } })
  t.match(await (await wrong.get('/v1/licences')).json(), { status: 502, code: 'system_failed', at_fault: 'system',
    detail: /newcomer: has a certificate for another host/ })
  t.match(await (await wrong.get('/systems/newcomer/raw/anything', { headers })).json(), { status: 502,
    code: 'system_failed', at_fault: 'system', detail: /has a certificate for another host/ })
  t.equal(seen.filter(sha256 => ![shown.sha256, renewed.sha256].includes(sha256)).length, 0)
})
