import type { RowFilters, RowKeys } from './row-filters.ts'

/** What the contract's filters look at. Rows have few different ones, so a row is given the number of its own. */
export type Facet = Pick<RowKeys, 'status' | 'agency' | 'district'>

/** The facets of rows on their way in, numbered as they come. */
export interface FacetNumbers {
  of(facet: Facet): number
  all(): Facet[]
}

export function createFacetNumbers(): FacetNumbers {
  const facets: Facet[] = []
  const numbers = new Map<string, number>()
  return {
    of({ status, agency, district }) {
      const key = `${status}\n${agency}\n${district}`
      let number = numbers.get(key)
      if (number === undefined) numbers.set(key, number = facets.push({ status, agency, district }) - 1)
      return number
    },
    all: () => facets
  }
}

/** Which facets match, by number; undefined when the filters ask for nothing of them. */
export function matching(
  facets: readonly Facet[],
  { status, agency, district_code }: RowFilters
): Uint8Array | undefined {
  if (status === undefined && agency === undefined && district_code === undefined) return undefined
  const within = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
    wanted === undefined || (value !== undefined && wanted.includes(value))
  return Uint8Array.from(facets,
    facet =>
      Number(within(status, facet.status) && within(agency, facet.agency) && within(district_code, facet.district)))
}

/**
 * Places of the rows `offset` to `offset + count` of those whose facet matches, among the first `end` places. All rows
 * are looked at: a million are passed in a millisecond, so no index of any combination of filters is needed.
 */
export function findPlaces(
  numbers: Uint32Array,
  matches: Uint8Array,
  { offset, count, end }: { offset: number; count: number; end: number }
): number[] {
  const places: number[] = []
  let skip = offset
  for (let place = 0; place < end && places.length < count; place++) {
    if (matches[numbers[place] as number] === 0) continue
    if (skip > 0) skip--
    else places.push(place)
  }
  return places
}
