import type { Contract } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { createClocks } from '../features/deadlines/clocks.ts'
import type { Successions } from '../features/migrations/successions.ts'
import type { Mirror } from '../features/mirror/mirror.ts'
import { createOverviews } from '../features/overview/overview.ts'
import { createTrack, createTrackMemory } from '../features/track/track.ts'
import { createAnswers } from '../gateway/reads/answers.ts'
import type { Cache } from '../gateway/reads/cache.ts'
import type { Cached } from '../gateway/reads/cached.ts'
import { createCursors } from '../gateway/reads/cursor.ts'
import { createFilters } from '../gateway/reads/filters.ts'
import type { Purges } from '../gateway/reads/purges.ts'
import { createReads } from '../gateway/reads/reads.ts'
import type { Served } from '../gateway/reads/served.ts'
import { createSourceReader } from '../gateway/reads/sources.ts'
import type { StandIn } from '../gateway/reads/stand-in.ts'
import { createCity, workingDaysOf } from '../gateway/systems/city.ts'
import type { Connected } from '../gateway/systems/connect.ts'
import type { LoadLedger } from '../gateway/systems/load-ledger.ts'
import { createRegistry } from '../gateway/systems/registry.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import { createRouting } from '../gateway/writes/routing.ts'
import type { Core } from '../http/serving.ts'
import type { City } from '../kit/adapter.ts'
import type { Config } from '../platform/config/schema.ts'
import type { Checks } from '../platform/identity/identity.ts'
import type { AccessLogKeys } from '../platform/privacy/access-keys.ts'

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
  mirror: Mirror
  standIn: StandIn
  successions(): Successions
  submission: Journal['get']
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
export function createCores(
  options: CoresOptions
): (config: Config, systems: readonly Connected[], checks: Checks) => Core {
  const { contract, validation, accessKeys, cache, purges, ledger, mirror, cityOf, purge } = options
  const cursors = createCursors(options.jwtSecret)
  const memory = createTrackMemory()
  return (config, systems, checks) => {
    const all = systems.map(({ system }) => system)
    const successions = options.successions()
    const registry = createRegistry(all, config.routes, successions.pairs(config, all))
    const workingDays = workingDaysOf(config.city)
    const clocks = createClocks({ workingDays })
    const reader = createSourceReader({ cache, spared: ledger.spared, served: options.served.note,
      standIn: options.standIn })
    const city = cityOf(config)
    const answers = createAnswers({ maxBytes: options.answerBytes, purges })
    return {
      config,
      checks,
      registry,
      clocks,
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
        onAnswered: successions.onAnswered,
        maxScan: config.hub.max_scan,
        patienceMs: PATIENCE_MS
      }),
      overviews: createOverviews({ mirror, registry, reader, validation, keys: accessKeys }),
      track: createTrack({ memory, contract, registry, reader, clocks, workingDays, agencies: city.agencies,
        submission: options.submission }),
      routing: createRouting(registry, config.writes, city)
    }
  }
}
