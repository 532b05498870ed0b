import { LRUCache } from 'lru-cache'
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { SatuError } from '../../errors.ts'
import type { Freshness } from '../../kit/adapter.ts'
import type { Lease, SharedCache } from '../../platform/store/shared-cache.ts'
import { inTime, type Patience } from '../systems/deadline.ts'
import { isHeld } from '../systems/hold.ts'
import { type KeptOf, type KeptSize, sizeOf, sizesBySystem } from './kept.ts'
import type { Basis, Purges } from './purges.ts'

/** What a read of the cache gives: the value, when its system gave it, and how it came here. */
export interface Kept<T> {
  value: T
  /** ms since 1970 */
  at: number
  /** Until when it counts as fresh, ms since 1970. */
  freshUntil: number
  /** Older than it may be. */
  stale: boolean
  /** Why the system could not give a newer one. */
  error: SatuError | undefined
  /** The system was asked for this read. */
  asked: boolean
  /** Another process had asked. */
  shared: boolean
}

export interface CacheRead<T> {
  freshness: Freshness
  /** What the value is made of: see `Purges`. */
  tags: readonly string[]
  load(): Promise<T>
  /** Size of a value in bytes, roughly. */
  weigh(value: T): number
  /** Only a value given at or after this time (ms since 1970) will do while its system can be asked. */
  notBefore?: number
  /** Seconds after its freshness for which a value may stand in for a failing system, if not the usual. */
  onError?: number | undefined
  /** The caller waits for nothing: a value that is soon to be stale is made anew. */
  ahead?: boolean
  /**
   * How long the caller waits for the system, and what it is told then; the answer is kept even when it comes later.
   */
  patience?: Patience | undefined
  /** How long loading takes at most; undefined for what other processes must not see, or have no use for. */
  shareMs?: number | undefined
}

/**
 * What systems said: kept in this process, then in Redis for all of them. Single flight in both,
 * stale-while-revalidate, stale-if-error (RFC 5861), back-off while a system is ill.
 */
export interface Cache {
  read<T>(key: string, read: CacheRead<T>): Promise<Kept<T>>
  /** What is kept in this process, in bytes, roughly. */
  bytes(): number
  size(): KeptSize
  sizesBySystem(): Map<string, KeptOf>
}

export interface CacheOptions {
  maxBytes: number
  purges: Purges
  shared?: SharedCache | undefined
  now?: () => number
  random?: () => number
}

interface Entry extends Basis {
  value: unknown
  at: number
  freshUntil: number
  shared: boolean
  /** Until then the system is not asked again: it has just failed. */
  retryAt: number
  error: SatuError | undefined
  backoffMs: number
}

interface Loaded {
  entry: Entry
  asked: boolean
  /** It stands in for a newer one that is on its way. */
  stale: boolean
}

const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 30_000
/** Entries that were made together must not end together. */
const JITTER = 0.1
/** That a system has no such record is believed for so long, in seconds. */
const LONGEST_MISSING = 30
/** The part of its life after which what is still asked for is made anew ahead of its end. */
export const AHEAD = 0.8
const FIRST_LOOK_MS = 10
const LONGEST_LOOK_MS = 100

