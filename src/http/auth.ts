import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Operation } from '../contract/contract.ts'
import { SatuError } from '../errors.ts'
import { ANONYMOUS, type Asker } from '../gateway/systems/asker.ts'
import { endOfDay } from '../kit/indonesia/calendar.ts'
import type { ConsumerConfig } from '../platform/config/schema.ts'
import { createApiKeys } from '../platform/identity/api-keys.ts'
import { type Caller, type CallerKind, type Person, Refusal } from '../platform/identity/caller.ts'
import { type ClientCertificate, createCertificates } from '../platform/identity/certificates.ts'
import type { Checks } from '../platform/identity/identity.ts'
import { type Visibility, visibilityOf } from '../platform/privacy/visibility.ts'
import { OF_CONNECTION, SEVERAL } from './credentials.ts'
import { networkOf } from './limits.ts'
import type { RateWindow } from './rate-window.ts'

/** A caller with a good credential, remembered until the credential ends. */
export interface Session {
  consumer: string
  kind: CallerKind
  /** On whose behalf an officer's or a citizen's application calls. */
  person: Person | undefined
  scopes: ReadonlySet<string>
  /**
   * What its consumer's agreement allows: which purposes it may declare, which classes of personal data it may see
   * then.
   */
  agreement: Agreement
  /** What a list of revocations may name it by. */
  marks: readonly string[]
  /**
   * Of a credential that is taken over some connections alone: whether one is among them that shows this certificate.
   */
  isHeldBy?: (certificate: ClientCertificate | undefined) => boolean
  /** ms since 1970; 0 once it has been revoked. */
  expiresAt: number
  /** When it was last held against what is revoked: whoever keeps a session asks `Auth.holds` at every use. */
  epoch: number
  /** Shared by all credentials of the consumer. */
  window: RateWindow
}

/** What a consumer may do with personal data, and by what. */
export interface Agreement {
  number: string | undefined
  purposes: ReadonlySet<string>
  /** What is seen under it, once a purpose is declared. */
  visibility: Visibility
  /** It has ended, and its consumer is closed: why, in words. */
  closed?: string
}

/** What a caller needs: nothing, or all of these scopes; and whether a citizen may call at all. */
export type Rule = Pick<Operation, 'public' | 'scopes' | 'citizen'>

export interface Auth {
  /**
   * Who is calling; undefined for a request that shows no credential (see `credentialOf`). A promise only when a key
   * has to be fetched first.
   * @param certificate what the connection has shown
   * @throws SatuError unauthenticated when the credential is not good
   */
  authenticate(credential: string | undefined, certificate?: ClientCertificate): Session | undefined | Promise<Session>
  /** Whether a client certificate is a credential where no other is shown. */
  isCredential(certificate: ClientCertificate): boolean
  /**
   * Whether a session that somebody has kept, on a connection or for a stream, still holds. Costs a comparison, and a
   * look at what is revoked when that has changed since.
   */
  holds(session: Session, now: number): boolean
  /** A caller already known by this credential, if it still holds. Costs one look-up. */
  known(credential: string, now: number): Session | undefined
  /** @throws SatuError unauthenticated or forbidden when the caller may not do this */
  authorize(session: Session | undefined, rule: Rule): void
  /**
   * Begins another epoch: credentials have been revoked or consumers suspended, and every session is held against that
   * before its next use, wherever it is kept.
   */
  beginEpoch(): void
}

export interface AuthOptions {
  checks: Checks
  consumers: Readonly<Record<string, ConsumerConfig>>
  /** Whether the config names authorities for client certificates. */
  trustsAuthorities: boolean
  environment: ConsumerConfig['environments'][number]
  /** Whether operators have shut a consumer out. */
  isSuspended?: ((consumer: string) => boolean) | undefined
  /** The window that a consumer's requests are counted in. */
  windowOf(consumer: ConsumerConfig): RateWindow
}

const REMEMBERED_CREDENTIALS = 10_000
/** Refused tokens come again and again from a client that is set up wrongly; others are never seen twice. */
const REMEMBERED_REFUSALS = 1_000
/** A token that is not valid yet may be in a moment. */
const REFUSAL_MS = 5_000
const LONGEST_CREDENTIAL = 8_192
/** Room for the credentials themselves, which are kept whole: good ones, and apart from them refused ones. */
const CREDENTIAL_CHARACTERS = 16_777_216
const REFUSED_CHARACTERS = 1_048_576
const REALM = 'Bearer realm="satu"'
const SCHEME = /^(?:(bearer)|apikey) +(?=\S)/i
const TOKEN = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)$/
const API_KEY = /^ApiKey (\S+)$/

interface Remembered {
  detail: string
  /** ms since 1970 */
  until: number
}

