import { createVerifier } from 'fast-jwt'
import { callerKinds } from '../config/identity-schema.ts'
import type { Config, IssuerConfig } from '../config/schema.ts'
import { type Caller, type CallerKind, Refusal } from './caller.ts'
import { boundCertificateOf } from './certificates.ts'
import { checkIssued, checkType, type Claims, expiryOf, headerOf, scopesOf, textOf } from './claims.ts'
import type { IssuerKey } from './jwks.ts'
import type { KeySet } from './key-set.ts'
import { subjectMark, tokenMark } from './revocations.ts'

type Verify = (token: string) => Claims

/** Access tokens as RFC 9068 types them, and those without a type of their own; tokens for other uses name theirs. */
const UNKNOWN_KEY = 'The token is signed with a key that its issuer does not have.'

export interface IssuerOptions {
  id: string
  config: IssuerConfig
  keys: KeySet
  skewSeconds: number
  /** The consumer that a client of this issuer stands for. */
  consumerOf(client: string): string | undefined
}

/**
 * Checks the tokens of one issuer (RFC 7519, RFC 9068): algorithm, key, signature, issuer, audience and times.
 * @returns throws, or rejects, when anything of a token is wrong; a promise only when its key is not known yet
 */
export function createIssuer(
  { id, config, keys, skewSeconds, consumerOf }: IssuerOptions
): (token: string) => Caller | Promise<Caller> {
  const verifiers = new WeakMap<IssuerKey, Map<string, Verify>>()
  const { issuer, audience, algorithms, persons, claims: names } = config

  return token => {
    const { alg, kid, typ } = headerOf(token)
    // The algorithm is the config's choice: what a token says of itself only picks one of those allowed.
    if (typeof alg !== 'string' || !(algorithms as readonly string[]).includes(alg))
      throw new Refusal('The token is not signed in a way that this hub accepts.')
    checkType(typ)
    const keyId = typeof kid === 'string' ? kid : undefined
    const known = keys.find(keyId, alg)
    if (known !== undefined) return read(verifierOf(known, alg)(token))
    const renewed = keys.renew()
    if (renewed === undefined) throw new Refusal(UNKNOWN_KEY)
    return renewed.then(() => {
      const key = keys.find(keyId, alg)
      if (key === undefined) throw new Refusal(UNKNOWN_KEY)
      return read(verifierOf(key, alg)(token))
    })
  }

  function verifierOf(key: IssuerKey, algorithm: string): Verify {
    let ofKey = verifiers.get(key)
    if (ofKey === undefined) verifiers.set(key, ofKey = new Map<string, Verify>())
    let verify = ofKey.get(algorithm)
    if (verify === undefined) {
      verify = createVerifier({
        key: key.pem,
        algorithms: [algorithm as 'RS256'],
        allowedIss: issuer,
        allowedAud: audience,
        requiredClaims: ['iss', 'aud'],
        clockTolerance: skewSeconds * 1_000,
        cache: false
      }) as Verify
      ofKey.set(algorithm, verify)
    }
    return verify
  }

  function read(claims: Claims): Caller {
    const expiresAt = expiryOf(claims)
    checkIssued(claims, skewSeconds)
    const client = names.client.map(name => textOf(claims, name)).find(value => value !== undefined)
    const consumer = client === undefined ? undefined : consumerOf(client)
    if (client === undefined || consumer === undefined)
      throw new Refusal('The token is of a client that is not registered here.')
    const subject = textOf(claims, 'sub')
    const kind = kindOf(claims, client, subject)
    const boundTo = boundCertificateOf(claims['cnf'])
    const nik = kind === 'citizen' ? textOf(claims, names.nik) : undefined
    return {
      consumer,
      kind,
      expiresAt,
      ...(boundTo !== undefined && { boundTo }),
      scopes: scopesOf(Object.hasOwn(claims, names.scopes) ? claims[names.scopes] : undefined),
      ...(kind !== 'app' && subject !== undefined &&
        { person: { issuer: id, subject, ...(nik !== undefined && /^\d{16}$/.test(nik) && { nik }) } }),
      marks: [...tokenMark(textOf(claims, 'jti')), ...subjectMark(issuer, subject)]
    }
  }

  function kindOf(claims: Claims, client: string, subject: string | undefined): CallerKind {
    const kind = names.kind === undefined
      ? (subject === undefined || subject === client ? 'app' : persons)
      : callerKinds.find(one => one === textOf(claims, names.kind ?? ''))
    if (kind === undefined)
      throw new Refusal('The token stands for somebody whom this hub does not let in by this issuer.')
    if (kind !== 'app' && subject === undefined) throw new Refusal('The token names no person.')
    return kind
  }
}

/** The consumers by the clients that stand for them at an issuer. */
export function clientsOf(
  { consumers }: Pick<Config, 'consumers'>,
  issuer: string
): (client: string) => string | undefined {
  const owners = new Map(
    Object.values(consumers).flatMap(({ id, clients }) =>
      (Object.hasOwn(clients, issuer) ? clients[issuer] ?? [] : []).map(client => [client, id] as const)
    )
  )
  return client => owners.get(client)
}
