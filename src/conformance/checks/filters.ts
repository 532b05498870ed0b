import type { City, FilterName, Filters, ResourceName } from '../../kit/adapter.ts'
import { createFilters } from '../../reads/filters.ts'
import { walk, type Collection } from '../collection.ts'
import type { AnyReader } from '../subject.ts'
import { count, skipped, verdict, type Failure, type Verdict } from '../verdict.ts'
import type { CanonicalRecord } from '../../systems/records.ts'
import { forEachResource, sample, type Bench } from './bench.ts'

/** Whether the system filters exactly as the contract means it: the hub does not look again. */
export const filters = forEachResource((bench, resource, reader) =>
  reader.list === undefined ? [] : (reader.filters ?? []).map(name => ({
    name: `the filter ${name} gives what the hub's own would`,
    run: async () => filtersExactly(bench, resource, reader, name, await bench.collection(resource, reader))
  })))

async function filtersExactly({ subject }: Bench, resource: ResourceName, reader: AnyReader, name: FilterName, { client, made, broken, isCut }: Collection): Promise<Verdict> {
  if (broken) return verdict([broken])
  if (isCut) return skipped('there is more than was read')
  const records = made.flatMap(({ record }) => (record === undefined ? [] : [record]))
  const cases = casesOf(name, records, subject.city)
  if (cases.length === 0) return skipped('no record has what this filter looks at')
  const createTest = createFilters(subject.contract)
  const make = subject.maker(resource, client)
  const failures: Failure[] = []
  for (const wanted of cases) {
    const where = `${resource}, ${name} = ${JSON.stringify(wanted[name])}`
    const expected = records.filter(createTest(resource, wanted, [])).map(({ id }) => id)
    const { rows, broken: unread } = await walk(subject, client, resource, reader, wanted)
    if (unread) failures.push({ ...unread, where })
    const given = new Set(rows.map((row, i) => make(row, i).id))
    const missing = expected.filter(id => !given.has(id))
    const surplus = [...given].filter(id => id !== undefined && !expected.includes(id))
    const fix = 'A filter that the system understands otherwise is not declared: the hub then does it.'
    if (missing[0] !== undefined) failures.push({ what: `${count(missing.length, 'record')} missing, the first ${missing[0]}`, where, fix })
    if (surplus[0] !== undefined) failures.push({ what: `${count(surplus.length, 'record')} too many, the first ${surplus[0]}`, where, fix })
  }
  return verdict(failures.slice(0, 5), count(cases.length, 'value'))
}

interface Filterable {
  source: { updated_at: string }
  status?: { code: string }
  agency_id?: string
  title?: string
  location?: { lat?: number; long?: number; district_code?: string }
}

/** Values to ask for, as the hub asks only for what the city has: some that records have, edges, and one that none has. */
function casesOf(name: FilterName, all: readonly CanonicalRecord[], city: City): Filters[] {
  const records = all as unknown as readonly Filterable[]
  const distinct = (values: readonly (string | undefined)[]): string[] => sample([...new Set(values.flatMap(value => value ?? []))].sort(), 4)
  const lists = (values: readonly (string | undefined)[], possible: readonly string[]): readonly string[][] => {
    const some = distinct(values)
    const none = possible.filter(value => !values.includes(value)).slice(0, 1)
    return some.length === 0 ? [] : [...some.map(value => [value]), some.slice(0, 2), ...(none.length > 0 ? [none] : [])]
  }
  switch (name) {
    case 'updated_since': {
      const times = sample(records.map(({ source }) => source.updated_at).sort(), 4)
      return times.length === 0 ? [] : [...times, '2100-01-01T00:00:00+07:00'].map(updated_since => ({ updated_since }))
    }
    case 'status':
      return lists(records.map(({ status }) => status?.code), ['unknown']).map(status => ({ status }))
    case 'agency':
      return lists(records.map(({ agency_id }) => agency_id), city.agencies.map(({ id }) => id)).map(agency => ({ agency }))
    case 'district_code':
      return lists(records.map(({ location }) => location?.district_code), city.regions.districts.map(({ code }) => code)).map(district_code => ({ district_code }))
    case 'bbox': {
      const longs = records.flatMap(({ location }) => location?.long ?? []).sort((a, b) => a - b)
      const lats = records.flatMap(({ location }) => location?.lat ?? []).sort((a, b) => a - b)
      const [west, east] = [longs[Math.floor(longs.length / 4)], longs[Math.floor((longs.length * 3) / 4)]]
      const [south, north] = [lats[Math.floor(lats.length / 4)], lats[Math.floor((lats.length * 3) / 4)]]
      if (west === undefined || east === undefined || south === undefined || north === undefined) return []
      return [{ bbox: [west, south, east, north] }, { bbox: [0, 0, 1, 1] }]
    }
    case 'q': {
      const words = distinct(records.flatMap(({ title }) => title?.toLowerCase().split(/[^\p{L}\d]+/u).filter(word => word.length > 4)[0] ?? []))
      return words.length === 0 ? [] : [...words, 'tidak-ada-kata-ini'].map(q => ({ q }))
    }
  }
}
