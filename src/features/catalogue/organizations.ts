import type { City } from '../../kit/adapter.ts'
import { slugOf, uuidOf } from './ids.ts'

/** An agency of the city as a publisher of data. */
export interface Organization {
  id: string
  /** Its code in small letters. */
  name: string
  title: string
  code: string
  /** Id of the agency in `/v1`. */
  agencyId: string
}

/** The agencies of the city, by any of what they are called in requests and records. */
export interface Organizations {
  all: readonly Organization[]
  /** By id, name, code, or id of the agency. */
  get(name: string): Organization | undefined
}

export function createOrganizations({ agencies }: Pick<City, 'agencies'>): Organizations {
  const all = agencies
    .map(({ id, code, name }): Organization => ({ id: uuidOf('organization', code), name: slugOf(code), title: name,
      code, agencyId: id })
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const names = new Map(all.flatMap(one => [one.id, one.name, one.code, one.agencyId].map(name => [name, one])))
  return { all, get: name => names.get(name) }
}
