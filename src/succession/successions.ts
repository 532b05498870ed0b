import type { Logger } from 'pino'
import type { Config } from '../config/schema.ts'
import type { SuccessionConfig } from '../config/succession-schema.ts'
import type { ResourceName } from '../contract/resources.ts'
import type { OnAnswered } from '../reads/federate.ts'
import type { Store } from '../store/database.ts'
import type { Pair } from '../systems/pair.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import { createCounts, type Counts } from './counts.ts'
import { createIdMap, type IdMap } from './id-map.ts'
import { naturalOf } from './natural.ts'
import { hundredthOf } from './share.ts'
import { createNames, createStandIn } from './stand-in.ts'

/** Systems that replace others. It outlasts a configuration. */
export interface Successions {
  /** The pairs of a configuration, over its systems. */
  pairs(config: Pick<Config, 'successions'>, systems: readonly System[]): Pair[]
  /** A record has come from a system: by what that one knows it is remembered. */
  seen(system: string, resource: ResourceName, record: CanonicalRecord): void
  onAnswered: OnAnswered
  ids: IdMap
  counts: Counts
  close(): Promise<void>
}

export interface SuccessionsOptions {
  store: Store
  log: Pick<Logger, 'warn'>
  registry(): Registry
  config(): Pick<Config, 'successions'>
}

export function createSuccessions({ store, log, registry, config }: SuccessionsOptions): Successions {
  const ids = createIdMap(store)
  const counts = createCounts({ store, log })

  function pairOf(entry: SuccessionConfig, systems: readonly System[]): Pair | undefined {
    const { id, resource, mode, percent = 0, key, ids: of } = entry
    const old = systems.find(system => system.id === entry.old)
    const successor = systems.find(system => system.id === entry.new)
    if (old === undefined || successor === undefined) return undefined
    const names = createNames({ succession: id, old, key, ids: of, map: ids })
    return {
      id, resource, old, successor, mode,
      standIn: createStandIn({ succession: id, resource, old, successor, key, ids: of, map: ids, onUnknown: () => { counts.count(id, 'unknown_id') } }, names),
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
    onAnswered(resource, { place, by, asker, fellBack }) {
      const pair = registry().pairOf(resource, place.id)
      if (pair === undefined) return
      const isOld = by.id === pair.old.id
      counts.count(pair.id, isOld ? 'answered_old' : 'answered_new', asker.consumer ?? '')
      if (fellBack) counts.count(pair.id, 'fell_back')
    },
    ids,
    counts,
    async close() {
      await Promise.all([ids.close(), counts.close()])
    }
  }
}
