import type { ResourceName } from '../contract/resources.ts'
import { SatuError } from '../errors.ts'
import type { PurgeTarget } from '../gateway/reads/purges.ts'
import type { Registry } from '../gateway/systems/registry.ts'
import { parseId } from '../kit/ids.ts'
import { suggestion } from '../platform/config/problems.ts'

/**
 * What an operator wants forgotten, of the checked parameters of the request.
 * @param place where they stand in the request
 * @throws SatuError not_found for a system that is not there, invalid_request for what it does not have
 */
export function readTarget(
  values: Readonly<Record<string, unknown>>,
  registry: Registry,
  place: 'query' | 'body' = 'query'
): PurgeTarget & { record?: string } {
  const { id = '', resource, record } = values as { id?: string; resource?: ResourceName; record?: string }
  const system = registry.get(id)
  if (system === undefined)
    throw new SatuError('not_found', `No system has this id${suggestion(id, registry.systems.map(other => other.id))}`,
      { stage: 'purge' })
  if (resource !== undefined && !system.config.resources.includes(resource))
    throw wrong(place, 'resource', `is not served by ${id}`)
  if (record === undefined) return resource === undefined ? { system: id } : { system: id, resource }
  if (resource === undefined) throw wrong(place, 'record', 'needs a resource beside it')
  const parts = parseId(record)
  if (parts?.prefix !== system.config.prefix)
    throw wrong(place, 'record', `is no id of ${id}: its ids begin with ${system.config.prefix}-`)
  return { system: id, resource, key: parts.key, record }
}

function wrong(place: 'query' | 'body', field: string, detail: string): SatuError {
  return new SatuError('invalid_request', 'The request does not fit the contract.', {
    stage: 'purge',
    errors: [{ in: place, field, code: 'value', detail }]
  })
}
