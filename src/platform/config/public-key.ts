import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface PublicKey {
  pem: string
  /** The one algorithm that tokens signed with it may name. */
  algorithm: 'ES256' | 'ES384' | 'ES512' | 'RS256' | 'EdDSA'
}

const LEAST_RSA_BITS = 2_048
const ofCurve: Readonly<Record<string, PublicKey['algorithm']>> = { prime256v1: 'ES256', secp384r1: 'ES384',
  secp521r1: 'ES512' }

/**
 * Reads the public key of an issuer of tokens, in PEM.
 * @throws Error that says what is wrong with it; a private key is refused, and never repeated
 */
export function readPublicKey(file: string): PublicKey {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
  if (/PRIVATE KEY-----/.test(pem))
    throw new Error('is a private key: give the public one, and keep this one with the issuer')
  let key
  try {
    key = createPublicKey(pem)
  } catch (cause) {
    throw new Error('holds no public key in PEM', { cause })
  }
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'rsa':
      if (modulusLength < LEAST_RSA_BITS)
        throw new Error(`is an RSA key of ${modulusLength} bits; at least ${LEAST_RSA_BITS} are needed`)
      return { pem, algorithm: 'RS256' }
    case 'ec': {
      const algorithm = ofCurve[namedCurve]
      if (algorithm === undefined)
        throw new Error(`is a key on the curve ${namedCurve}; P-256, P-384 and P-521 are taken`)
      return { pem, algorithm }
    }
    case 'ed25519':
      return { pem, algorithm: 'EdDSA' }
    default:
      throw new Error('is not a key for signatures: RSA, EC or Ed25519')
  }
}
