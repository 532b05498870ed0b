import type { WriteRuleConfig } from '../config/schema.ts'
import { SatuError } from '../errors.ts'
import { parseId } from '../kit/ids.ts'
import { writeActions, type WritableResource, type WriteAction } from '../kit/writer.ts'
import type { City } from '../kit/adapter.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'

export type WriteRules = Readonly<Partial<Record<WritableResource, readonly WriteRuleConfig[]>>>

/** Where a write has to go. */
export interface Destination {
  system: System
  /** Legacy key of the record that is written to. */
  key: string | undefined
}

/** Finds the system that takes a write. */
export interface Routing {
  /** Whether any system takes this kind of write. */
  serves(resource: string, action: string): boolean
  /**
   * @param id of the record that is written to; undefined for a new one
   * @throws SatuError not_found for an id of no system, not_served when none takes it
   */
  find(resource: WritableResource, action: WriteAction, id: string | undefined, body: unknown): Destination
}

/** What the rules look at; every body of the contract has some of it. */
interface Routed {
  service_code?: string
  service_id?: string
  kind?: string
  agency_id?: string
  location?: { district_code?: string }
}

export function isWrite(resource: string, action: string): boolean {
  return (writeActions as Readonly<Record<string, readonly string[]>>)[resource]?.includes(action) ?? false
}

export function createRouting(registry: Registry, rules: WriteRules, city: Pick<City, 'agencies'>): Routing {
  const able = (resource: WritableResource, action: WriteAction): readonly System[] =>
    registry.systems.filter(system => system.config.resources.includes(resource) && system.writer(resource, action) !== undefined)

  function ownerOf(id: string): Destination | undefined {
    const parsed = parseId(id)
    const system = parsed && registry.systems.find(({ config }) => config.prefix === parsed.prefix)
    return parsed && system && { system, key: parsed.key }
  }

  function fits(rule: WriteRuleConfig, { service_code, service_id, kind, agency_id, location }: Routed): boolean {
    const isOne = (wanted: readonly string[] | undefined, ...given: (string | undefined)[]): boolean =>
      wanted === undefined || given.some(value => value !== undefined && wanted.includes(value))
    const agency = city.agencies.find(({ id }) => id === agency_id)?.code
    return isOne(rule.services, service_code, service_id) && isOne(rule.districts, location?.district_code) && isOne(rule.kinds, kind) && isOne(rule.agencies, agency)
  }

  function takerOf(resource: WritableResource, body: Routed): System | undefined {
    const systems = able(resource, 'create')
    const found = rules[resource]?.find(rule => fits(rule, body))
    if (found !== undefined) return systems.find(({ id }) => id === found.system)
    const ofService = body.service_id === undefined ? undefined : ownerOf(body.service_id)?.system
    if (ofService !== undefined) return systems.find(system => system === ofService)
    return rules[resource] === undefined && systems.length === 1 ? systems[0] : undefined
  }

  return {
    serves: (resource, action) => isWrite(resource, action) && able(resource as WritableResource, action as WriteAction).length > 0,
    find(resource, action, id, body) {
      if (id === undefined) {
        const system = takerOf(resource, body as Routed)
        if (system === undefined) throw new SatuError('not_served', 'No connected system takes this: see which services, districts and kinds are served.', { stage: 'route' })
        return { system, key: undefined }
      }
      const owner = ownerOf(id)
      if (owner === undefined || !owner.system.config.resources.includes(resource)) throw new SatuError('not_found', `There is no record of ${resource} with this id.`, { stage: 'route' })
      if (owner.system.writer(resource, action) === undefined) throw new SatuError('not_served', `${owner.system.id} does not take this kind of write.`, { stage: 'route' })
      return owner
    }
  }
}
