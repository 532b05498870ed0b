import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import t from 'tap'
import { readKeys } from '../../../src/platform/identity/jwks.ts'

const jwk = ({ publicKey }: { publicKey: KeyObject }, more: object = {}) => ({ ...publicKey.export({ format: 'jwk' }),
  kid: 'one', ...more })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 })

t.test('each key is for the algorithms that it can have signed with', async t => {
  const algorithmsOf = (key: object): unknown => readKeys({ keys: [key] })[0]?.algorithms
  t.same(algorithmsOf(jwk(rsa)), ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])
  t.same(algorithmsOf(jwk(rsa, { alg: 'PS256' })), ['PS256'])
  for (const [namedCurve, algorithm] of [['P-256', 'ES256'], ['P-384', 'ES384'], ['P-521', 'ES512']] as const)
    t.same(algorithmsOf(jwk(generateKeyPairSync('ec', { namedCurve }))), [algorithm])
  t.same(algorithmsOf(jwk(generateKeyPairSync('ed25519'))), ['EdDSA'])
})

t.test('what is no key for signatures is left out, and nothing else with it', async t => {
  const bad = [
    { kty: 'oct', k: 'c2VjcmV0', kid: 'one' },
    jwk(weak),
    jwk(rsa, { use: 'enc' }),
    jwk(rsa, { alg: 'RSA-OAEP' }),
    jwk(rsa, { alg: 'HS256' }),
    jwk(rsa, { key_ops: ['encrypt'] }),
    jwk(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })),
    jwk(generateKeyPairSync('x25519')),
    { kty: 'RSA' },
    { kty: 'new' },
    null,
    'key',
    []
  ]
  for (const key of bad) t.same(readKeys({ keys: [key] }), [], JSON.stringify(key)?.slice(0, 60))
  t.equal(readKeys({ keys: [...bad, jwk(rsa, { kid: 'good' })] })[0]?.id, 'good')
  for (const set of [{}, { keys: 'none' }, { keys: {} }]) t.same(readKeys(set), [])
})

t.test('a private key that was published by mistake is no more than its public half', async t => {
  const [key] = readKeys({ keys: [{ ...rsa.privateKey.export({ format: 'jwk' }), kid: 'one' }] })
  t.match(key?.pem, /^-----BEGIN PUBLIC KEY-----/)
})
