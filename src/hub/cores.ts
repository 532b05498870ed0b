import type { Config } from '../config/schema.ts'
import type { Contract } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import type { Core } from '../http/serving.ts'
import type { Checks } from '../identity/identity.ts'
import type { Journal } from '../journal/journal.ts'
import { createRouting } from '../journal/routing.ts'
import type { City } from '../kit/adapter.ts'
import type { Mirror } from '../mirror/mirror.ts'
import { createOverviews } from '../overview/overview.ts'
import type { AccessLogKeys } from '../privacy/access-keys.ts'
import { createAnswers } from '../reads/answers.ts'
import type { Cache } from '../reads/cache.ts'
import type { Cached } from '../reads/cached.ts'
import { createClocks } from '../reads/clocks.ts'
import { createCursors } from '../reads/cursor.ts'
import { createFilters } from '../reads/filters.ts'
import type { Purges } from '../reads/purges.ts'
import { createReads } from '../reads/reads.ts'
import type { Served } from '../reads/served.ts'
import { createSourceReader } from '../reads/sources.ts'
import type { StandIn } from '../reads/stand-in.ts'
import type { Successions } from '../succession/successions.ts'
import { createCity, workingDaysOf } from '../systems/city.ts'
import type { Connected } from '../systems/connect.ts'
import type { LoadLedger } from '../systems/load-ledger.ts'
import { createRegistry } from '../systems/registry.ts'
import { createTrack, createTrackMemory } from '../track/track.ts'

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
