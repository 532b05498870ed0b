import type { Environment } from '../platform/config/environment.ts'
import type { JobRunner } from '../platform/jobs/jobs.ts'
import { createLoadStore } from '../platform/store/guard-load.ts'
import type { Logger } from '../platform/telemetry/log.ts'
import { type Cache, createCache } from './reads/cache.ts'
import { createPurges, purgedTags, type Purges, type PurgeTarget } from './reads/purges.ts'
import { createLoadLedger, LEDGER_MS, type LoadLedger } from './systems/load-ledger.ts'
import { createSharedGuard } from './systems/shared-guard.ts'

export interface CachesOptions {
  /** Memory for all that is kept, MiB. */
  maxMb: number
  /** Of the contract. */
  version: string
  environment: Pick<Environment, 'jwtSecret'> & Partial<Pick<Environment, 'redisUrl' | 'processes'>>
  jobs: JobRunner
  log: Logger
}

export type Caches = Awaited<ReturnType<typeof openCaches>>

const MEBIBYTE = 1_048_576

/**
 * What is kept of systems and counted of them, in this process and, where there is a Redis, together with the others.
 */
export async function openCaches({ maxMb, version, environment, jobs, log }: CachesOptions) {
  const purges: Purges = createPurges()
  // The client of Redis is loaded where there is one.
  const { openShared } = environment.redisUrl
    ? await import('../platform/store/shared.ts')
    : { openShared: () => undefined }
  const shared = openShared({ url: environment.redisUrl, secret: environment.jwtSecret, version, onPurge: purges.purge,
    jobs, log })
  const limits = createSharedGuard({ redis: shared?.redis, prefix: shared?.lasting,
    processes: environment.processes ?? 1, log })
  const ledger: LoadLedger = createLoadLedger({
    store: shared && createLoadStore(shared.redis, { prefix: shared.lasting })
  })
  const summing = jobs.add({ name: 'load-ledger', about: 'Sums up how much each system was asked.', firstMs: LEDGER_MS,
    everyMs: LEDGER_MS, run: ledger.flush })
  // Three parts of eight for records, as much for answers made of them; a quarter for those that repeated requests find
  // by their URL (http/hot-path).
  const maxBytes = (maxMb * MEBIBYTE * 3) / 8
  const cache: Cache = createCache({ maxBytes, purges, shared: shared?.cache })
  return {
    purges,
    shared,
    limits,
    ledger,
    cache,
    answerBytes: maxBytes,
    /** @returns false when other processes may not have heard of it */
    async purge(target: PurgeTarget): Promise<boolean> {
      const tags = purgedTags(target)
      purges.purge(tags)
      return shared === undefined || shared.cache.purge(tags)
    },
    async close(): Promise<void> {
      await summing.close()
      await ledger.flush()
      await limits.close()
      await shared?.close()
    }
  }
}
