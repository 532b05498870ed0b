import type { ResourceName } from '../../contract/resources.ts'
import { parseId } from '../../kit/ids.ts'
import { OWN_KEY, type Pair } from './pair.ts'
import type { System } from './system.ts'

/** The systems that answer for a resource; without an entry all that serve it do. */
export type Routes = Readonly<Partial<Record<ResourceName, readonly string[]>>>

/** Who serves what. */
export interface Registry {
  systems: readonly System[]
  get(id: string): System | undefined
  /** Systems that serve an action of a resource, in the order of the config. Of two that hand it over one does. */
  serving(resource: ResourceName, action: 'list' | 'get'): readonly System[]
  /** The system that a record's id names, and its key there. */
  owner(resource: ResourceName, id: string): { system: System; key: string } | undefined
  /** The succession in which a system stands for a resource. */
  pairOf(resource: ResourceName, system: string): Pair | undefined
  pairs: readonly Pair[]
  /**
   * The system as it is looked through for changes of a resource; undefined while another one answers in its place, for
   * what it tells would be told twice.
   */
  watched(resource: ResourceName, system: System): System | undefined
  close(): Promise<void>
}

export function createRegistry(systems: readonly System[], routes: Routes = {}, pairs: readonly Pair[] = []): Registry {
  const byId = new Map(systems.map(system => [system.id, system]))
  const byPrefix = new Map(systems.map(system => [system.config.prefix, system]))
  const paired = new Map(
    pairs.flatMap(pair => [pair.old, pair.successor].map(({ id }) => [`${pair.resource} ${id}`, pair] as const))
  )
  const pairOf: Registry['pairOf'] = (
    resource,
    system
  ) => (paired.size === 0 ? undefined : paired.get(`${resource} ${system}`))

  /** Who answers in the place of a system of the config; nobody in the place of one whose turn it is not. */
  function answering(resource: ResourceName, system: System): System | undefined {
    const pair = pairOf(resource, system.id)
    if (pair === undefined) return system
    if (pair.old !== system) return undefined
    return pair.mode === 'switched' ? pair.standIn : system
  }

  return {
    systems,
    get: id => byId.get(id),
    serving(resource, action) {
      const route = routes[resource]
      return systems.flatMap(system => {
        if (route !== undefined && !route.includes(system.id)) return []
        const found = answering(resource, system)
        return found?.serves(resource, action) === undefined ? [] : [found]
      })
    },
    owner(resource, id) {
      const parsed = parseId(id)
      const system = parsed && byPrefix.get(parsed.prefix)
      if (parsed === undefined || system === undefined) return undefined
      const pair = pairOf(resource, system.id)
      const found = pair === undefined || pair.mode === 'shadow' || (pair.mode === 'ramp' && system === pair.old)
        ? { system, key: parsed.key }
        : { system: pair.standIn, key: system === pair.old ? parsed.key : OWN_KEY + parsed.key }
      return found.system.serves(resource, 'get') ? found : undefined
    },
    pairs,
    pairOf,
    watched(resource, system) {
      const pair = pairOf(resource, system.id)
      if (pair === undefined) return system
      const isAnswering = (pair.mode === 'switched') === (pair.successor === system)
      return isAnswering ? (pair.mode === 'switched' ? pair.standIn : system) : undefined
    },
    async close() {
      await Promise.all(systems.map(system => system.close()))
    }
  }
}
