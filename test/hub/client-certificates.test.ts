import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import t from 'tap'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { until } from '../services/wait.ts'
import { createAuthority } from '../suites/authority.ts'
import { createConfig, type TestConfig } from '../suites/core/city.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { token } from '../suites/core/tokens.ts'
import { testFolder } from '../suites/folder.ts'
import { callerOf, shakeHands, tlsOf } from '../suites/tls-caller.ts'

const authority = createAuthority()
const strangers = createAuthority('Authority of strangers')
const server = authority.issue('/CN=hub', { hosts: ['127.0.0.1'] })
const kiosk = authority.issue('/CN=kiosk-1/O=DPMPTSP')
const impostor = strangers.issue('/CN=kiosk-1/O=DPMPTSP')
const pinned = strangers.issue('/CN=whatever', { isSelfSigned: true })
const gone = authority.issue('/CN=kiosk-1/O=DPMPTSP', { days: -1 })
const proxy = authority.issue('/CN=proxy')
const both = authority.issue('/CN=desk/O=DPMPTSP/OU=shared')
const aid = authority.issue('/CN=aid')
const key = newApiKey()

const scopes = ['systems:read' as const, 'complaints:read' as const]
const revocations = join(testFolder(), 'revoked')
writeFileSync(revocations, '')
const settings: TestConfig = {
  tls: tlsOf(server, { clientCertificates: 'optional', clientCa: authority.ca }),
  identity: { revocations: { file: revocations, seconds: 30 } },
  consumers: {
    kiosk: { scopes, certificates: [{ subject: { CN: 'kiosk-1', O: 'DPMPTSP' } }] },
    gate: { scopes, certificates: [{ sha256: pinned.sha256.toUpperCase() }] },
    desk: { scopes, certificates: [{ subject: { CN: 'desk' } }] },
    shared: { scopes, certificates: [{ subject: { OU: 'shared' } }] },
    app: { scopes },
    aid: { scopes, needs_certificate: true, certificates: [{ subject: { CN: 'aid' } }],
      keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }] }
  }
}
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
  freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const adapters = new Map([[legacy.adapter.product, legacy.adapter]])
const hub = await startHub(t, [legacy], settings)
const bearer = (claims: Record<string, unknown>): Record<string, string> => ({
  authorization: `Bearer ${token({ claims: { scope: scopes.join(' '), ...claims } })}`
})
const consumerOfLast = (): string | undefined => hub.lines.at(-1)?.consumer

t.test('a certificate lets its consumer in by the name that its authority vouches for', async t => {
  const { ask } = callerOf(t, hub, authority, kiosk)
  t.equal((await ask('/v1/systems')).status, 200)
  t.equal(consumerOfLast(), 'kiosk')
  t.equal((await ask('/metrics')).status, 403, 'and gives no more than its consumer has')
  await ask('/v1/complaints')
  t.match(await ask('/v1/complaints'), { status: 200,
    headers: { 'cache-status': /^satu; hit/, 'cache-control': /^private/ } }, 'on the hot path too')
  t.equal(consumerOfLast(), 'kiosk')
})

t.test('a certificate lets its consumer in by its fingerprint, whoever signed it', async t => {
  t.equal((await callerOf(t, hub, authority, pinned).ask('/v1/systems')).status, 200)
  t.equal(consumerOfLast(), 'gate')
})

t.test('the same name from another authority, or of a certificate that has ended, is a 401 that says why', async t => {
  for (const [shown, why] of [[impostor, /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/], [gone,
    /CERT_HAS_EXPIRED/]] as const)
  {
    const { ask } = callerOf(t, hub, authority, shown)
    for (const path of ['/v1/systems', '/v1/complaints']) {
      const answer = await ask(path)
      t.match(answer, { status: 401,
        body: { code: 'unauthenticated', detail: /^The client certificate is not one that this hub accepts/ } }, path)
      t.match(String(answer.body['detail']), why)
    }
  }
})