export function createCache({ maxBytes, purges, shared, now = Date.now, random = Math.random }: CacheOptions): Cache {
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, maxEntrySize: Math.ceil(maxBytes / 2) })
  const loading = new Map<string, Basis & { work: Promise<Loaded> }>()

  const held = (key: string): Entry | undefined => {
    const entry = entries.get(key)
    return entry !== undefined && purges.holds(entry) ? entry : undefined
  }

  function keep<T>(
    key: string,
    basis: Basis,
    { value, at }: { value: T; at: number },
    isShared: boolean,
    { freshness, weigh }: CacheRead<T>
  ): Entry {
    const seconds = value === undefined ? Math.min(freshness.fresh, LONGEST_MISSING) : freshness.fresh
    const entry: Entry = {
      ...basis,
      value,
      at,
      shared: isShared,
      freshUntil: at + seconds * 1_000 * (1 - JITTER * random()),
      retryAt: 0,
      error: undefined,
      backoffMs: FIRST_BACKOFF_MS
    }
    // What was purged on its way must not take the place of what came after.
    if (purges.holds(basis)) entries.set(key, entry, { size: Math.max(1, Math.ceil(weigh(value))) + key.length })
    return entry
  }

  async function ask<T>(key: string, basis: Basis, options: CacheRead<T>): Promise<Loaded> {
    try {
      const value = await options.load()
      return { entry: keep(key, basis, { value, at: now() }, false, options), asked: true, stale: false }
    } catch (error) {
      const last = held(key)
      if (last) {
        last.error = error instanceof SatuError ? error : undefined
        // Jitter spreads the next tries of many keys of one ill system.
        last.retryAt = now() + last.backoffMs * (0.75 + random() / 2)
        // Where operators hold it nothing was asked, and it may be asked as soon as they let go.
        last.backoffMs = isHeld(error) ? FIRST_BACKOFF_MS : Math.min(last.backoffMs * 2, LONGEST_BACKOFF_MS)
      }
      throw error
    }
  }

  /** What another process has asked meanwhile is taken; otherwise one process asks, and the others wait for it. */
  async function askOnce<T>(
    level: SharedCache,
    shareMs: number,
    key: string,
    basis: Basis,
    options: CacheRead<T>
  ): Promise<Loaded> {
    const { freshness, notBefore = 0 } = options
    for (let wait = FIRST_LOOK_MS;; wait = Math.min(wait * 2, LONGEST_LOOK_MS)) {
      const [lease, { found, marks }] = await Promise.all([level.lease(key, shareMs), level.find(key, basis.tags)])
      const last = held(key)
      if (found !== undefined && found.at <= now() && (last === undefined || found.at > last.at)) {
        const entry = keep(key, basis, found as { value: T; at: number }, true, options)
        const isFresh = now() < entry.freshUntil && entry.at >= notBefore
        const mayWait = last === undefined && entry.at >= notBefore &&
          now() < entry.freshUntil + freshness.revalidate * 1_000
        if (isFresh) {
          if (isLease(lease)) void lease.end()
          return { entry, asked: false, stale: false }
        }
        if (mayWait && lease !== 'held') {
          askUnder(lease).catch(() => {})
          return { entry, asked: true, stale: true }
        }
        if (mayWait) return { entry, asked: false, stale: true }
      }
      if (lease !== 'held') return askUnder(lease)
      await delay(wait * (0.75 + random() / 2))

      async function askUnder(right: Lease | 'out'): Promise<Loaded> {
        try {
          const loaded = await ask(key, basis, options)
          // Kept before others may ask; the caller waits for neither, nor for what it takes to write a page out.
          const kept = marks === undefined
            ? Promise.resolve()
            : nextTurn().then(() => level.keep(key, loaded.entry, marks, lifeOf(freshness) * (1 - JITTER * random())))
          void kept.then(() => (isLease(right) ? right.end() : undefined))
          return loaded
        } catch (error) {
          if (isLease(right)) void right.end()
          throw error
        }
      }
    }
  }

  /** One call for all who ask for the same at the same time. */
  function load<T>(key: string, options: CacheRead<T>): Promise<Loaded> {
    const running = loading.get(key)
    if (running && purges.holds(running)) return running.work
    const basis: Basis = { seq: purges.seq, tags: options.tags }
    const { shareMs } = options
    const work = shared === undefined || shareMs === undefined
      ? ask(key, basis, options)
      : askOnce(shared, shareMs, key, basis, options)
    const flight = { ...basis, work }
    loading.set(key, flight)
    const end = (): void => {
      if (loading.get(key) === flight) loading.delete(key)
    }
    work.then(end, end)
    return work
  }

  const give = <T>(entry: Entry, asked: boolean, stale: boolean): Kept<T> => {
    const { value, at, freshUntil } = entry
    return { value: value as T, at, freshUntil, stale, error: stale ? entry.error : undefined, asked,
      shared: entry.shared }
  }

  return {
    bytes: () => entries.calculatedSize,
    size: () => sizeOf(entries),
    sizesBySystem: () => sizesBySystem(entries, purges),
    async read<T>(key: string, options: CacheRead<T>): Promise<Kept<T>> {
      const { freshness, notBefore = 0, onError = Math.max(freshness.revalidate, freshness.on_error), ahead = false,
        patience } = options
      const lastResort = (entry: Entry): boolean => now() < entry.freshUntil + onError * 1_000
      const entry = held(key)
      const usable = entry !== undefined && entry.at >= notBefore
      if (usable && now() < (ahead ? entry.at + (entry.freshUntil - entry.at) * AHEAD : entry.freshUntil))
        return give(entry, false, false)
      if (entry !== undefined && now() < entry.retryAt && lastResort(entry)) return give(entry, false, true)
      if (patience !== undefined && patience.ms <= 0) throw patience.late()

      const asking = load(key, options)
      if (usable && !ahead && now() < entry.freshUntil + freshness.revalidate * 1_000) {
        asking.catch(() => {})
        return give(entry, true, true)
      }
      try {
        const { entry: loaded, asked, stale } = await inTime(asking, patience)
        return give(loaded, asked, stale)
      } catch (error) {
        const last = held(key)
        if (last === undefined || !lastResort(last)) throw error
        return { ...give<T>(last, true, true), error: error instanceof SatuError ? error : last.error }
      }
    }
  }
}

/** For how long a value is of any use, in ms. */
function lifeOf({ fresh, revalidate, on_error }: Freshness): number {
  return (fresh + Math.max(revalidate, on_error)) * 1_000
}

function isLease(lease: Lease | 'held' | 'out'): lease is Lease {
  return typeof lease === 'object'
}
