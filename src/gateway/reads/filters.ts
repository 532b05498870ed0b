import type { Contract } from '../../contract/contract.ts'
import { type FieldTree, fieldTree } from '../../contract/fields.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { FilterName, Filters } from '../../kit/adapter.ts'
import { createMask, isPersonal, type Mask } from '../../platform/privacy/visibility.ts'
import { type CanonicalRecord, districtsOf } from '../systems/records.ts'
import type { Clocks } from './clocks.ts'
import { type Ring, touches } from './geometry.ts'
import { type ListFilters, plainNumber } from './query.ts'

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
