import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import t from 'tap'
import type { IssuerConfig } from '../../../src/platform/config/schema.ts'
import type { Caller } from '../../../src/platform/identity/caller.ts'
import { clientsOf, createIssuer } from '../../../src/platform/identity/issuers.ts'
import { type IssuerKey, readKeys } from '../../../src/platform/identity/jwks.ts'
import { createConsumer } from '../../suites/core/consumer.ts'

const ISSUER = 'https://sso.example.go.id'
const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const foreign = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const [rsaKey, ecKey] = readKeys({
  keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'rsa' }, { ...curve.publicKey.export({ format: 'jwk' }),
    kid: 'ec' }]
}) as [IssuerKey, IssuerKey]
const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string

const now = Math.floor(Date.now() / 1_000)
const claims = { iss: ISSUER, aud: 'satu', sub: 'kiosk-1', client_id: 'kiosk-1', scope: 'licences:read complaints:read',
  iat: now, exp: now + 600, jti: 'token-1' }
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(more: object = {}, header: object = {}, key: KeyObject = pair.privateKey): string {
  const content = `${encode({ alg: 'RS256', typ: 'at+jwt', kid: 'rsa', ...header })}.${encode({ ...claims, ...more })}`
  return `${content}.${
    sign('sha256', Buffer.from(content), key.asymmetricKeyType === 'ec' ? { key, dsaEncoding: 'ieee-p1363' } : key)
      .toString('base64url')
  }`
}

/** The issuer, and how often its keys were looked up for a token that names another. */
function make(config: Partial<IssuerConfig> = {}) {
  const looked = { times: 0 }
  const verify = createIssuer({
    id: 'city',
    skewSeconds: 30,
    config: { issuer: ISSUER, audience: 'satu', algorithms: ['RS256', 'ES256'],
      claims: { client: ['client_id', 'azp'], scopes: 'scope', nik: 'nik' }, ...config },
    keys: {
      find: (id, algorithm) => [rsaKey, ecKey].find(key => key.id === id && key.algorithms.includes(algorithm)),
      renew() {
        looked.times++
        return undefined
      },
      close() {}
    },
    consumerOf: clientsOf({
      consumers: { kiosk: createConsumer('kiosk', { clients: { city: ['kiosk-1'] } }),
        portal: createConsumer('portal', { clients: { city: ['portal'], other: ['kiosk-2'] } }) }
    }, 'city')
  })
  return { looked, verify: (given: string) => verify(given) as Caller }
}

t.test("a good token is its client's consumer, with the scopes that it names", async t => {
  const { verify } = make()
  const app = { consumer: 'kiosk', kind: 'app', scopes: ['licences:read', 'complaints:read'],
    expiresAt: (now + 600) * 1_000 }
  t.match(verify(token()), app)
  t.equal(verify(token()).person, undefined)
  t.match(verify(token({}, { alg: 'ES256', kid: 'ec' }, curve.privateKey)), app)
  t.match(verify(token({}, { typ: 'JWT' })), app)
  t.match(verify(token({ aud: ['other', 'satu'] })), app)
  t.match(verify(token({ client_id: undefined, azp: 'kiosk-1' })), app)
  t.same(verify(token({ scope: ['licences:read', 7] })).scopes, ['licences:read'])
  t.same(verify(token({ scope: undefined })).scopes, [], 'a token without scopes gives none')
  for (const within of [{ exp: now - 20 }, { nbf: now + 20 }, { iat: now + 20 }])
    t.match(verify(token(within)), { consumer: 'kiosk' }, 'within the skew of clocks, either way')
})

