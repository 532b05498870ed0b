import type { Logger } from 'pino'
import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { OnAnswered } from '../../gateway/reads/federate.ts'
import type { Pair } from '../../gateway/systems/pair.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { createMask, type Mask } from '../../platform/privacy/visibility.ts'
import type { Store } from '../../platform/store/database.ts'
import { type Comparing, createComparing } from './comparing.ts'
import { createCounts } from './counts.ts'
import { createDifferences, type Differences } from './differences.ts'
import { createIdMap } from './id-map.ts'
import { naturalOf } from './natural.ts'
import { createPasses } from './pass.ts'
import { reportOn, type SuccessionReport } from './report.ts'
import type { SuccessionConfig } from './settings.ts'
import { createShadow } from './shadow.ts'
import { hundredthOf } from './share.ts'
import { createNames, createStandIn } from './stand-in.ts'
import type { Tell } from './telling.ts'

/** Systems that replace others. It outlasts a configuration. */
export interface Successions {
  /** The pairs of a configuration, over its systems. */
  pairs(config: Pick<Config, 'successions'>, systems: readonly System[]): Pair[]
  /** A record has come from a system: by what that one knows it is remembered. */
  seen(system: string, resource: ResourceName, record: CanonicalRecord): void
  onAnswered: OnAnswered
  /** @returns undefined when there is no succession of this id. @throws SatuError store_unavailable */
  report(id: string): Promise<SuccessionReport | undefined>
  differences: Pick<Differences, 'list'>
  /** Of each succession, how many records could be compared. @throws SatuError store_unavailable */
  compared(): Promise<{ systems: string[]; subjects: number }[]>
  /**
   * Begins to compare all records of both. @returns false while a comparison runs; undefined when there is no such
   * succession
   */
  compare(id: string): Promise<boolean | undefined>
  /** Waits until what was begun has ended: for tests, and for who shows how it works. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface SuccessionsOptions {
  store: Store
  contract: Contract
  log: Pick<Logger, 'warn'>
  registry(): Registry
  config(): Pick<Config, 'successions'>
  /** Where differences are told of besides. */
  tell: Tell
  jobs: JobRunner
}

export function createSuccessions(
  { store, contract, log, registry, config, tell, jobs }: SuccessionsOptions
): Successions {
  const ids = createIdMap(store)
  const counts = createCounts({ store, log })
  const differences = createDifferences({ store })
  const masks = new Map<ResourceName, Mask>()
  const maskOf = (resource: ResourceName): Mask => {
    const known = masks.get(resource) ?? createMask(contract, recordSchemas[resource])
    masks.set(resource, known)
    return known
  }
  const comparing: Comparing = {
    compare: (pair, ...about) =>
      createComparing({ store, counts, differences, tell, mask: maskOf(pair.resource) }).compare(pair, ...about)
  }
  const shadow = createShadow({ comparing, counts })
  const entryOf = (id: string): SuccessionConfig | undefined => config().successions.find(entry => entry.id === id)
  const knownPair = (id: string): Pair | undefined => registry().pairs.find(pair => pair.id === id)
  // By it the successor's own keys are known as well.
  const passes = createPasses({ store, comparing, jobs, pairs: () =>
    registry().pairs.flatMap(pair => {
      const entry = entryOf(pair.id)
      return entry === undefined ? [] : [{ pair, entry }]
    }) })

  function pairOf(entry: SuccessionConfig, systems: readonly System[]): Pair | undefined {
    const { id, resource, mode, percent = 0, key, ids: of } = entry
    const old = systems.find(system => system.id === entry.old)
    const successor = systems.find(system => system.id === entry.new)
    if (old === undefined || successor === undefined) return undefined
    const names = createNames({ succession: id, old, key, ids: of, map: ids })
    const onUnknown = (consumer: string): void => {
      counts.count(id, 'unknown_id', consumer)
    }
    return {
      id,
      resource,
      old,
      successor,
      mode,
      standIn: createStandIn({ succession: id, resource, old, successor, key, ids: of, map: ids, onUnknown }, names),
      writes: entry.writes ?? (mode === 'switched' ? 'new' : 'old'),
      isSuccessors: question => hundredthOf(`${id} ${question}`) < percent,
      successorKey: names.successorKey
    }
  }

  return {
    pairs: ({ successions }, systems) => successions.flatMap(entry => pairOf(entry, systems) ?? []),
    seen(system, resource, record) {
      for (const { id, resource: handedOver, old, new: successor, key } of config().successions) {
        if (handedOver !== resource || (system !== old && system !== successor)) continue
        const natural = naturalOf(record, key)
        if (natural !== undefined) ids.learn(id, system === old ? 'old' : 'new', natural, record.source.record_id)
      }
    },
    onAnswered(resource, { place, by, records, asker, fellBack }) {
      const pair = registry().pairOf(resource, place.id)
      const entry = pair && entryOf(pair.id)
      if (pair === undefined || entry === undefined) return
      counts.count(pair.id, by.id === pair.old.id ? 'answered_old' : 'answered_new', asker.consumer ?? '')
      if (fellBack) counts.count(pair.id, 'fell_back')
      // Once it is switched the old one may be gone.
      else if (pair.mode !== 'switched')
        shadow.offer(pair, entry, records.map(({ id }) => id).filter(id => id.startsWith(`${pair.old.config.prefix}-`)))
    },
    async report(id) {
      const pair = knownPair(id)
      const entry = entryOf(id)
      return pair && entry && reportOn(pair, entry, { store, registry: registry(), counts, differences, ids, passes })
    },
    differences,
    compared: () =>
      Promise.all(config().successions.map(async ({ id, old, new: successor }) => {
        const [{ both }, missing] = await Promise.all([ids.alone(id), differences.missing(id)])
        return { systems: [old, successor], subjects: both + missing }
      })),
    async compare(id) {
      const pair = knownPair(id)
      const entry = entryOf(id)
      return pair && entry && passes.begin(id)
    },
    async idle() {
      await passes.idle()
      await shadow.idle()
      await Promise.all([ids.flushed(), counts.flushed()])
    },
    async close() {
      await Promise.all([shadow.close(), passes.close()])
      await Promise.all([ids.close(), counts.close()])
    }
  }
}
