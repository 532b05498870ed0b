import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** A public key of an issuer. */
export interface IssuerKey {
  id: string | undefined
  pem: string
  /** Those that it can have signed with. */
  algorithms: readonly string[]
}

const LEAST_RSA_BITS = 2_048
/** More than any issuer has at once. */
const MOST_KEYS = 100
const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const ofCurve: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' }

/** The keys for signatures of a JSON Web Key Set (RFC 7517). What is no such key, or too weak a one, is left out. */
export function readKeys(set: Readonly<Record<string, unknown>>): IssuerKey[] {
  const keys = Array.isArray(set['keys']) ? set['keys'] : []
  return keys.slice(0, MOST_KEYS).flatMap((jwk: unknown) => {
    const key = typeof jwk === 'object' && jwk !== null ? readKey(jwk as JsonWebKey) : undefined
    return key === undefined ? [] : [key]
  })
}

function readKey(jwk: JsonWebKey): IssuerKey | undefined {
  const { use, alg, kid, key_ops: operations } = jwk
  // A symmetric key that is published is no secret, and one that is for encryption proves nothing.
  if (jwk.kty === 'oct' || (use !== undefined && use !== 'sig') ||
    (Array.isArray(operations) && !operations.includes('verify'))) return undefined
  let key: KeyObject
  try {
    key = createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
  const able = algorithmsOf(key)
  const algorithms = alg === undefined ? able : able.filter(one => one === alg)
  if (algorithms.length === 0) return undefined
  return { id: typeof kid === 'string' ? kid : undefined, pem: key.export({ type: 'spki', format: 'pem' }) as string,
    algorithms }
}

function algorithmsOf(
  { asymmetricKeyType, asymmetricKeyDetails: { modulusLength = 0, namedCurve = '' } = {} }: KeyObject
): readonly string[] {
  if (asymmetricKeyType === 'rsa') return modulusLength >= LEAST_RSA_BITS ? RSA : []
  if (asymmetricKeyType === 'ec') return [ofCurve[namedCurve] ?? []].flat()
  return asymmetricKeyType === 'ed25519' ? ['EdDSA'] : []
}
