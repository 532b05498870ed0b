import { type FieldError, SatuError } from '../../errors.ts'
import type { City, FilterName, Filters } from '../../kit/adapter.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'

/** The filters of a list: those that a system may apply itself, and what only the hub can tell. */
export interface ListFilters extends Filters {
  /** Whether an office is late today. */
  overdue?: boolean
  /** The number under which an office registered it, in capitals and without spaces. */
  number?: string
}

/**
 * The filters of a validated request in their normal form: the same question gives the same text, so that it finds
 * the same cache entry. Regions and agencies must be the city's own.
 * @param hidden filters that look at what the caller may not see
 * @throws SatuError invalid_request with one entry for each wrong filter
 */
export function readFilters(
  values: Readonly<Record<string, unknown>>,
  city: City,
  hidden: readonly FilterName[] = []
): ListFilters {
  const filters: ListFilters = {}
  const errors: FieldError[] = []
  const wrong = (field: string, code: string, detail: string, allowed?: string[]): void => {
    errors.push({ in: 'query', field, code, detail, ...(allowed ? { allowed } : {}) })
  }

  if (values['updated_since'] !== undefined) {
    // The format allows a leap second, which no clock here can tell.
    const since = new Date((values['updated_since'] as string).replace(/:60(?=[Zz.+-])/, ':59'))
    const year = since.getUTCFullYear()
    // Records know whole seconds: one of the second that has begun had changed before.
    if (year > 1 && year < 9_999) filters.updated_since = toWib(new Date(Math.ceil(since.getTime() / 1_000) * 1_000))
    else wrong('updated_since', 'range', 'is no time that a record can have changed at')
  }
  if (values['status'] !== undefined) filters.status = normal(values['status'] as string[])
  if (values['agency'] !== undefined) {
    const agencies = (values['agency'] as string[]).map(wanted =>
      city.agencies.find(({ id, code }) => id === wanted || code === wanted)
    )
    if (agencies.includes(undefined))
      wrong('agency', 'unknown', 'is not an agency of the city; see /v1/agencies', city.agencies.map(({ code }) =>
        code
      ))
    else filters.agency = normal(agencies.flatMap(agency => agency?.id ?? []))
  }
  if (values['district_code'] !== undefined) {
    const known = new Set(city.regions.districts.map(({ code }) => code))
    const codes = values['district_code'] as string[]
    if (codes.every(code => known.has(code))) filters.district_code = normal(codes)
    else wrong('district_code', 'unknown', 'is not a district of the city', [...known])
  }
  if (values['bbox'] !== undefined) {
    const [west = 0, south = 0, east = 0, north = 0] = values['bbox'] as number[]
    if (west < east && south < north) filters.bbox = [west, south, east, north]
    else wrong('bbox', 'order', 'must be minimum longitude, minimum latitude, maximum longitude, maximum latitude')
  }
  if (values['q'] !== undefined) {
    const words = (values['q'] as string).toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length > 0) filters.q = words.join(' ')
    else wrong('q', 'blank', 'must hold at least one word')
  }
  if (values['overdue'] !== undefined) filters.overdue = values['overdue'] as boolean
  if (values['number'] !== undefined) filters.number = plainNumber(values['number'] as string)
  for (const name of hidden) if (values[name] !== undefined) wrong(name, 'hidden', 'looks at what you may not see here')
  if (errors.length > 0)
    throw new SatuError('invalid_request', 'The request does not fit the contract.', { stage: 'filters', errors })
  return filters
}

function normal(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

/** As people write it down: spaces and small letters make no other number. */
export function plainNumber(number: string): string {
  return number.replace(/\s+/g, '').toUpperCase()
}
