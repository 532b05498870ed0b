import { type Caller, Refusal } from './caller.ts'
import { boundCertificateOf } from './certificates.ts'
import { checkIssued, checkType, type Claims, expiryOf, headerOf, scopesOf, textOf } from './claims.ts'
import { subjectMark, tokenMark } from './revocations.ts'

/** Whom the hub's own tokens name as their issuer, and for whom they are. */
export const OWN = 'satu'

/** Checks of signature, issuer, audience and times, one for each key; they throw when anything is wrong. */
export interface OwnKeys {
  /** The hub's own key. */
  shared(token: string): Claims
  /** Of an issuer whose public key the hub has. */
  issued: ((token: string) => Claims) | undefined
}

export interface OwnTokensOptions {
  keys: OwnKeys
  /** Whether tokens that are signed with the hub's own key are taken at all. */
  takesShared: boolean
  /** By which clocks may differ. */
  skewSeconds?: number
}

/**
 * Checks signature, issuer, audience and times of the tokens that name the hub itself as their issuer: those signed
 * with its own key, and those of an issuer whose public key it has. Each key takes its own algorithm only, so that no
 * key can pass for another.
 * @returns throws when anything of a token is wrong
 */
export function createOwnTokens(
  { keys, takesShared, skewSeconds = 0 }: OwnTokensOptions
): (token: string) => Caller {
  return token => {
    const { alg, typ } = headerOf(token)
    checkType(typ)
    const verify = alg !== 'HS256' ? keys.issued : takesShared ? keys.shared : undefined
    if (verify === undefined) throw new Refusal('The token is not signed in a way that this hub accepts.')
    const claims = verify(token)
    checkIssued(claims, skewSeconds)
    const consumer = textOf(claims, 'sub')
    if (consumer === undefined) throw new Refusal('The token names no consumer.')
    const boundTo = boundCertificateOf(claims['cnf'])
    return {
      consumer,
      kind: 'app',
      ...(boundTo !== undefined && { boundTo }),
      scopes: scopesOf(claims['scope']),
      expiresAt: expiryOf(claims),
      marks: [...tokenMark(textOf(claims, 'jti')), ...subjectMark(OWN, consumer)]
    }
  }
}
