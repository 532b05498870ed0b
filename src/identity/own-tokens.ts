import { createVerifier } from 'fast-jwt'
import type { Environment } from '../config/environment.ts'
import { Refusal, type Caller } from './caller.ts'
import { expiryOf, headerOf, scopesOf, textOf, type Claims } from './claims.ts'
import { subjectMark, tokenMark } from './revocations.ts'

const OWN = 'satu'
// Without the names in `requiredClaims` a token that lacks them would be one of every issuer, for every audience.
const checks = { allowedIss: OWN, allowedAud: OWN, requiredClaims: ['iss', 'aud'], cache: false }

export interface OwnTokensOptions extends Pick<Environment, 'jwtSecret'>, Partial<Pick<Environment, 'jwtPublicKey'>> {
  /** Whether tokens that are signed with the hub's own key are taken at all. */
  takesShared: boolean
}

/**
 * Checks signature, issuer, audience and times of the tokens that name the hub itself as their issuer: those signed with
 * its own key, and those of an issuer whose public key it has. Each key takes its own algorithm only, so that no key can
 * pass for another.
 * @returns throws when anything of a token is wrong
 */
export function createOwnTokens({ jwtSecret, jwtPublicKey, takesShared }: OwnTokensOptions): (token: string) => Caller {
  const shared = takesShared ? createVerifier({ ...checks, key: jwtSecret, algorithms: ['HS256'] }) : undefined
  const issued = jwtPublicKey && createVerifier({ ...checks, key: jwtPublicKey.pem, algorithms: [jwtPublicKey.algorithm] })
  return token => {
    const verify = headerOf(token)['alg'] === 'HS256' ? shared : issued
    if (verify === undefined) throw new Refusal('The token is not signed in a way that this hub accepts.')
    const claims = verify(token) as Claims
    const consumer = textOf(claims, 'sub')
    if (consumer === undefined) throw new Refusal('The token names no consumer.')
    return {
      consumer, kind: 'app', scopes: scopesOf(claims['scope']), expiresAt: expiryOf(claims),
      marks: [...tokenMark(textOf(claims, 'jti')), ...subjectMark(OWN, consumer)]
    }
  }
}