t.test('who shows no certificate, or that of nobody, is anybody', async t => {
  for (const shown of [undefined, proxy]) {
    const { ask } = callerOf(t, hub, authority, shown)
    t.equal((await ask('/v1/systems')).status, 401)
    t.equal((await ask('/v1/complaints')).status, 200)
    t.match((await ask('/v1/complaints')).headers['cache-status'], /^satu; hit/)
    t.equal(consumerOfLast(), undefined)
  }
})

t.test('a certificate of two consumers is neither', async t => {
  t.match(await callerOf(t, hub, authority, both).ask('/v1/systems'), { status: 401,
    body: { detail: 'The client certificate stands for more than one consumer.' } })
})

t.test('a token that is shown over a connection of somebody goes before its certificate', async t => {
  const { ask } = callerOf(t, hub, authority, kiosk)
  t.equal((await ask('/v1/systems', bearer({ sub: 'app' }))).status, 200)
  t.equal(consumerOfLast(), 'app')
  t.equal((await ask('/v1/systems', { authorization: 'Bearer a.b.c' })).status, 401, 'a bad one too')
  t.equal((await ask('/v1/systems')).status, 200)
  t.equal(consumerOfLast(), 'kiosk', 'each request for itself')
})

t.test('no header passes for a certificate', async t => {
  await callerOf(t, hub, authority, kiosk).ask('/v1/systems')
  const { ask } = callerOf(t, hub, authority)
  for (const authorization of [`certificate ${kiosk.sha256}`, `\tcertificate ${kiosk.sha256}`,
    `ApiKey certificate ${kiosk.sha256}`])
  {
    t.equal((await ask('/v1/systems', { authorization })).status, 401, authorization)
  }
  for (const name of ['client-cert', 'x-forwarded-client-cert', 'x-ssl-client-cert', 'x-client-cert'])
    t.equal((await ask('/v1/systems', { [name]: kiosk.certificate.replaceAll('\n', '') })).status, 401, name)
})

t.test('a token that is bound to a certificate is taken over its connections alone (RFC 8705)', async t => {
  const bound = bearer({ sub: 'app', cnf: { 'x5t#S256': proxy.thumbprint } })
  const owner = callerOf(t, hub, authority, proxy)
  const thief = callerOf(t, hub, authority, kiosk)
  const bare = callerOf(t, hub, authority)
  for (const path of ['/v1/systems', '/v1/complaints', '/v1/complaints']) {
    for (const { ask } of [thief, bare])
      t.match(await ask(path, bound), { status: 401, body: { detail: /together with a client certificate/ } }, path)
    t.equal((await owner.ask(path, bound)).status, 200, path)
    for (const { ask } of [thief, bare]) t.equal((await ask(path, bound)).status, 401, `${path} after its owner`)
  }
})

t.test('a token that is bound in a way that nobody can check here is refused', async t => {
  const { ask } = callerOf(t, hub, authority, proxy)
  for (const cnf of [{ jkt: proxy.thumbprint }, { 'x5t#S256': 'short' }, { 'x5t#S256': 7 }, {}, 'x', null, [
    proxy.thumbprint
  ]]) {
    t.match(await ask('/v1/systems', bearer({ sub: 'app', cnf })), { status: 401,
      body: { detail: /bound to a key in a way that this hub cannot check/ } }, JSON.stringify(cnf))
  }
})

t.test('a bound token is worth nothing at a hub that asks for no certificates', async t => {
  const plain = await startHub(t, [legacy], { consumers: { app: { scopes } } })
  t.equal(
    (await plain.get('/v1/systems', { headers: bearer({ sub: 'app', cnf: { 'x5t#S256': proxy.thumbprint } }) })).status,
    401
  )
})

