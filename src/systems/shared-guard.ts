import { randomBytes } from 'node:crypto'
import { createGuardStore, type GuardStore } from '../store/guard-exchange.ts'
import type { RedisConnection } from '../store/redis.ts'
import type { Breaker } from './breaker.ts'
import { createOwnPlaces, type Places, type PlacesOptions } from './guard-places.ts'
import { createHubPlaces } from './shared-places.ts'

/** What places that all processes share need of the guard that they are for. */
export interface SharedPlacesOptions extends PlacesOptions {
  system: string
  breaker: Breaker
  /** How many calls wait. */
  waiting(): number
  /** No place is free in the whole hub. */
  onFull(): void
  /** Another process has found the system ill, or tries it now: it is left alone for so long. */
  onOpen(ms: number): void
  /** So many calls of all processes run. */
  onBusy?: ((concurrency: number) => void) | undefined
}
export type SharePlaces = (options: SharedPlacesOptions) => Places

/** How the processes of a hub keep to the limits of the systems together. */
export interface SharedGuard {
  places: SharePlaces
  /** Whether they agree now, and how often that ended so far. */
  state(): { agreed: boolean; lost: number }
}

/** Whether the processes can speak with each other. */
export interface Agreement {
  readonly store: GuardStore
  readonly processes: number
  /** A name for a place: no other process has it, and this one never again. */
  newName(): string
  usable(): boolean
  /** Changes whenever what Redis knew of this process may be lost. */
  generation(): number
  worked(): void
  failed(error: unknown): void
}

export interface SharedGuardOptions {
  redis: RedisConnection | undefined
  processes: number
  log: SharedGuardLog
  /** Begins every key. */
  prefix?: string | undefined
  now?: () => number
}
export interface SharedGuardLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5_000

/** Without Redis, or while it is away, each process takes its share of what a system's owner allows. */
export function createSharedGuard({ redis, processes, log, prefix = 'satu', now = () => performance.now() }: SharedGuardOptions): SharedGuard {
  const client = redis?.client
  if (redis === undefined || client === undefined) {
    return { places: options => createOwnPlaces(options, processes), state: () => ({ agreed: false, lost: 0 }) }
  }
  let pauseMs = FIRST_PAUSE_MS
  let retryAt = -Infinity
  let since = redis.status().since
  const process = randomBytes(9).toString('base64url')
  let names = 0
  let generation = 0
  let lost = 0
  /** Told once, until they agree again. */
  let isLost = false

  const lose = (reason: string): void => {
    if (isLost) return
    isLost = true
    lost++
    log.warn({ reason, processes }, 'limits of systems are kept by each process alone: Redis cannot be used')
  }

  const agreement: Agreement = {
    store: createGuardStore(client, { prefix, process }),
    processes,
    newName: () => `${process}:${names++}`,
    usable() {
      if (redis.ready) return now() >= retryAt
      // One that is being connected for the first time is no news.
      if (redis.status().state === 'lost') lose('no connection')
      return false
    },
    generation() {
      const status = redis.status()
      if (status.since !== since) {
        since = status.since
        generation++
      }
      return generation
    },
    worked() {
      pauseMs = FIRST_PAUSE_MS
      if (!isLost) return
      isLost = false
      log.info({ processes }, 'limits of systems are kept by all processes together again')
    },
    failed(error) {
      generation++
      retryAt = now() + pauseMs
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
      lose(error instanceof Error ? error.message : 'unknown')
    }
  }
  return { places: options => createHubPlaces(options, agreement), state: () => ({ agreed: agreement.usable(), lost }) }
}
