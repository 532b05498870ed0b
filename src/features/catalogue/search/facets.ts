import { type Catalogue, compare } from '../catalogue.ts'
import type { Entry } from '../entry.ts'
import { licenceOf } from '../licences.ts'
import { facetNames, fieldOf } from './fields.ts'
import { QueryError } from './query-error.ts'

export interface Facet {
  name: string
  items: { name: string; display_name: string; count: number }[]
}

export interface FacetOptions {
  fields: readonly string[]
  /** Most values of each; any number below zero means all. */
  limit: number
  /** Values that fewer datasets have are left out. */
  least: number
}

/**
 * How many of the datasets have each value of these fields, the commonest first.
 * @throws QueryError for a field that nothing is counted by
 */
export function countFacets(
  entries: readonly Entry[],
  { fields, limit, least }: FacetOptions,
  catalogue: Pick<Catalogue, 'organizations' | 'group'>
): Facet[] {
  return [...new Set(fields)].map(name => {
    const field = (facetNames as readonly string[]).includes(name) ? fieldOf(name) : undefined
    if (field?.kind !== 'exact')
      throw new QueryError('facet.field',
        `names a field that datasets are not counted by. There are: ${facetNames.join(', ')}.`)
    const counts = new Map<string, number>()
    for (const entry of entries)
      for (const value of field.values(entry)) counts.set(value, (counts.get(value) ?? 0) + 1)
    const items = [...counts]
      .filter(([, count]) => count >= least)
      .sort(([a, x], [b, y]) => y - x || compare(a, b))
      .slice(0, limit < 0 ? undefined : limit)
    return { name,
      items: items.map(([value, count]) => ({ name: value, display_name: shown(name, value, catalogue), count })) }
  })
}

function shown(
  field: string,
  value: string,
  { organizations, group }: Pick<Catalogue, 'organizations' | 'group'>
): string {
  switch (field) {
    case 'organization':
    case 'owner_org':
      return organizations.get(value)?.title ?? value
    case 'groups':
      return group(value)?.title ?? value
    case 'license_id':
      return licenceOf(value, undefined)?.title ?? value
    default:
      return value
  }
}