/** Of all configurations together: a session of one never passes for checked by the next. */
let epochs = 0

const lengthOfKey = (_value: unknown, { length }: string): number => length

export function createAuth(
  { checks, consumers, trustsAuthorities, environment, isSuspended = () => false, windowOf }: AuthOptions
): Auth {
  const sessions = new LRUCache<string, Session>({ max: REMEMBERED_CREDENTIALS, maxSize: CREDENTIAL_CHARACTERS,
    sizeCalculation: lengthOfKey })
  const refused = new LRUCache<string, Remembered>({ max: REMEMBERED_REFUSALS, maxSize: REFUSED_CHARACTERS,
    sizeCalculation: lengthOfKey })
  const windows = new Map(Object.values(consumers).map(consumer => [consumer.id, windowOf(consumer)]))
  const readKey = createApiKeys(consumers)
  const certificates = createCertificates(consumers, trustsAuthorities)

  let epoch = ++epochs

  const holds = (session: Session, now: number): boolean =>
    session.expiresAt > now && (session.epoch === epoch || isGoodStill(session))

  const known = (credential: string, now: number): Session | undefined => {
    const session = sessions.get(credential) ?? sessions.get(normalForm(credential))
    return session !== undefined && holds(session, now) && session.agreement.closed === undefined &&
        !isSuspended(session.consumer)
      ? session
      : undefined
  }

  return {
    known,
    holds,
    isCredential: certificates.isCredential,
    authenticate(shown, certificate) {
      if (shown === undefined) return undefined
      const credential = normalForm(shown)
      const remembered = known(credential, Date.now())
      if (remembered) return held(remembered, certificate)
      const refusal = refused.get(credential)
      if (refusal !== undefined && refusal.until > Date.now()) throw invalid(refusal.detail)
      const read = readerOf(credential, certificate)
      try {
        const caller = read()
        if (!(caller instanceof Promise)) return held(open(credential, caller), certificate)
        return caller.then(found => held(open(credential, found), certificate)).catch((error: unknown) => {
          throw refuse(credential, error)
        })
      } catch (error) {
        throw refuse(credential, error)
      }
    },
    authorize(session, rule) {
      if (session === undefined) {
        if (rule.public) return
        throw new SatuError('unauthenticated', 'This operation needs an access token or an API key.', { stage: 'auth',
          headers: { 'www-authenticate': REALM } })
      }
      const { closed } = session.agreement
      if (isSuspended(session.consumer))
        throw new SatuError('forbidden',
          'This consumer has been suspended by the operators of the gateway: ask them why.', { stage: 'auth' })
      if (closed !== undefined) throw new SatuError('forbidden', closed, { stage: 'auth' })
      if (allows(session, rule)) return
      const missing = rule.scopes.filter(scope => !session.scopes.has(scope))
      if (missing.length === 0) {
        throw new SatuError('forbidden', rule.citizen === 'only'
          ? 'Only citizens may call this, who signed in.'
          : 'Citizens may not call this: it shows the records of others.', { stage: 'auth' })
      }
      throw new SatuError('forbidden', `The caller lacks the scope ${missing.join(' ')}.`, {
        stage: 'auth',
        headers: { 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${missing.join(' ')}"` }
      })
    },
    beginEpoch() {
      epoch = ++epochs
    }
  }

  function isGoodStill(session: Session): boolean {
    if (checks.isRevoked(session.marks) || isSuspended(session.consumer)) {
      session.expiresAt = 0
      return false
    }
    session.epoch = epoch
    return true
  }

  /** What reads who the caller is. @throws SatuError when it is no credential */
  function readerOf(credential: string, certificate: ClientCertificate | undefined): () => Caller | Promise<Caller> {
    if (certificate !== undefined && credential.startsWith(OF_CONNECTION)) return () => certificates.read(certificate)
    const { token, key } = readCredential(credential)
    return token === undefined ? () => readKey(key) : () => checks.verify(token)
  }

  function open(
    credential: string,
    { consumer: id, kind, person, scopes, expiresAt, boundTo, marks }: Caller
  ): Session {
    const consumer = consumers[id]
    const window = consumer && windows.get(consumer.id)
    if (consumer === undefined || window === undefined || !consumer.environments.includes(environment)) {
      throw new Refusal('The token is of a consumer that is not registered here.')
    }
    if (checks.isRevoked(marks)) throw new Refusal('The credential has been revoked.')
    // A credential never gives more than the consumer has, even if that was more when it was issued.
    const granted = scopes?.filter(name => consumer.scopes.includes(name)) ?? consumer.scopes
    const agreement = agreementOf(consumer)
    // What is remembered must not outlast the agreement: then the caller is told why nothing is open any more.
    const endsAt = consumer.agreement === undefined || agreement.closed !== undefined
      ? expiresAt
      : Math.min(expiresAt, endOfDay(consumer.agreement.expires))
    const session: Session = { consumer: consumer.id, kind, person, scopes: new Set(granted), agreement, marks,
      expiresAt: endsAt, epoch, window }
    const { needs_certificate: needsOwn } = consumer
    if (boundTo !== undefined || needsOwn)
      session.isHeldBy = shown =>
        (boundTo === undefined || shown?.sha256 === boundTo) && (!needsOwn || certificates.isOf(id, shown))
    sessions.set(credential, session)
    return session
  }

  /** What is no credential at all is refused before anything is computed; what was computed is remembered. */
  function refuse(credential: string, cause: unknown): unknown {
    if (cause instanceof SatuError) return cause
    const detail = cause instanceof Refusal
      ? cause.message
      : isExpired(cause)
      ? 'The token has expired.'
      : 'The token is not one that this hub accepts.'
    refused.set(credential, { detail, until: Date.now() + REFUSAL_MS })
    return invalid(detail, cause)
  }
}

/** That another connection may not use a credential says nothing against it: it is not remembered as refused. */
function held(session: Session, certificate: ClientCertificate | undefined): Session {
  if (session.isHeldBy === undefined || session.isHeldBy(certificate)) return session
  throw invalid(
    'The credential is taken together with a client certificate, and this connection has not shown that one.'
  )
}

function agreementOf({ agreement, purposes, fields }: ConsumerConfig): Agreement {
  const open = { number: agreement?.number, purposes: new Set<string>(purposes), visibility: visibilityOf(fields) }
  if (agreement === undefined || endOfDay(agreement.expires) > Date.now()) return open
  return { ...open, closed: `The agreement ${agreement.number} of this consumer has ended on ${agreement.expires}.` }
}

/**
 * Whether a caller who is known may do this. What asks for no scope, and is not open to everybody, is open to nobody.
 */
export function allows({ kind, scopes }: Pick<Session, 'kind' | 'scopes'>, rule: Rule): boolean {
  if (rule.public) return true
  return rule.scopes.length > 0 && (kind === 'citizen' ? rule.citizen !== false : rule.citizen !== 'only') &&
    rule.scopes.every(scope => scopes.has(scope))
}

/** One credential, one text: the case of a scheme and the blanks behind it say nothing (RFC 9110, section 11.1). */
function normalForm(credential: string): string {
  const scheme = SCHEME.exec(credential)
  return scheme === null
    ? credential
    : `${scheme[1] === undefined ? 'ApiKey' : 'Bearer'} ${credential.slice(scheme[0].length)}`
}

/** @throws SatuError when it is neither a token nor a key, or more than one thing */
function readCredential(credential: string): { token: string; key?: never } | { token?: never; key: string } {
  if (credential === SEVERAL) {
    throw new SatuError('invalid_request', 'The request shows more than one credential.', {
      stage: 'auth',
      errors: [{ in: 'header', field: 'Authorization', code: 'repeated',
        detail: 'is given beside X-API-Key, or more than once' }]
    })
  }
  if (credential.length > LONGEST_CREDENTIAL) throw invalid('The credential is too long to be one.')
  const token = TOKEN.exec(credential)?.[1]
  if (token !== undefined) return { token }
  const key = API_KEY.exec(credential)?.[1]
  if (key === undefined) throw invalid('The Authorization header is neither `Bearer <token>` nor `ApiKey <key>`.')
  return { key }
}

/** As whom a request is counted: its consumer, or all callers without a credential together. */
export function consumerOf({ session }: Pick<FastifyRequest, 'session'>): string {
  return session?.consumer ?? ANONYMOUS
}

/**
 * On whose behalf systems are asked for a request, and until when it waits for them: `hub.reads.wait_ms` or
 * `hub.writes.wait_ms` from its start.
 * @param begun when its time began, where that was later than the request: for what is answered page by page
 */
export function askerOf(
  { id, session, trace, serving, raw, method, startedAt }: Pick<FastifyRequest,
    'id' | 'session' | 'trace' | 'serving' | 'raw' | 'method' | 'startedAt'>,
  begun = startedAt
): Asker {
  const { reads, writes } = serving.config.hub
  const isWrite = method !== 'GET' && method !== 'HEAD'
  return { requestId: id, consumer: consumerOf({ session }), address: networkOf(serving.addressOf(raw)),
    deadline: begun + (isWrite ? writes : reads).wait_ms, isWrite, trace }
}

function invalid(detail: string, cause?: unknown): SatuError {
  return new SatuError('unauthenticated', detail, {
    stage: 'auth',
    headers: { 'www-authenticate': `${REALM}, error="invalid_token"` },
    cause
  })
}

function isExpired(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === 'FAST_JWT_EXPIRED'
}
