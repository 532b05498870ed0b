import { type Contract, loadContract } from '../contract/contract.ts'
import { createValidation, type Validation } from '../contract/validation.ts'
import type { Environment } from './config/environment.ts'
import type { Config } from './config/schema.ts'
import { createJobs, type Jobs } from './jobs/jobs.ts'
import { type AccessLogKeys, createAccessLogKeys } from './privacy/access-keys.ts'
import { type AccessLog, createAccessLog } from './privacy/access-log.ts'
import { createOwners, type Owners } from './privacy/owners.ts'
import { openStore, type Store, type StoreOptions } from './store/database.ts'
import { createInbox, type InboxStore } from './store/inbox.ts'
import { createUseByConsumer } from './telemetry/consumer-use.ts'
import type { Log } from './telemetry/log.ts'
import { createMetrics, type Metrics } from './telemetry/metrics.ts'
import { handOn, type Tracing } from './telemetry/tracing/trace.ts'

export type HubEnvironment =
  & Pick<Environment, 'jwtSecret' | 'name' | 'dataDir'>
  & Partial<Pick<Environment, 'accessKeys' | 'redisUrl' | 'databaseUrl' | 'processes' | 'jwtPublicKey' | 'tracing'>>

/** What everything else stands on: the contract, the store, the log, numbers and traces. */
export interface Platform {
  environment: HubEnvironment
  contract: Contract
  validation: Validation
  store: Store
  /** Lines of requests are counted on their way. */
  log: Log
  metrics: Metrics
  tracing: Tracing
  accessKeys: AccessLogKeys
  accessLog: AccessLog
  owners: Owners
  /** What systems push. */
  inbox: InboxStore
  /** What runs in the background. */
  jobs: Jobs
  close(): Promise<void>
}

export interface PlatformOptions extends Pick<StoreOptions, 'migrations' | 'known'> {
  config: Config
  environment: HubEnvironment
  log: Log
}

export async function openPlatform(
  { config, environment, log: lines, migrations, known }: PlatformOptions
): Promise<Platform> {
  const metrics = createMetrics()
  const uses = createUseByConsumer()
  const log: Log = {
    ...lines,
    request(line) {
      metrics.request(line)
      uses.request(line)
      lines.request(line)
    }
  }
  metrics.gather(uses.families)
  const { logger } = log
  const contract = loadContract()
  const store = await openStore({ url: environment.databaseUrl, dataDir: environment.dataDir, log: logger, migrations,
    known })
  const jobs = createJobs({ store, log: logger })
  metrics.gather(jobs.families)
  const accessKeys = createAccessLogKeys(environment)
  if (environment.name === 'production' && (environment.accessKeys ?? []).length === 0)
    logger.warn('no SATU_ACCESS_KEYS: the access log has a key that changes with SATU_JWT_SECRET')
  // What makes and sends spans is loaded where somebody takes them.
  const tracer = environment.tracing &&
    (await import('./telemetry/tracing/start.ts')).startTracing({ settings: environment.tracing,
      environment: environment.name, scheme: config.tls === undefined ? 'http' : 'https', version: contract.version,
      log: logger })
  if (tracer !== undefined) metrics.gather(tracer.families)
  return {
    environment,
    contract,
    validation: createValidation(contract),
    store,
    log,
    metrics,
    tracing: tracer?.tracing ?? handOn,
    accessKeys,
    accessLog: createAccessLog({ store, keys: accessKeys, log: logger }),
    owners: createOwners(accessKeys),
    inbox: createInbox(store),
    jobs,
    async close() {
      await jobs.close()
      await store.close()
      await tracer?.close()
    }
  }
}
