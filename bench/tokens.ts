import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, type Contender } from './compare.ts'
import { authorization, claimsNow, startHub, startLegacySystems } from './hub.ts'
import type { Options } from './options.ts'
import { print } from './print.ts'

const PATH = '/v1/licences?limit=2'
const CONNECTIONS = 64

/** The same cached read with tokens of other algorithms: each is checked once and remembered. */
export async function measureTokens({ rounds, seconds }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  const signedBy = (name: string, keys: { publicKey: KeyObject; privateKey: KeyObject }, alg: string): Contender => {
    const file = join(mkdtempSync(join(tmpdir(), 'satu-bench-')), 'public.pem')
    writeFileSync(file, keys.publicKey.export({ type: 'spki', format: 'pem' }))
    return {
      name,
      start: () => startHub({ ...legacy, env: { SATU_JWT_PUBLIC_KEY: file } }),
      request: url => ({ url: url + PATH, headers: { authorization: `Bearer ${signToken(alg, keys.privateKey)}` },
        connections: CONNECTIONS })
    }
  }
  const shared: Contender = { name: 'HS256', start: () => startHub(legacy),
    request: url => ({ url: url + PATH, headers: authorization(), connections: CONNECTIONS }) }
  try {
    await compare({
      title: 'Cached read, by the algorithm of the token',
      rounds,
      seconds,
      reference: shared.name,
      contenders: [
        shared,
        signedBy('ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ES256'),
        signedBy('RS256', generateKeyPairSync('rsa', { modulusLength: 2_048 }), 'RS256')
      ]
    })
    print('\nBar: within 5 % of HS256.')
  } finally {
    await legacy.stop()
  }
}

function signToken(alg: string, key: KeyObject): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
  const signed = `${encode({ alg, typ: 'JWT' })}.${encode(claimsNow())}`
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
