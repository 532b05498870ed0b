import type { ResourceName } from '../contract/resources.ts'
import { parseId } from '../kit/ids.ts'
import type { System } from './system.ts'

/** The systems that answer for a resource; without an entry all that serve it do. */
export type Routes = Readonly<Partial<Record<ResourceName, readonly string[]>>>

/** Who serves what. */
export interface Registry {
  systems: readonly System[]
  get(id: string): System | undefined
  /** Systems that serve an action of a resource, in the order of the config. */
  serving(resource: ResourceName, action: 'list' | 'get'): readonly System[]
  /** The system that a record's id names, and its key there. */
  owner(resource: ResourceName, id: string): { system: System; key: string } | undefined
  close(): Promise<void>
}

export function createRegistry(systems: readonly System[], routes: Routes = {}): Registry {
  const byId = new Map(systems.map(system => [system.id, system]))
  const byPrefix = new Map(systems.map(system => [system.config.prefix, system]))
  return {
    systems,
    get: id => byId.get(id),
    serving(resource, action) {
      const able = systems.filter(system => system.serves(resource, action) !== undefined)
      const route = routes[resource]
      return route === undefined ? able : able.filter(({ id }) => route.includes(id))
    },
    owner(resource, id) {
      const parsed = parseId(id)
      const system = parsed && byPrefix.get(parsed.prefix)
      return parsed && system?.serves(resource, 'get') ? { system, key: parsed.key } : undefined
    },
    async close() {
      await Promise.all(systems.map(system => system.close()))
    }
  }
}
