import { generateKeyPairSync } from 'node:crypto'
import t from 'tap'
import { readPublicKey } from '../../../src/platform/config/public-key.ts'

const files = {
  'private.pem': generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8',
    format: 'pem' }) as string,
  'short.pem': generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ type: 'spki',
    format: 'pem' }) as string,
  'curve.pem': generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ type: 'spki',
    format: 'pem' }) as string,
  'exchange.pem': generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'pem' }) as string,
  'text.pem': 'not a key'
}

t.test('a key that cannot be used is refused with the reason', async t => {
  const dir = t.testdir(files)
  for (const [file, message] of [
    ['missing.pem', 'cannot be read (ENOENT)'],
    ['private.pem', 'is a private key: give the public one, and keep this one with the issuer'],
    ['short.pem', 'is an RSA key of 1024 bits; at least 2048 are needed'],
    ['curve.pem', 'is a key on the curve secp256k1; P-256, P-384 and P-521 are taken'],
    ['exchange.pem', 'is not a key for signatures: RSA, EC or Ed25519'],
    ['text.pem', 'holds no public key in PEM']
  ] as const) t.throws(() => readPublicKey(`${dir}/${file}`), { message }, file)
})
