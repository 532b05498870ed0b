import type { Contract } from '../contract/contract.ts'
import type { ResourceName } from '../contract/resources.ts'
import { createDisagreements, type Disagreements } from '../features/disagreements/disagreements.ts'
import { createEncodings } from '../features/disagreements/encodings.ts'
import type { ToldComparisons } from '../features/disagreements/told.ts'
import { createTraitsMaker, keysOf } from '../features/matching/traits.ts'
import { createAllowed } from '../features/mirror/allowed.ts'
import { createMirror, type Mirror } from '../features/mirror/mirror.ts'
import { createStandIn } from '../features/mirror/stand-in.ts'
import { startWalker } from '../features/mirror/walker.ts'
import { createAsk } from '../features/search/ask.ts'
import { createIndexer } from '../features/search/indexer.ts'
import { keepIndexed } from '../features/search/rebuild.ts'
import { createSearch, type Search } from '../features/search/search.ts'
import type { Events } from '../gateway/events/events.ts'
import type { StandIn } from '../gateway/reads/stand-in.ts'
import type { Walk } from '../gateway/reads/walk.ts'
import type { Registry } from '../gateway/systems/registry.ts'
import type { Environment } from '../platform/config/environment.ts'
import type { Config } from '../platform/config/schema.ts'
import type { JobRunner } from '../platform/jobs/jobs.ts'
import type { AccessLogKeys } from '../platform/privacy/access-keys.ts'
import type { Store } from '../platform/store/database.ts'
import type { Logger } from '../platform/telemetry/log.ts'
import type { Family } from '../platform/telemetry/metrics.ts'

/** The mirror, and what stands on it. */
export interface Mirrored {
  mirror: Mirror
  search: Search
  disagreements: Disagreements
  /** Answers in the place of a system that cannot. */
  standIn: StandIn
  /** Begins to keep it whole, once there are systems. */
  begin(walk: Walk): void
  /** A system has told, or was seen, to have changed. */
  noticed(system: string, resource: ResourceName): void
  /** Another configuration may allow less. */
  prune(): void
  families(): Family[]
  /** Asks systems nothing more. */
  stopWalking(): Promise<void>
  close(): Promise<void>
}

export interface MirroredOptions {
  store: Store
  contract: Contract
  environment: Pick<Environment, 'dataDir'>
  accessKeys: AccessLogKeys
  append: Events['append']
  config(): Config
  registry(): Registry
  /** What others compare than the ledger of disagreements. */
  told: ToldComparisons
  jobs: JobRunner
  logger: Logger
}

/**
 * The last known records of the systems, with what is found in them: by words, by who they speak of, and where they
 * contradict each other.
 */
export function createMirrored(
  { store, contract, environment, accessKeys, append, config, registry, told, jobs, logger }: MirroredOptions
): Mirrored {
  const indexer = createIndexer({ engine: store.engine, contract })
  const ask = createAsk(store, environment)
  const traits = createTraitsMaker(accessKeys.current)
  const mirror = createMirror({
    store,
    contract,
    logger,
    allows: createAllowed(config),
    encode(resource, record) {
      const made = traits.traitsOf(resource, record)
      return made === undefined ? { traits: null, keys: [] } : { traits: made, keys: keysOf(made) }
    },
    followers: [indexer, {
      kept: (db, entries) => disagreements.follower.kept(db, entries),
      gone: (db, places) => disagreements.follower.gone(db, places)
    }]
  })
  const disagreements = createDisagreements({ store, contract, append, kept: mirror, encodings: createEncodings(),
    config, told, logger })
  let walker: ReturnType<typeof startWalker> | undefined
  let indexed: ReturnType<typeof keepIndexed> | undefined
  let pruned = Promise.resolve()
  const prune = (): void => {
    pruned = mirror.prune().catch(() => {})
  }
  return {
    mirror,
    disagreements,
    search: createSearch({ store, ask, contract }),
    standIn: createStandIn({ mirror, store, onErrorMs: () => config().hub.mirror.on_error * 1_000 }),
    begin(walk) {
      prune()
      indexed = keepIndexed({ store, indexer, scan: () => mirror.scan(), alone: mirror.alone, log: logger })
      walker = startWalker({ mirror, registry, readAll: walk.ofSystem, jobs, logger })
    },
    noticed: (system, resource) => {
      walker?.noticed(system, resource)
    },
    prune,
    families: () => [...mirror.families(), ...(walker?.families() ?? [])],
    async stopWalking() {
      await walker?.close()
    },
    async close() {
      await Promise.all([pruned, indexed?.close(), mirror.close(), ask.close(), disagreements.close()])
    }
  }
}
