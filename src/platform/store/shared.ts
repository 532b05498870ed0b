import type { Logger } from 'pino'
import type { JobRunner } from '../jobs/jobs.ts'
import { type Bulletin, createBulletin } from './bulletin.ts'
import { type CountStore, createCountStore } from './counts.ts'
import { createRedis, type RedisConnection } from './redis.ts'
import { createSealing } from './sealing.ts'
import { createSharedCache, type SharedCache } from './shared-cache.ts'

/** What the processes of one hub have in common, in Redis. Hubs with other secrets may use the same Redis. */
export interface Shared {
  redis: RedisConnection
  bulletin: Bulletin
  cache: SharedCache
  counts: CountStore
  /** Begins every key of this hub. */
  prefix: string
  /** The same for what holds whichever contract a process serves: limits of systems, and what they bore. */
  lasting: string
  close(): Promise<void>
}

export interface SharedOptions {
  url: string | undefined
  /** The same in every process of the hub. */
  secret: string
  /** Of the contract: processes of another one share nothing with these. */
  version: string
  onPurge(tags: readonly string[]): void
  jobs: JobRunner
  log: Pick<Logger, 'info' | 'warn'>
}

/** Undefined without a URL. Redis may be down: nothing waits for it. */
export function openShared({ url, secret, version, onPurge, jobs, log }: SharedOptions): Shared | undefined {
  const redis = createRedis(url, { log })
  if (redis.client === undefined) return undefined
  const sealing = createSealing(secret, 'satu shared cache')
  const lasting = `satu:${sealing.nameOf('hub').slice(0, 8)}`
  const prefix = `${lasting}:${version}:`
  const bulletin = createBulletin(redis.client, prefix)
  const cache = createSharedCache({ redis, bulletin, jobs, sealing, prefix, onPurge, log })
  return {
    redis,
    bulletin,
    cache,
    prefix,
    lasting,
    counts: createCountStore(redis.client, { prefix: lasting, nameOf: sealing.nameOf }),
    async close() {
      await cache.close()
      await Promise.all([bulletin.close(), redis.close()])
    }
  }
}
