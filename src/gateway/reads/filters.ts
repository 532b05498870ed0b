import type { Contract } from '../../contract/contract.ts'
import { type FieldTree, fieldTree } from '../../contract/fields.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import { type FieldError, SatuError } from '../../errors.ts'
import type { City, FilterName, Filters } from '../../kit/adapter.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { createMask, isPersonal, type Mask } from '../../platform/privacy/visibility.ts'
import { type CanonicalRecord, districtsOf } from '../systems/records.ts'
import type { Clocks } from './clocks.ts'
import { type Ring, touches } from './geometry.ts'

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

type Test = (record: CanonicalRecord) => boolean

/** The fields that filters look at; resources have those that make sense for them. */
interface Filterable {
  status?: { code: string }
  agency_id?: string
  number?: string
  location?: { lat?: number; long?: number }
  area?: { polygon?: Ring }
}

/** Fields of every record whose text is the hub's, not the record's. */
const notText = new Set(['id', 'source', 'quality', 'status', 'media'])

/** A record as a caller sees it, and the text in it, made once for each record. */
interface Looks {
  seen(record: CanonicalRecord): Filterable | undefined
  text(record: CanonicalRecord): string
}

/**
 * A test for these filters of a resource, except those that the system has applied.
 * @param today the day on which it is asked what is overdue
 */
export type FilterTests = (
  resource: ResourceName,
  filters: ListFilters,
  except: readonly FilterName[],
  today?: string
) => Test

/**
 * Builds tests of records for the filters that a system does not apply itself. What is searched is what the caller
 * sees: a match would tell what masking hides. So text and place are looked at here again even where the system has
 * done so, which knows all of the record.
 * @param clocks needed to tell what is overdue
 */
export function createFilters(contract: Contract, clocks?: Pick<Clocks, 'of'>): FilterTests {
  const looks = new Map<ResourceName, Looks>()
  const looksOf = (resource: ResourceName): Looks => {
    let found = looks.get(resource)
    if (found === undefined) {
      const schema = recordSchemas[resource]
      looks.set(resource, found = createLooks(fieldTree(contract, schema), createMask(contract, schema)))
    }
    return found
  }

  return (resource, filters, except, today) => {
    const { seen, text } = looksOf(resource)
    const tests: Test[] = []
    const on = <N extends FilterName>(name: N, make: (wanted: NonNullable<Filters[N]>) => Test): void => {
      const wanted = filters[name]
      if (wanted !== undefined && !except.includes(name)) tests.push(make(wanted))
    }
    on('updated_since', since => record => record.source.updated_at >= since)
    on('status', codes => record => codes.includes((record as Filterable).status?.code ?? ''))
    on('agency', ids => record => ids.includes((record as Filterable).agency_id ?? ''))
    on('district_code', codes => record => districtsOf(record).some(code => codes.includes(code)))
    const { bbox, q, overdue, number } = filters
    if (number !== undefined) tests.push(record => plainNumber((record as Filterable).number ?? '') === number)
    if (overdue !== undefined && today !== undefined)
      tests.push(record => (clocks?.of(resource, record, today)?.overdue ?? false) === overdue)
    if (bbox !== undefined) {
      tests.push(record => {
        const { location, area } = seen(record) ?? {}
        return isWithin(location?.lat, location?.long, bbox) ||
          (area?.polygon !== undefined && touches(area.polygon, bbox))
      })
    }
    if (q !== undefined) {
      const words = q.toLowerCase().split(/\s+/).filter(Boolean)
      tests.push(record => {
        const searched = text(record)
        return words.every(word => searched.includes(word))
      })
    }
    return record => tests.every(test => test(record))
  }
}

/** Filters of a resource that look at fields which no caller sees: what they find would tell them. */
export function hiddenFilters(contract: Contract, resource: ResourceName): readonly FilterName[] {
  return isPersonal(contract, recordSchemas[resource], ['location', 'lat']) ? ['bbox'] : []
}

function isWithin(
  lat: number | undefined,
  long: number | undefined,
  [west, south, east, north]: readonly [number, number, number, number]
): boolean {
  if (lat === undefined || long === undefined) return false
  return long >= west && long <= east && lat >= south && lat <= north
}

function createLooks(tree: FieldTree, mask: Mask): Looks {
  const seen = keep(mask as (record: CanonicalRecord) => Filterable | undefined)
  const properties = Object.fromEntries(Object.entries(tree.properties ?? {}).filter(([name]) => !notText.has(name)))
  return {
    seen,
    text: keep(record => {
      const parts: string[] = []
      gather(seen(record), { properties }, parts)
      return parts.join('\n').toLowerCase()
    })
  }
}

function keep<T>(make: (record: CanonicalRecord) => T): (record: CanonicalRecord) => T {
  const kept = new WeakMap<CanonicalRecord, { made: T }>()
  return record => {
    let found = kept.get(record)
    if (found === undefined) kept.set(record, found = { made: make(record) })
    return found.made
  }
}

/** Personal fields are passed over: of what is left of them after masking nothing is searched. */
function gather(value: unknown, tree: FieldTree, into: string[]): void {
  if (value === undefined || value === null || tree.privacy !== undefined) return
  if (typeof value === 'string') into.push(value)
  else if (Array.isArray(value)) { for (const item of value) gather(item, tree.items ?? {}, into) }
  else if (typeof value === 'object') {
    for (const [name, child] of Object.entries(tree.properties ?? {}))
      gather((value as Record<string, unknown>)[name], child, into)
  }
}
