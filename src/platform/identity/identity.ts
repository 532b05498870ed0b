import { dirname, resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Environment } from '../config/environment.ts'
import type { Config, IdentityConfig } from '../config/schema.ts'
import type { JobRunner } from '../jobs/jobs.ts'
import type { Caller } from './caller.ts'
import { textOf, unprovenClaims } from './claims.ts'
import { clientsOf, createIssuer } from './issuers.ts'
import { createKeySet, type KeySet } from './key-set.ts'
import { createOwnTokens, type OwnKeys } from './own-tokens.ts'
import { followRevocations, type Revocations, revocationsJob } from './revocations.ts'

/** What credentials are checked with under one configuration. */
export interface Checks {
  /** Throws, or rejects, when anything of a token is wrong. A promise only when its key has to be fetched. */
  verify(token: string): Caller | Promise<Caller>
  isRevoked(marks: readonly string[]): boolean
}

/** Who the hub believes. Keys and lists outlast a configuration that names the same ones. */
export interface Identity {
  /** @throws Error when a list of revocations cannot be read */
  under(config: Config): Checks
  /** Called when more is revoked than before. */
  onRevoked(listener: () => void): void
  close(): void
}

export interface IdentityOptions {
  environment: Pick<Environment, 'name'>
  /** Of the tokens that the hub signs itself; asked for when the first one comes. */
  ownKeys(): OwnKeys
  /** What operators have taken away beside the lists. */
  revoked?: { has(marks: readonly string[]): boolean; onChange(listener: () => void): void }
  jobs: JobRunner
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}

export function createIdentity({ environment, ownKeys, revoked, jobs, log }: IdentityOptions): Identity {
  const keySets = new Map<string, KeySet>()
  const listeners: (() => void)[] = []
  let list: { of: string; is: Revocations } | undefined
  const job = jobs.addEach(revocationsJob(() => list?.is))
  revoked?.onChange(() => {
    for (const listener of listeners) listener()
  })

  return {
    under(config) {
      const { identity } = config
      const revocations = follow(config, identity)
      const own = (token: string): Caller =>
        createOwnTokens({ keys: ownKeys(), takesShared: identity.own_tokens.includes(environment.name),
          skewSeconds: identity.clock_skew_seconds })(token)
      const issuers = new Map(Object.entries(identity.issuers).map(([id, issuer]) => [
        issuer.issuer,
        createIssuer({ id, config: issuer, keys: keysOf(id, issuer), skewSeconds: identity.clock_skew_seconds,
          consumerOf: clientsOf(config, id) })
      ]))
      closeUnused(identity)
      return {
        verify: token => (issuers.get(textOf(unprovenClaims(token), 'iss') ?? '') ?? own)(token),
        isRevoked: marks => (revocations?.has(marks) ?? false) || (revoked?.has(marks) ?? false)
      }
    },
    onRevoked(listener) {
      listeners.push(listener)
    },
    close() {
      for (const keys of keySets.values()) keys.close()
      list?.is.close()
      void job.close()
    }
  }

  function follow({ file }: Config, { revocations: next }: IdentityConfig): Revocations | undefined {
    const of = JSON.stringify([file, next])
    if (list?.of === of) return list.is
    const before = list?.is
    const is = next && followRevocations({
      file: next.file === undefined ? undefined : resolve(dirname(file), next.file),
      url: next.url,
      seconds: next.seconds,
      log,
      onChange: () => {
        for (const listener of listeners) listener()
      }
    })
    before?.close()
    list = is && { of, is }
    return is
  }

  function keysOf(id: string, { issuer, jwks_uri: jwksUri }: IdentityConfig['issuers'][string]): KeySet {
    const name = nameOf(issuer, jwksUri)
    let keys = keySets.get(name)
    if (keys === undefined) {
      keySets.set(name, keys = createKeySet({ id, issuer, jwksUri, log }))
      // Looked up before the first token comes; a provider that is down delays no start.
      void keys.renew()?.catch(() => {})
    }
    return keys
  }

  function closeUnused({ issuers }: IdentityConfig): void {
    const used = new Set(Object.values(issuers).map(({ issuer, jwks_uri }) => nameOf(issuer, jwks_uri)))
    for (const [name, keys] of keySets) {
      if (used.has(name)) continue
      keys.close()
      keySets.delete(name)
    }
  }
}

function nameOf(issuer: string, jwksUri: string | undefined): string {
  return JSON.stringify([issuer, jwksUri])
}
