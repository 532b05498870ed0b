import type { Contract } from '../contract/contract.ts'
import { fieldTree, type FieldTree } from '../contract/fields.ts'
import { recordSchemas, type ResourceName } from '../contract/resources.ts'
import type { FilterName, Filters } from '../kit/adapter.ts'
import type { CanonicalRecord } from '../systems/records.ts'

type Test = (record: Filterable) => boolean

/** The fields that filters look at; resources have those that make sense for them. */
interface Filterable {
  source: { updated_at: string }
  status?: { code: string }
  agency_id?: string
  location?: { lat?: number; long?: number; district_code?: string }
}

/** Fields of every record whose text is the hub's, not the record's. */
const notText = new Set(['id', 'source', 'quality', 'status', 'media'])

/** Builds tests of records for the filters that a system does not apply itself. */
export function createFilters(contract: Contract): (resource: ResourceName, filters: Filters, except: readonly FilterName[]) => Test {
  const texts = new Map<ResourceName, (record: CanonicalRecord) => string>()
  const textOf = (resource: ResourceName): ((record: CanonicalRecord) => string) => {
    let found = texts.get(resource)
    if (found === undefined) texts.set(resource, (found = createText(fieldTree(contract, recordSchemas[resource]))))
    return found
  }

  return (resource, filters, except) => {
    const tests: Test[] = []
    const on = <N extends FilterName>(name: N, make: (wanted: NonNullable<Filters[N]>) => Test): void => {
      const wanted = filters[name]
      if (wanted !== undefined && !except.includes(name)) tests.push(make(wanted))
    }
    on('updated_since', since => record => record.source.updated_at >= since)
    on('status', codes => record => codes.includes(record.status?.code ?? ''))
    on('agency', ids => record => ids.includes(record.agency_id ?? ''))
    on('district_code', codes => record => codes.includes(record.location?.district_code ?? ''))
    on('bbox', box => ({ location }) => isWithin(location?.lat, location?.long, box))
    on('q', q => {
      const words = q.toLowerCase().split(/\s+/).filter(Boolean)
      const text = textOf(resource)
      return record => {
        const searched = text(record as CanonicalRecord)
        return words.every(word => searched.includes(word))
      }
    })
    return record => tests.every(test => test(record))
  }
}

function isWithin(lat: number | undefined, long: number | undefined, [west, south, east, north]: readonly number[]): boolean {
  if (lat === undefined || long === undefined) return false
  return long >= (west ?? 0) && long <= (east ?? 0) && lat >= (south ?? 0) && lat <= (north ?? 0)
}

/** A record's text in lower case. Personal fields are not searched: a match would tell what masking hides. */
function createText(tree: FieldTree): (record: CanonicalRecord) => string {
  const kept = new WeakMap<CanonicalRecord, string>()
  const properties = Object.fromEntries(Object.entries(tree.properties ?? {}).filter(([name]) => !notText.has(name)))
  return record => {
    let text = kept.get(record)
    if (text === undefined) {
      const parts: string[] = []
      gather(record, { properties }, parts)
      kept.set(record, (text = parts.join('\n').toLowerCase()))
    }
    return text
  }
}

function gather(value: unknown, tree: FieldTree, into: string[]): void {
  if (value === undefined || value === null || tree.privacy !== undefined) return
  if (typeof value === 'string') into.push(value)
  else if (Array.isArray(value)) for (const item of value) gather(item, tree.items ?? {}, into)
  else if (typeof value === 'object') {
    for (const [name, child] of Object.entries(tree.properties ?? {})) gather((value as Record<string, unknown>)[name], child, into)
  }
}
