import { randomUUID } from 'node:crypto'
import type { JobRunner } from '../jobs/jobs.ts'
import type { Bulletin } from './bulletin.ts'
import type { RedisConnection } from './redis.ts'
import type { Sealing } from './sealing.ts'

/** What another process may have kept. */
export interface Look {
  found: { value: unknown; at: number } | undefined
  /**
   * How the tags stood at this moment; undefined when Redis could not be asked. What is loaded now is kept under it.
   */
  marks: string | undefined
}

/**
 * What systems said, kept in Redis for every process of the hub. Nothing here ever rejects: without Redis it finds
 * nothing.
 */
export interface SharedCache {
  find(name: string, tags: readonly string[]): Promise<Look>
  /** @param at when the system gave it, ms since 1970 */
  keep(name: string, entry: { value: unknown; at: number }, marks: string, lifeMs: number): Promise<void>
  /**
   * The right to ask a system for it, so that one process does: `held` by another, or `out` when Redis cannot tell.
   * @param ms how long it is held at most; a process that stops or stands still loses it within `LEASE_MS`
   */
  lease(name: string, ms: number): Promise<Lease | 'held' | 'out'>
  /** Ends what was made of the tags, here and in every process. False when it may not have reached the others. */
  purge(tags: readonly string[]): Promise<boolean>
  stats(): Readonly<SharedCacheStats>
  close(): Promise<void>
}

export interface Lease {
  end(): Promise<void>
}

export interface SharedCacheStats {
  hits: number
  misses: number
  /** Entries that did not open: of another secret, altered, or no entries at all. */
  refused: number
  /** Commands that failed or took too long. */
  failures: number
}

export interface SharedCacheOptions {
  redis: RedisConnection
  bulletin: Bulletin
  jobs: JobRunner
  sealing: Sealing
  prefix: string
  /** Called for what another process purged, and for what may have been purged unheard. */
  onPurge(tags: readonly string[]): void
  log: { warn(fields: object, message: string): void; info(fields: object, message: string): void }
}

const LARGEST_BYTES = 8 * 1_048_576
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000
/** What was purged while this process could not hear is noticed within this time. */
const SYNC_MS = 5_000
const LONGEST_LIFE_MS = 7 * 86_400_000
/** Longer than anything is kept: when it is gone, nothing is left that was kept before the record was purged. */
const RECORD_MARK_MS = LONGEST_LIFE_MS + 3_600_000
/** A lease is renewed while its process runs: what waits for one that stands still goes on after this time. */
const LEASE_MS = 2_000
const RENEW_MS = 600
const RENEW =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0"
const MINE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"