const bad: Record<string, [given: string, looksUp?: boolean]> = {
  'alg none': [`${encode({ alg: 'none', kid: 'rsa' })}.${encode(claims)}.`],
  'alg none, signed all the same': [token({}, { alg: 'none' })],
  'no alg': [token({}, { alg: undefined })],
  'an algorithm in a list': [token({}, { alg: ['RS256'] })],
  'the public key as a secret': [
    (content => `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`)(
      `${encode({ alg: 'HS256', kid: 'rsa' })}.${encode(claims)}`
    )
  ],
  'an algorithm that is not allowed': [token({}, { alg: 'RS512' })],
  'the algorithm of another key': [token({}, { alg: 'ES256' }), true],
  'the id of another key': [token({}, { alg: 'ES256', kid: 'ec' })],
  'a key of somebody else': [token({}, {}, foreign.privateKey)],
  'a key that it brings along': [
    token({}, { jwk: foreign.publicKey.export({ format: 'jwk' }), jku: 'https://evil.example/keys',
      x5u: 'https://evil.example/x' }, foreign.privateKey)
  ],
  'an unknown key': [token({}, { kid: 'new' }), true],
  'no key id': [token({}, { kid: undefined }), true],
  'a key id that is no text': [token({}, { kid: { toString: 'rsa' } }), true],
  'an extension that must be understood': [token({}, { crit: ['b64'], b64: false })],
  'expired': [token({ exp: now - 40 })],
  'not valid yet': [token({ nbf: now + 40 })],
  'issued in the future': [token({ iat: now + 40 })],
  'no expiry': [token({ exp: undefined })],
  'an expiry in milliseconds': [token({ exp: Date.now() + 600_000 })],
  'an expiry as text': [token({ exp: String(now + 600) })],
  'another issuer': [token({ iss: 'https://other.example.go.id' })],
  'no issuer': [token({ iss: undefined })],
  'another audience': [token({ aud: 'other' })],
  'no audience': [token({ aud: undefined })],
  'an identity token': [token({ aud: 'kiosk-1' }, { typ: 'JWT' })],
  'a token for another use': [token({}, { typ: 'logout+jwt' })],
  'an unknown client': [token({ client_id: 'nobody', sub: 'nobody' })],
  'a prototype key as client': [token({ client_id: '__proto__', sub: '__proto__' })],
  'a client of another issuer': [token({ client_id: 'kiosk-2', sub: 'kiosk-2' })],
  'no client': [token({ client_id: undefined })],
  'a person, where none is let in': [token({ sub: 'somebody' })]
}
for (const [name, [given, looksUp = false]] of Object.entries(bad)) {
  t.test(`refused: ${name}`, async t => {
    const { verify, looked } = make()
    t.throws(() => verify(given))
    t.equal(looked.times, looksUp ? 1 : 0, 'and only an unknown key is worth a look')
  })
}

t.test('a token of a person stands for the kind of person that the issuer has', async t => {
  const officer = make({ persons: 'officer' }).verify
  t.match(officer(token({ sub: 'asn-7', client_id: 'portal', nik: '3273021305859991' })), { consumer: 'portal',
    kind: 'officer', person: { issuer: 'city', subject: 'asn-7' } })
  t.equal(officer(token({ sub: 'asn-7', nik: '3273021305859991' })).person?.nik, undefined,
    'nobody needs the NIK of an officer')
  t.match(officer(token()), { kind: 'app' })
  const citizen = make({ persons: 'citizen' }).verify
  t.match(citizen(token({ sub: 'warga-1', nik: '3273021305859991' })), { kind: 'citizen',
    person: { subject: 'warga-1', nik: '3273021305859991' } })
  t.equal(citizen(token({ sub: 'warga-1', nik: '12' })).person?.nik, undefined)
})

t.test('where a claim says the kind, it alone does', async t => {
  const { verify } = make({ persons: 'officer',
    claims: { client: ['azp'], scopes: 'scp', nik: 'id_number', kind: 'caller' } })
  const of = (more: object): Caller => verify(token({ azp: 'portal', scp: 'licences:read', ...more }))
  t.match(of({ sub: 'service-account-7', caller: 'app' }), { kind: 'app', consumer: 'portal',
    scopes: ['licences:read'] })
  t.match(of({ sub: 'warga-1', caller: 'citizen', id_number: '3273021305859991' }), { kind: 'citizen',
    person: { nik: '3273021305859991' } })
  for (const caller of [undefined, 'admin', 'toString', 7, ['app']])
    t.throws(() => of({ sub: 'x', caller }), { name: 'Refusal' })
  t.throws(() => of({ sub: undefined, caller: 'officer' }), { message: 'The token names no person.' })
})
