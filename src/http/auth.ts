import { LRUCache } from 'lru-cache'
import type { ConsumerConfig } from '../config/schema.ts'
import type { Operation } from '../contract/contract.ts'
import { SatuError } from '../errors.ts'
import { ANONYMOUS, type Asker } from '../systems/asker.ts'
import type { RateWindow } from './limits.ts'

/** Claims of an access token that the hub reads. Times are seconds since 1970. */
export interface Claims {
  sub?: unknown
  scope?: unknown
  exp?: unknown
}

/** A caller with a valid token, remembered until the token expires. */
export interface Session {
  consumer: string
  scopes: ReadonlySet<string>
  /** ms since 1970. To end a session sooner, this is set to 0: connections remember it beside the map. */
  expiresAt: number
  /** Shared by all tokens of the consumer. */
  window: RateWindow
}

export interface Auth {
  /**
   * Who is calling; undefined without an Authorization header.
   * @throws SatuError unauthenticated when the header is there but not good
   */
  authenticate(authorization: string | undefined): Session | undefined
  /** A caller already known by exactly this header, if the token still holds. Costs one look-up. */
  known(authorization: string, now: number): Session | undefined
  /** @throws SatuError unauthenticated or forbidden when the caller may not call the operation */
  authorize(session: Session | undefined, operation: Pick<Operation, 'public' | 'scopes'>): void
}

export interface AuthOptions {
  /** Checks signature, algorithm, issuer, audience and times of a token; throws when one is wrong. */
  verify(token: string): Claims
  consumers: Readonly<Record<string, ConsumerConfig>>
  environment: ConsumerConfig['environments'][number]
  /** The window that a consumer's requests are counted in. */
  windowOf(consumer: ConsumerConfig): RateWindow
}

const REMEMBERED_TOKENS = 10_000
/** Refused tokens come again and again from a client that is set up wrongly; others are never seen twice. */
const REMEMBERED_REFUSALS = 1_000
/** A token that is not valid yet may be in a moment. */
const REFUSAL_MS = 5_000
const LONGEST_TOKEN = 8_192
/** Longer ones never end in practice: some issuers count in milliseconds. */
const LONGEST_LIFE_MS = 366 * 86_400_000
/** Room for the tokens themselves, which are kept whole: good ones, and apart from them refused ones. */
const TOKEN_CHARACTERS = 16_777_216
const REFUSED_CHARACTERS = 1_048_576
const REALM = 'Bearer realm="satu"'

interface Refusal {
  detail: string
  /** ms since 1970 */
  until: number
}

const lengthOfKey = (_value: unknown, { length }: string): number => length

export function createAuth({ verify, consumers, environment, windowOf }: AuthOptions): Auth {
  const sessions = new LRUCache<string, Session>({ max: REMEMBERED_TOKENS, maxSize: TOKEN_CHARACTERS, sizeCalculation: lengthOfKey })
  const refused = new LRUCache<string, Refusal>({ max: REMEMBERED_REFUSALS, maxSize: REFUSED_CHARACTERS, sizeCalculation: lengthOfKey })
  const windows = new Map(Object.values(consumers).map(consumer => [consumer.id, windowOf(consumer)]))

  const known = (authorization: string, now: number): Session | undefined => {
    const session = sessions.get(authorization)
    return session !== undefined && session.expiresAt > now ? session : undefined
  }

  return {
    known,
    authenticate(authorization) {
      if (authorization === undefined) return undefined
      const remembered = known(authorization, Date.now())
      if (remembered) return remembered
      const refusal = refused.get(authorization)
      if (refusal !== undefined && refusal.until > Date.now()) throw invalid(refusal.detail)
      try {
        const session = open(authorization)
        sessions.set(authorization, session)
        return session
      } catch (error) {
        // Only tokens are kept: what is no token at all is refused before anything is computed.
        if (error instanceof SatuError && error.cause !== undefined) refused.set(authorization, { detail: error.message, until: Date.now() + REFUSAL_MS })
        throw error
      }
    },
    authorize(session, { public: open, scopes }) {
      if (session === undefined) {
        if (open) return
        throw new SatuError('unauthenticated', 'This operation needs an access token.', { stage: 'auth', headers: { 'www-authenticate': REALM } })
      }
      const missing = open ? [] : scopes.filter(scope => !session.scopes.has(scope))
      if (missing.length > 0) {
        throw new SatuError('forbidden', `The token lacks the scope ${missing.join(' ')}.`, {
          stage: 'auth',
          headers: { 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${missing.join(' ')}"` }
        })
      }
    }
  }

  function open(authorization: string): Session {
    const token = authorization.length > LONGEST_TOKEN ? undefined : /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)$/i.exec(authorization)?.[1]
    if (token === undefined) throw invalid('The Authorization header is not `Bearer <token>`.')
    let claims: Claims
    try {
      claims = verify(token)
    } catch (cause) {
      throw invalid(isExpired(cause) ? 'The token has expired.' : 'The token is not one that this hub accepts.', cause)
    }
    const { sub, scope, exp } = claims
    const consumer = typeof sub === 'string' ? consumers[sub] : undefined
    const window = consumer && windows.get(consumer.id)
    if (consumer === undefined || window === undefined || !consumer.environments.includes(environment)) {
      throw invalid('The token is of a consumer that is not registered here.')
    }
    if (typeof exp !== 'number') throw invalid('The token has no expiry.')
    if (exp * 1_000 > Date.now() + LONGEST_LIFE_MS) throw invalid('The token expires too far from now: at most a year ahead, in seconds since 1970.')
    // A token never gives more than the consumer has, even if that was more when it was signed.
    const granted = (typeof scope === 'string' ? scope.split(' ') : []).filter(name => consumer.scopes.includes(name))
    return { consumer: consumer.id, scopes: new Set(granted), expiresAt: exp * 1_000, window }
  }
}

/** On whose behalf systems are asked for a request. */
export function askerOf({ id, session }: { id: string; session: Session | undefined }): Asker {
  return { requestId: id, consumer: session?.consumer ?? ANONYMOUS }
}

function invalid(detail: string, cause?: unknown): SatuError {
  return new SatuError('unauthenticated', detail, {
    stage: 'auth', headers: { 'www-authenticate': `${REALM}, error="invalid_token"` }, cause
  })
}

function isExpired(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === 'FAST_JWT_EXPIRED'
}
