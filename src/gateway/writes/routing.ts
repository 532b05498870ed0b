import { type FieldError, SatuError } from '../../errors.ts'
import type { City } from '../../kit/adapter.ts'
import { parseId } from '../../kit/ids.ts'
import { type WritableResource, type WriteAction, writeActions } from '../../kit/writer.ts'
import type { WriteRuleConfig } from '../../platform/config/schema.ts'
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
  /**
   * The same for a record that has gone over to another system: a change of it goes where writes go now.
   * @throws SatuError not_found when the successor does not have it, not_served when it takes no such change
   */
  settle(resource: WritableResource, action: WriteAction, destination: Destination): Promise<Destination>
}

/** Something that rules look at. */
interface Trait {
  rule: 'services' | 'districts' | 'kinds' | 'agencies'
  /** Field of the body that it stands in. */
  field: string
  /** As rules name it; undefined where the body does not say. */
  value: string | undefined
  /** What rules name, as the field has it. */
  shown(named: string): string
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
    registry.systems.filter(system =>
      system.config.resources.includes(resource) && system.writer(resource, action) !== undefined
    )

  /** Of two systems that hand the resource over, the one that takes writes. */
  const writing = (resource: WritableResource, system: System | undefined): System | undefined => {
    const pair = system && registry.pairOf(resource, system.id)
    return pair === undefined ? system : pair.writes === 'new' ? pair.successor : pair.old
  }

  function ownerOf(id: string): Destination | undefined {
    const parsed = parseId(id)
    const system = parsed && registry.systems.find(({ config }) => config.prefix === parsed.prefix)
    return parsed && system && { system, key: parsed.key }
  }

  function takerOf(resource: WritableResource, body: Routed): System | undefined {
    const systems = able(resource, 'create').filter(system => writing(resource, system) === system)
    const traits = traitsOf(resource, body, city)
    const found = rules[resource]?.find(rule => traits.every(trait => fits(rule[trait.rule], trait)))
    if (found !== undefined) return systems.find(system => system === writing(resource, registry.get(found.system)))
    const ofService = body.service_id === undefined ? undefined : ownerOf(body.service_id)?.system
    if (ofService !== undefined) return systems.find(system => system === writing(resource, ofService))
    return rules[resource] === undefined && systems.length === 1 ? systems[0] : undefined
  }

  return {
    serves: (resource, action) =>
      isWrite(resource, action) && able(resource as WritableResource, action as WriteAction).length > 0,
    find(resource, action, id, body) {
      if (id === undefined) {
        const system = takerOf(resource, body as Routed)
        if (system === undefined)
          throw notTaken(resource, rules[resource] ?? [], traitsOf(resource, body as Routed, city))
        return { system, key: undefined }
      }
      const owner = ownerOf(id)
      if (owner === undefined || !owner.system.config.resources.includes(resource))
        throw new SatuError('not_found', `There is no record of ${resource} with this id.`, { stage: 'route' })
      if (registry.pairOf(resource, owner.system.id)?.writes !== 'new' &&
        owner.system.writer(resource, action) === undefined)
        throw new SatuError('not_served', `${owner.system.id} does not take this kind of write.`, { stage: 'route' })
      return owner
    },
    async settle(resource, action, destination) {
      const { system, key } = destination
      const pair = registry.pairOf(resource, system.id)
      // What the successor calls by a key of its own is nowhere else.
      if (pair === undefined || key === undefined || pair.writes === 'old' || system !== pair.old) return destination
      const theirs = await pair.successorKey(key)
      if (theirs === undefined)
        throw new SatuError('not_found', `There is no record of ${resource} with this id.`, { stage: 'route' })
      if (pair.successor.writer(resource, action) === undefined)
        throw new SatuError('not_served', `${pair.successor.id} does not take this kind of write.`, { stage: 'route' })
      return { system: pair.successor, key: theirs }
    }
  }
}

function traitsOf(
  resource: WritableResource,
  { service_code, service_id, kind, agency_id, location }: Routed,
  { agencies }: Pick<City, 'agencies'>
): Trait[] {
  const asIs = (named: string): string => named
  return [
    { rule: 'services', field: resource === 'licence-applications' ? 'service_id' : 'service_code',
      value: service_code ?? service_id, shown: asIs },
    { rule: 'kinds', field: 'kind', value: kind, shown: asIs },
    { rule: 'districts', field: 'location.district_code', value: location?.district_code, shown: asIs },
    {
      rule: 'agencies',
      field: 'agency_id',
      value: agencies.find(({ id }) => id === agency_id)?.code,
      shown: named => agencies.find(({ code }) => code === named)?.id ?? named
    }
  ]
}

/** A name that ends with a star is every one that begins so. */
function fits(named: readonly string[] | undefined, { value }: Pick<Trait, 'value'>): boolean {
  return named === undefined ||
    (value !== undefined &&
      named.some(name => (name.endsWith('*') ? value.startsWith(name.slice(0, -1)) : value === name)))
}

/** Says which fields decide, and what is taken of each. */
function notTaken(resource: WritableResource, rules: readonly WriteRuleConfig[], traits: readonly Trait[]): SatuError {
  const errors = traits.flatMap((trait): FieldError[] => {
    const named = rules.flatMap(rule => rule[trait.rule] ?? [])
    if (named.length === 0 || fits(named, trait)) return []
    const code = trait.value === undefined
      ? { code: 'required', detail: 'decides which system takes it, and is missing' }
      : { code: 'not_taken', detail: 'is taken by no connected system' }
    return [{ in: 'body', field: trait.field, ...code, allowed: [...new Set(named.map(trait.shown))] }]
  })
  const hint = errors.length > 0
    ? '`errors` names the fields that decide, and what is taken'
    : 'see which services, districts and kinds are served'
  return new SatuError('not_served', `No connected system takes such ${resource}: ${hint}.`, { stage: 'route',
    ...(errors.length > 0 && { errors }) })
}
