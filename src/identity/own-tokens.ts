import { createVerifier } from 'fast-jwt'
import type { Environment } from '../config/environment.ts'
import { Refusal, type Caller } from './caller.ts'
import { expiryOf, headerOf, scopesOf, textOf, type Claims } from './claims.ts'

// Without the names in `requiredClaims` a token that lacks them would be one of every issuer, for every audience.
const checks = { allowedIss: 'satu', allowedAud: 'satu', requiredClaims: ['iss', 'aud'], cache: false }

/**
 * Checks signature, issuer, audience and times of the tokens that name the hub itself as their issuer: those signed with
 * its own key, and those of an issuer whose public key it has. Each key takes its own algorithm only, so that no key can
 * pass for another.
 * @returns throws when anything of a token is wrong
 */
export function createOwnTokens({ jwtSecret, jwtPublicKey }: Pick<Environment, 'jwtSecret'> & Partial<Pick<Environment, 'jwtPublicKey'>>): (token: string) => Caller {
  const shared = createVerifier({ ...checks, key: jwtSecret, algorithms: ['HS256'] })
  const issued = jwtPublicKey && createVerifier({ ...checks, key: jwtPublicKey.pem, algorithms: [jwtPublicKey.algorithm] })
  return token => {
    const verify = issued === undefined || headerOf(token)['alg'] === 'HS256' ? shared : issued
    const claims = verify(token) as Claims
    const consumer = textOf(claims, 'sub')
    if (consumer === undefined) throw new Refusal('The token names no consumer.')
    return { consumer, scopes: scopesOf(claims['scope']), expiresAt: expiryOf(claims) }
  }
}
