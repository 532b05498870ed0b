import type { Contract } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import type { City } from '../kit/adapter.ts'
import type { WorkingDays } from '../kit/indonesia/working-days.ts'
import type { Config } from '../platform/config/schema.ts'
import type { AccessLogKeys } from '../platform/privacy/access-keys.ts'
import { createAnswers } from './reads/answers.ts'
import type { Cache } from './reads/cache.ts'
import type { Cached } from './reads/cached.ts'
import type { Clocks } from './reads/clocks.ts'
import { createCursors } from './reads/cursor.ts'
import { createFilters } from './reads/filters.ts'
import { sourcePipeline } from './reads/pipeline.ts'
import type { Purges, PurgeTarget } from './reads/purges.ts'
import { createReads, type Reads } from './reads/reads.ts'
import type { Served } from './reads/served.ts'
import type { SourceReader } from './reads/sources.ts'
import type { Slots } from './slots.ts'
import { createCity, workingDaysOf } from './systems/city.ts'
import type { Connected } from './systems/connect.ts'
import type { LoadLedger } from './systems/load-ledger.ts'
import { createRegistry, type Registry } from './systems/registry.ts'
import { createRouting, type Routing } from './writes/routing.ts'

/** What a configuration makes of the gateway. It is let go of with it. */
export interface Core {
  config: Config
  registry: Registry
  reads: Reads
  /** Reads records of single systems. */
  reader: SourceReader
  clocks: Clocks
  workingDays: WorkingDays
  city: City
  /** Which system takes a write. */
  routing: Routing
  /** Ends what is kept of it, in every process; false when others may not have heard. */
  purge(target: PurgeTarget): Promise<boolean>
  /** What is kept of systems, for operators. */
  cached(): Cached
}

export interface CoresOptions {
  contract: Contract
  validation: Validation
  accessKeys: AccessLogKeys
  jwtSecret: string
  cache: Cache
  /** Of answers that are kept. */
  answerBytes: number
  purges: Purges
  ledger: LoadLedger
  served: Served
  slots: Slots
  cityOf: CityOf
  purge: Core['purge']
  /** How the level stands that all processes share. */
  shared(): Cached['shared']
}

/** The city's reference data. */
export type CityOf = (config: Config) => City

/** How long the other systems of a list wait for a late one. */
const PATIENCE_MS = 2_500

/** Makes reference data anew only when they have changed. */
export function createCities(): CityOf {
  let last: { of: string; is: City } | undefined
  return config => {
    const of = JSON.stringify([config.city, config.systems.map(({ adapter, prefix }) => [adapter, prefix])])
    if (last?.of !== of) last = { of, is: createCity(config) }
    return last.is
  }
}

/**
 * @returns what makes all that goes with one configuration and is let go of with it: who serves what, and the reads
 *   over them
 */
export function createCores(options: CoresOptions): (config: Config, systems: readonly Connected[]) => Core {
  const { contract, validation, accessKeys, cache, purges, ledger, slots, cityOf, purge } = options
  const cursors = createCursors(options.jwtSecret)
  return (config, systems) => {
    const all = systems.map(({ system }) => system)
    const registry = createRegistry(all, config.routes, slots.pairs(config, all))
    const workingDays = workingDaysOf(config.city)
    const clocks = slots.clocks(workingDays)
    const reader = sourcePipeline({ cache, spared: ledger.spared, served: options.served.note, standIn: slots.standIn })
    const city = cityOf(config)
    const answers = createAnswers({ maxBytes: options.answerBytes, purges })
    return {
      config,
      registry,
      reader,
      clocks,
      workingDays,
      city,
      purge,
      cached: () => ({ records: cache.size(), answers: answers.size(), systems: cache.sizesBySystem(),
        shared: options.shared() }),
      reads: createReads({
        contract,
        validation,
        registry,
        ledger,
        clocks,
        city,
        reader,
        cursors,
        answers,
        residentId: accessKeys.current.recordKey,
        filters: createFilters(contract, clocks),
        ...(slots.onAnswered && { onAnswered: slots.onAnswered }),
        maxScan: config.hub.max_scan,
        patienceMs: PATIENCE_MS
      }),
      routing: createRouting(registry, config.writes, city)
    }
  }
}
