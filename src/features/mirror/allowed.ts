import type { ResourceName } from '../../contract/resources.ts'
import type { Config } from '../../platform/config/schema.ts'

/** Whether anything of a resource may be kept of a system: both have to say so. */
export type Allows = (system: string, resource: ResourceName) => boolean

/** Follows the configuration in use; looked up for every record that is read. */
export function createAllowed(config: () => Pick<Config, 'hub' | 'systems'>): Allows {
  let of: Pick<Config, 'hub' | 'systems'> | undefined
  let allowed = new Map<string, ReadonlySet<string>>()
  return (system, resource) => {
    const now = config()
    if (of !== now) {
      of = now
      allowed = new Map(
        now.systems.map((
          { id, mirror }
        ) => [id, new Set(now.hub.mirror.resources.filter(name => mirror.resources?.includes(name) ?? true))])
      )
    }
    return allowed.get(system)?.has(resource) === true
  }
}
