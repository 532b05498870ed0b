import { LRUCache } from 'lru-cache'
import { SatuError } from '../errors.ts'
import type { Freshness } from '../kit/adapter.ts'

/** What a read of the cache gives: the value, when its system gave it, and how it came here. */
export interface Kept<T> {
  value: T
  /** ms since 1970 */
  at: number
  /** Older than it may be. */
  stale: boolean
  /** Why the system could not give a newer one. */
  error: SatuError | undefined
  /** The system was asked for this read. */
  asked: boolean
}

export interface CacheRead<T> {
  freshness: Freshness
  load(): Promise<T>
  /** Size of a value in bytes, roughly. */
  weigh(value: T): number
  /** Only a value given at or after this time (ms since 1970) will do while its system can be asked. */
  notBefore?: number
  /** How long the caller waits for the system, and what it is told then; the answer is kept even when it comes later. */
  patience?: { ms: number; late: () => SatuError } | undefined
}

/** What systems said, kept in this process: single flight, stale-while-revalidate, stale-if-error (RFC 5861). */
export interface Cache {
  read<T>(key: string, read: CacheRead<T>): Promise<Kept<T>>
  clear(): void
}

interface Entry {
  value: unknown
  at: number
  /** Until then the system is not asked again: it has just failed. */
  retryAt: number
  error: SatuError | undefined
  backoffMs: number
}

const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 30_000

export function createCache({ maxBytes, now = Date.now }: { maxBytes: number; now?: () => number }): Cache {
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, maxEntrySize: Math.ceil(maxBytes / 2) })
  const loading = new Map<string, Promise<Entry>>()

  /** One call for all who ask for the same at the same time. */
  function load<T>(key: string, { load, weigh }: CacheRead<T>): Promise<Entry> {
    const running = loading.get(key)
    if (running) return running
    const attempt = async (): Promise<Entry> => {
      try {
        const value = await load()
        const entry: Entry = { value, at: now(), retryAt: 0, error: undefined, backoffMs: FIRST_BACKOFF_MS }
        entries.set(key, entry, { size: Math.max(1, Math.ceil(weigh(value))) + key.length })
        return entry
      } catch (error) {
        const last = entries.peek(key)
        if (last) {
          last.error = error instanceof SatuError ? error : undefined
          // Jitter spreads the next tries of many keys of one ill system.
          last.retryAt = now() + last.backoffMs * (0.75 + Math.random() / 2)
          last.backoffMs = Math.min(last.backoffMs * 2, LONGEST_BACKOFF_MS)
        }
        throw error
      }
    }
    const started = attempt().finally(() => loading.delete(key))
    loading.set(key, started)
    return started
  }

  return {
    async read<T>(key: string, options: CacheRead<T>): Promise<Kept<T>> {
      const { freshness, notBefore = 0, patience } = options
      const entry = entries.get(key)
      const give = (found: Entry, stale: boolean, asked: boolean): Kept<T> => ({
        value: found.value as T,
        at: found.at,
        stale,
        error: stale ? found.error : undefined,
        asked
      })
      if (entry === undefined) {
        return give(await patient(load(key, options), patience), false, true)
      }

      const age = now() - entry.at
      const usable = entry.at >= notBefore
      if (usable && age < freshness.fresh * 1_000) return give(entry, false, false)

      const lastResort = (freshness.fresh + Math.max(freshness.revalidate, freshness.on_error)) * 1_000
      if (now() < entry.retryAt && age < lastResort) return give(entry, true, false)

      const asking = load(key, options)
      if (usable && age < (freshness.fresh + freshness.revalidate) * 1_000) {
        asking.catch(() => {})
        return give(entry, true, true)
      }
      try {
        return give(await patient(asking, patience), false, true)
      } catch (error) {
        if (age >= lastResort) throw error
        return { ...give(entry, true, true), error: error instanceof SatuError ? error : entry.error }
      }
    },
    clear() {
      entries.clear()
    }
  }
}

/** Gives up waiting, not asking. */
async function patient<T>(work: Promise<T>, patience: CacheRead<T>['patience']): Promise<T> {
  if (patience === undefined) return work
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(patience.late()) }, patience.ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