export function createSharedCache(
  { redis, bulletin, jobs, sealing, prefix, onPurge, log }: SharedCacheOptions
): SharedCache {
  const marksKey = `${prefix}marks`
  const known = new Map<string, string>()
  let begun = false
  const stats: SharedCacheStats = { hits: 0, misses: 0, refused: 0, failures: 0 }
  let pauseUntil = 0
  let pauseMs = FIRST_PAUSE_MS
  let told = false

  /** A Redis that is slow or out of its mind is left alone for a while: a read must not wait for it again and again. */
  async function tried<T>(
    work: (client: NonNullable<RedisConnection['client']>) => Promise<T>
  ): Promise<T | undefined> {
    if (redis.client === undefined || !redis.ready || Date.now() < pauseUntil) return undefined
    try {
      const result = await work(redis.client)
      if (told) log.info({}, 'the shared cache is used again')
      told = false
      pauseMs = FIRST_PAUSE_MS
      return result
    } catch (error) {
      stats.failures++
      pauseUntil = Date.now() + pauseMs
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
      if (!told)
        log.warn({ reason: (error as Error).message }, 'the shared cache fails: each process goes on with its own')
      told = true
      return undefined
    }
  }

  const isRecord = (tag: string): boolean => tag.includes(' =')
  const recordKey = (tag: string): string => `${prefix}mark:${sealing.nameOf(tag)}`
  const entryKey = (name: string): string => `${prefix}kept:${sealing.nameOf(name)}`

  bulletin.hear('purge', message => {
    const { tags, mark } = message as { tags?: unknown; mark?: unknown }
    if (!Array.isArray(tags) || typeof mark !== 'string') return
    const texts = tags.filter(tag => typeof tag === 'string')
    for (const tag of texts) if (!isRecord(tag)) known.set(tag, mark)
    onPurge(texts)
  })

  /** Purges that were not heard show in the marks. A record's own mark goes with that of its lists. */
  const sync = async (): Promise<void> => {
    const marks = await tried(client => client.hgetall(marksKey))
    if (marks === undefined) return
    const changed = Object.entries(marks).filter(([tag, mark]) => known.get(tag) !== mark)
    for (const [tag, mark] of changed) known.set(tag, mark)
    if (begun && changed.length > 0) onPurge(changed.map(([tag]) => tag.replace(/ \*$/, '')))
    begun = true
  }
  const syncing = jobs.add({ name: 'shared-cache', about: 'Compares what was purged with the other processes.',
    firstMs: SYNC_MS, everyMs: SYNC_MS, run: sync })
  redis.client?.once('ready', () => {
    void sync()
  })

  return {
    async find(name, tags) {
      const shared = tags.filter(tag => !isRecord(tag))
      const own = tags.find(isRecord)
      const key = entryKey(name)
      const answer = await tried(client =>
        Promise.all([
          client.getBuffer(key),
          client.hmget(marksKey, ...shared),
          own === undefined ? null : client.get(recordKey(own))
        ])
      )
      if (answer === undefined) return { found: undefined, marks: undefined }
      const [sealed, marks, mark] = answer
      const now = JSON.stringify([...marks, mark])
      if (sealed === null) {
        stats.misses++
        return { found: undefined, marks: now }
      }
      const entry = readEntry(sealing.open(key, sealed))
      if (entry === undefined) stats.refused++
      const found = entry?.marks === now ? entry : undefined
      if (found === undefined) stats.misses++
      else stats.hits++
      return { found, marks: now }
    },
    async keep(name, { value, at }, marks, lifeMs) {
      const text = JSON.stringify({ value: value ?? null, at, marks })
      if (text.length > LARGEST_BYTES) return
      const key = entryKey(name)
      await tried(client =>
        client.set(key, sealing.seal(key, text), 'PX', Math.ceil(Math.min(Math.max(1, lifeMs), LONGEST_LIFE_MS)))
      )
    },
    async lease(name, ms) {
      const key = `${prefix}lease:${sealing.nameOf(name)}`
      const token = randomUUID()
      const endsAt = performance.now() + ms
      const taken = await tried(client => client.set(key, token, 'PX', Math.min(ms, LEASE_MS), 'NX'))
      if (taken === undefined) return 'out'
      if (taken === null) return 'held'
      const renewing = setInterval(() => {
        const left = Math.ceil(endsAt - performance.now())
        if (left <= 0) clearInterval(renewing)
        else void tried(client => client.eval(RENEW, 1, key, token, Math.min(left, LEASE_MS)))
      }, RENEW_MS).unref()
      return {
        async end() {
          clearInterval(renewing)
          await tried(client => client.eval(MINE, 1, key, token))
        }
      }
    },
    async purge(tags) {
      const mark = randomUUID()
      const shared = tags.filter(tag => !isRecord(tag))
      for (const tag of shared) known.set(tag, mark)
      const done = await tried(async client => {
        await Promise.all([
          shared.length === 0 ? 0 : client.hset(marksKey, Object.fromEntries(shared.map(tag => [tag, mark]))),
          ...tags.filter(isRecord).map(tag => client.set(recordKey(tag), mark, 'PX', RECORD_MARK_MS))
        ])
        return true
      })
      return done === true && bulletin.tell('purge', { tags, mark })
    },
    stats: () => stats,
    close: syncing.close
  }
}

function readEntry(text: string | undefined): { value: unknown; at: number; marks: string } | undefined {
  if (text === undefined) return undefined
  const entry = JSON.parse(text) as { value: unknown; at: number; marks: string }
  return { ...entry, value: entry.value ?? undefined }
}
