import { randomBytes } from 'node:crypto'
import { createGuardStore } from '../../platform/store/guard-exchange.ts'
import { createMembers, GONE_MS } from '../../platform/store/guard-members.ts'
import type { RedisClient, RedisConnection } from '../../platform/store/redis.ts'
import { createHouse, createOwnPlaces, type House, type Places } from './guard-places.ts'
import { type Agreement, createHubPlaces, type SharedPlacesOptions } from './shared-places.ts'

export type SharePlaces = (options: SharedPlacesOptions) => Places

/** How the processes of a hub keep to the limits of the systems together. */
export interface SharedGuard {
  places: SharePlaces
  state(): {
    /** Whether this process agrees with others now. */
    agreed: boolean
    /** How often that ended so far. */
    lost: number
    /** Processes that may be alone now, each with its share. */
    absent: number
  }
  close(): Promise<void>
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

/** A hub that starts waits so long for its first word from Redis: else all its processes would begin alone. */
const START_MS = 1_000
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5_000
/** How often a process says that it is here, and how often while others are missed. */
const BEAT_MS = { all: 1_000, missed: 250 }

/** Without Redis, or while it is away, each process takes its share of what a system's owner allows. */
export function createSharedGuard(options: SharedGuardOptions): SharedGuard {
  const { redis, processes } = options
  if (redis?.client !== undefined) return shareThrough(redis, redis.client, options)
  const houses = new Map<string, House>()
  const houseOf = (system: string): House => {
    const house = houses.get(system) ?? createHouse()
    houses.set(system, house)
    return house
  }
  return {
    places: own => createOwnPlaces(own, processes, houseOf(own.system)),
    state: () => ({ agreed: false, lost: 0, absent: processes - 1 }),
    close: () => Promise.resolve()
  }
}

function shareThrough(
  redis: RedisConnection,
  client: RedisClient,
  { processes, log, prefix = 'satu', now = () => performance.now() }: SharedGuardOptions
): SharedGuard {
  const process = randomBytes(9).toString('base64url')
  const members = createMembers(client, { prefix, process })
  const listeners = new Set<() => void>()
  const startedAt = now()
  let names = 0
  let pauseMs = FIRST_PAUSE_MS
  let retryAt = -Infinity
  let since = redis.status().since
  let generation = 0
  let lost = 0
  /** Told once, until they agree again. */
  let isLost = false
  /** How many were missing, as of a generation. */
  let missing = { asOf: -1, count: 0 }
  let closed = false
  let timer: NodeJS.Timeout | undefined

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
    absent: () => (missing.asOf === agreement.generation() ? missing.count : processes - 1),
    usable() {
      if (redis.ready) return now() >= retryAt
      // One that is being connected for the first time is no news.
      if (redis.status().state === 'lost') lose('no connection')
      return false
    },
    isPending: () => redis.status().state === 'connecting' && now() < startedAt + START_MS,
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
      setTimeout(announce, pauseMs).unref()
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
      lose(error instanceof Error ? error.message : 'unknown')
    },
    whenUsable(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    }
  }

  async function beat(): Promise<void> {
    clearTimeout(timer)
    if (agreement.usable()) {
      const asOf = agreement.generation()
      try {
        const { present, known, sinceMs } = await members.beat()
        // One that has not been heard here yet may be alone; one that has not been heard for long has ended.
        const absent = sinceMs < GONE_MS ? processes - present : known - present
        missing = { asOf, count: Math.max(0, Math.min(absent, processes - present)) }
        agreement.worked()
      } catch (error) {
        agreement.failed(error)
      }
    }
    if (closed) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      void beat()
    }, agreement.absent() > 0 ? BEAT_MS.missed : BEAT_MS.all)
    timer.unref()
  }

  function announce(): void {
    if (closed) return
    void beat()
    for (const listener of listeners) listener()
  }

  client.on('ready', announce)
  void beat()

  return {
    places: options => createHubPlaces(options, agreement),
    state: () => ({ agreed: agreement.usable(), lost, absent: agreement.absent() }),
    async close() {
      closed = true
      clearTimeout(timer)
      client.off('ready', announce)
      if (redis.ready) await members.leave().catch(() => {})
    }
  }
}