t.test('who needs a certificate is let in with it and a credential, by neither alone', async t => {
  const credentials = [bearer({ sub: 'aid' }), { 'x-api-key': key.key }]
  const own = callerOf(t, hub, authority, aid)
  t.equal((await own.ask('/v1/systems')).status, 401)
  t.equal((await own.ask('/v1/complaints')).status, 200, 'by itself it is nobody')
  for (const headers of credentials) {
    t.equal((await own.ask('/v1/systems', headers)).status, 200)
    for (const shown of [undefined, kiosk, impostor])
      t.equal((await callerOf(t, hub, authority, shown).ask('/v1/systems', headers)).status, 401)
  }
})

t.test('a session that is taken up again is that of the same caller', async t => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const options = { ca: authority.ca, cert: kiosk.certificate, key: kiosk.key, maxVersion }
    const before = await shakeHands(t, hub, options)
    let session: Buffer | undefined = before.getSession()
    // TLS 1.3 hands out what a session is taken up by after the handshake.
    before.on('session', (ticket: Buffer) => {
      session = ticket
    })
    t.match(await askOver(before), /^HTTP\/1\.1 200 OK/)
    const again = await shakeHands(t, hub, { ...options, session })
    t.equal(again.isSessionReused(), true, maxVersion)
    t.match(await askOver(again), /^HTTP\/1\.1 200 OK/)
    t.equal(consumerOfLast(), 'kiosk')
  }
})

function askOver(socket: TLSSocket): Promise<string> {
  return new Promise(resolve => {
    let got = ''
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString()
    }).on('close', () => {
      resolve(got)
    })
    socket.write('GET /v1/systems HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n')
  })
}

t.test('a certificate that is revoked is out at once, on an open connection too', async t => {
  const { ask } = callerOf(t, hub, authority, kiosk)
  t.equal((await ask('/v1/systems')).status, 200)
  writeFileSync(revocations, `cert ${kiosk.sha256}  # lost\n`)
  await until(async () => (await ask('/v1/systems')).status === 401, { what: 'the revocation' })
  t.match(await ask('/v1/complaints'), { status: 401, body: { detail: 'The credential has been revoked.' } })
  writeFileSync(revocations, '')
  await until(async () => (await ask('/v1/systems')).status === 200, { what: 'its end' })
})

t.test("a certificate is another consumer's, or nobody's, from the next request on when the file says so", async t => {
  const { ask } = callerOf(t, hub, authority, kiosk)
  t.equal((await ask('/v1/systems')).status, 200)
  const { kiosk: _without, ...others } = settings.consumers ?? {}
  await hub.reload(createConfig([legacy], { ...settings, consumers: others }), adapters)
  t.equal((await ask('/v1/systems')).status, 401)
  await hub.reload(createConfig([legacy], settings), adapters)
  t.equal((await ask('/v1/systems')).status, 200)
})

t.test('an authority that is believed no more is believed by no open connection', async t => {
  const { ask } = callerOf(t, hub, authority, kiosk)
  t.equal((await ask('/v1/systems')).status, 200)
  await hub.reload(
    createConfig([legacy], { ...settings,
      tls: tlsOf(server, { clientCertificates: 'optional', clientCa: strangers.ca }) }),
    adapters
  )
  t.equal((await ask('/v1/systems').catch(() => ask('/v1/systems'))).status, 401)
  t.equal((await callerOf(t, hub, authority, impostor).ask('/v1/systems')).status, 200, 'the other one is')
  await hub.reload(createConfig([legacy], settings), adapters)
})

t.test('where a certificate is required nobody connects without a good one', async t => {
  const strict = await startHub(t, [legacy], { ...settings,
    tls: tlsOf(server, { clientCertificates: 'required', clientCa: authority.ca }) })
  t.equal((await callerOf(t, strict, authority, kiosk).ask('/v1/systems')).status, 200)
  t.equal((await callerOf(t, strict, authority, proxy).ask('/v1/complaints')).status, 200)
  for (const shown of [undefined, impostor, gone, pinned])
    await t.rejects(callerOf(t, strict, authority, shown).ask('/v1/complaints'))
})
