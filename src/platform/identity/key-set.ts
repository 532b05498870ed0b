import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import { isThisMachine } from '../config/identity.ts'
import { fetchObject } from './fetch.ts'
import { type IssuerKey, readKeys } from './jwks.ts'

/** The keys of one issuer, kept up to date. */
export interface KeySet {
  /** The key that a token names, if it is known now. Keys that have become old are looked up again meanwhile. */
  find(id: string | undefined, algorithm: string): IssuerKey | undefined
  /**
   * Looks the keys up, if the last time is long enough ago. Tokens that name invented keys cost one look-up in so many
   * seconds, however many come.
   * @returns undefined when looking would be in vain now
   * @throws SatuError identity_unavailable when no key of the issuer is known
   */
  renew(): Promise<void> | undefined
  close(): void
}

export interface KeySetOptions {
  /** For the log. */
  id: string
  issuer: string
  jwksUri: string | undefined
  log: Pick<Logger, 'info' | 'warn'>
  now?: () => number
}

/** So long after a look-up no other is made, whatever tokens name. */
export const PAUSE_MS = 10_000
/** Keys that are used are looked up again after so long. */
export const OLD_MS = 600_000
/** While an issuer cannot be reached its last keys are used, for so long at most. */
export const LONGEST_MS = 86_400_000

export function createKeySet({ id, issuer, jwksUri, log, now = () => Date.now() }: KeySetOptions): KeySet {
  const ending = new AbortController()
  let keys: readonly IssuerKey[] = []
  let fetchedAt = -Infinity
  let nextAt = -Infinity
  let looking: Promise<void> | undefined
  let isLost = false

  async function look(): Promise<void> {
    try {
      const found = readKeys(await fetchObject(jwksUri ?? await discover(issuer, ending.signal), ending.signal))
      if (found.length === 0) throw new Error('none of its keys can be used')
      keys = found
      fetchedAt = now()
      if (isLost) log.info({ issuer: id }, 'the keys of an identity provider can be had again')
      isLost = false
    } catch (error) {
      if (!isLost && !ending.signal.aborted)
        log.warn({ issuer: id, reason: reasonOf(error), keys: keys.length },
          'the keys of an identity provider cannot be had: going on with those that are known')
      isLost = true
    } finally {
      nextAt = now() + PAUSE_MS
      looking = undefined
    }
  }

  const lookOnce = ():
    | Promise<void>
    | undefined => (looking ??= now() < nextAt || ending.signal.aborted ? undefined : look())

  return {
    find(keyId, algorithm) {
      if (now() >= fetchedAt + OLD_MS) void lookOnce()
      if (now() >= fetchedAt + LONGEST_MS) return undefined
      const fitting = keys.filter(key =>
        key.algorithms.includes(algorithm) && (keyId === undefined || key.id === keyId)
      )
      // A token that names no key is taken when there is no doubt which one is meant.
      return keyId !== undefined || fitting.length === 1 ? fitting[0] : undefined
    },
    renew() {
      const isKnown = (): boolean => now() < fetchedAt + LONGEST_MS
      const pending = lookOnce()
      if (pending === undefined) {
        if (isKnown()) return undefined
        throw unavailable()
      }
      return pending.then(() => {
        if (!isKnown()) throw unavailable()
      })
    },
    close() {
      ending.abort()
    }
  }
}

/** Where an issuer says that its keys are (OpenID Connect Discovery 1.0). */
async function discover(issuer: string, signal: AbortSignal): Promise<string> {
  const { issuer: named, jwks_uri: address } = await fetchObject(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    signal
  )
  if (named !== issuer) throw new Error('its discovery document is that of another issuer')
  if (typeof address !== 'string' || !URL.canParse(address)) throw new Error('its discovery document names no jwks_uri')
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:' && !(protocol === 'http:' && isThisMachine(hostname)))
    throw new Error('its jwks_uri is not https')
  return address
}

function unavailable(): SatuError {
  return new SatuError('identity_unavailable', 'The keys of the issuer of this token cannot be had now.', {
    stage: 'auth',
    retryAfterMs: PAUSE_MS
  })
}

function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  return code === undefined ? message : `${message} (${code})`
}
