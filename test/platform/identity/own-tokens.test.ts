import fastify from 'fastify'
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import t, { type Test } from 'tap'
import { registerOwnKeys } from '../../../src/http/own-keys.ts'
import { readPublicKey } from '../../../src/platform/config/public-key.ts'
import { createOwnTokens } from '../../../src/platform/identity/own-tokens.ts'

const SECRET = 'a key for tests that is long enough'
const pairs = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  RS256: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  EdDSA: generateKeyPairSync('ed25519')
}
const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }) as string

const now = Math.floor(Date.now() / 1_000)
const claims = { iss: 'satu', aud: 'satu', sub: 'app', scope: 'licences:read tax-bills:read', exp: now + 600 }
const caller = { consumer: 'app', scopes: ['licences:read', 'tax-bills:read'], expiresAt: (now + 600) * 1_000 }
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(alg: string, key: KeyObject, more: Record<string, unknown> = {}): string {
  const content = `${encode({ alg, typ: 'JWT' })}.${encode({ ...claims, ...more })}`
  const hash = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`
  const bytes = sign(hash, Buffer.from(content), alg.startsWith('ES') ? { key, dsaEncoding: 'ieee-p1363' } : key)
  return `${content}.${bytes.toString('base64url')}`
}

function hashed(secret: string): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

async function verifier(t: Test, pem?: string, takesShared = true): Promise<(token: string) => unknown> {
  const app = fastify()
  t.teardown(() => app.close())
  const keys = await registerOwnKeys(app, {
    jwtSecret: SECRET,
    ...(pem !== undefined && { jwtPublicKey: readPublicKey(`${t.testdir({ 'issuer.pem': pem })}/issuer.pem`) })
  })
  return createOwnTokens({ keys, takesShared })
}

for (const [algorithm, { publicKey, privateKey }] of Object.entries(pairs)) {
  t.test(`tokens of an issuer are taken beside the hub's own: ${algorithm}`, async t => {
    const pem = pemOf(publicKey)
    const verify = await verifier(t, pem)
    t.match(verify(signed(algorithm, privateKey)), caller)
    t.match(verify(hashed(SECRET)), caller)
    t.throws(() => verify(hashed(pem)), 'the public key is no secret to sign with')
    t.throws(() => verify(signed(algorithm, privateKey, { exp: now - 1 })), { code: 'FAST_JWT_EXPIRED' })
    t.throws(() => verify(signed(algorithm, privateKey, { iss: 'other' })))
    t.throws(() => verify(signed(algorithm, privateKey, { aud: undefined })))
    t.throws(() => verify(`${signed(algorithm, privateKey).slice(0, -4)}AAAA`))
    for (const [other, { privateKey: foreign }] of Object.entries(pairs)) {
      if (other !== algorithm) t.throws(() => verify(signed(other, foreign)), `${other} is not the key's algorithm`)
    }
    t.throws(() => verify(signed(algorithm, privateKey, { iat: now + 120 })), { message: /issued in the future/ })
    t.throws(() => verify(`${encode({ alg: algorithm, typ: 'ID' })}.${encode(claims)}.x`), { message: /access token/ })
    t.throws(() => verify(`${encode({ alg: 'none' })}.${encode(claims)}.`))
  })
}

t.test('without an issuer only the hub signs', async t => {
  const verify = await verifier(t)
  t.match(verify(hashed(SECRET)), caller)
  t.throws(() => verify(signed('ES256', pairs.ES256.privateKey)))
  for (const token of ['', '.', '..', 'a.b.c', `${encode('x')}.${encode(claims)}.x`])
    t.throws(() => verify(token), token)
})

t.test("where the hub's own key is not taken, its tokens are none", async t => {
  const verify = await verifier(t, pemOf(pairs.ES256.publicKey), false)
  t.throws(() => verify(hashed(SECRET)), { name: 'Refusal' })
  t.match(verify(signed('ES256', pairs.ES256.privateKey)), caller)
})
