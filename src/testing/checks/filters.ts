import { createFilters } from '../../gateway/reads/filters.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { City, FilterName, Filters, ResourceName } from '../../kit/adapter.ts'
import { type Collection, walk } from '../collection.ts'
import type { AnyReader } from '../subject.ts'
import { type Check, count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, forEachResource, sample } from './bench.ts'

/** Whether the system filters exactly as the contract means it: the hub does not look again. */
export const filters = forEachResource((bench, resource, reader) => {
  const { list, filters: names = [] } = reader
  if (list === undefined) return []
  const check = (name: string, casesOf: CasesOf): Check => ({ name,
    run: async () => filtersExactly(bench, resource, reader, casesOf, await bench.collection(resource, reader)) })
  return [
    ...names.map(name =>
      check(`the filter ${name} gives what the hub's own would`, (records, city) => casesFor(name, records, city))
    ),
    ...(names.length > 1
      ? [check("all filters together give what the hub's own would", records => casesOfAll(names, records))]
      : [])
  ]
})

type CasesOf = (records: readonly CanonicalRecord[], city: City) => Filters[]

async function filtersExactly(
  { subject }: Bench,
  resource: ResourceName,
  reader: AnyReader,
  casesOf: CasesOf,
  { client, made, broken, isCut }: Collection
): Promise<Verdict> {
  if (broken) return broken()
  if (isCut) return skipped('there is more than was read')
  const records = made.flatMap(({ record }) => (record === undefined ? [] : [record]))
  const cases = casesOf(records, subject.city)
  if (cases.length === 0) return skipped('no record has what this filter looks at')
  const createTest = createFilters(subject.contract)
  const make = subject.maker(resource, client)
  const failures: Failure[] = []
  for (const [index, wanted] of cases.entries()) {
    const expected = records.filter(createTest(resource, wanted, [])).map(({ id }) => id)
    // Offsets count under the filter: one of the values is read in three pages.
    const limit = index === 0 ? Math.min(reader.pageSize, Math.max(1, Math.ceil(expected.length / 3))) : reader.pageSize
    const where = `${resource}, ${
      Object.entries(wanted).map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ')
    }, limit ${limit}`
    const { rows, broken: unread } = await walk(subject, client, resource, reader, wanted, limit)
    if (unread) failures.push({ ...unread, where })
    const ids = rows.flatMap((row, i) => make(row, i).id ?? [])
    const [given, due] = [new Set(ids), new Set(expected)]
    const missing = expected.filter(id => !given.has(id))
    const surplus = [...given].filter(id => !due.has(id))
    const fix = 'A filter that the system understands otherwise is not declared: the hub then does it.'
    if (missing[0] !== undefined)
      failures.push({ what: `${count(missing.length, 'record')} missing, the first ${missing[0]}`, where, fix })
    if (surplus[0] !== undefined)
      failures.push({ what: `${count(surplus.length, 'record')} too many, the first ${surplus[0]}`, where, fix })
    else if (ids.length > expected.length)
      failures.push({ what: `${count(ids.length - expected.length, 'record')} more than once`, where,
        fix: 'Count offsets over the rows that the filters leave.' })
  }
  return verdict(failures.slice(0, 5), count(cases.length, 'value'))
}

/** What some records have, asked for with every filter at once. */
function casesOfAll(names: readonly FilterName[], all: readonly CanonicalRecord[]): Filters[] {
  return sample(all as unknown as readonly Filterable[], 3).map(record => {
    const { source, status, agency_id, location } = record
    const { lat, long, district_code } = location ?? {}
    const [word] = wordsIn(record)
    const filters: Filters = {
      updated_since: source.updated_at,
      ...(status && { status: [status.code] }),
      ...(agency_id !== undefined && { agency: [agency_id] }),
      ...(district_code !== undefined && { district_code: [district_code] }),
      ...(lat !== undefined && long !== undefined &&
        { bbox: [long - 0.01, lat - 0.01, long + 0.01, lat + 0.01] as const }),
      ...(word !== undefined && { q: word })
    }
    return Object.fromEntries(Object.entries(filters).filter(([name]) => names.includes(name as FilterName)))
  })
}

function wordsIn({ title, name, headline, permit_name }: Filterable): string[] {
  return (title ?? name ?? headline ?? permit_name ?? '').toLowerCase().split(/[^\p{L}\d]+/u).filter(word =>
    word.length > 4
  )
}

interface Filterable {
  source: { updated_at: string }
  status?: { code: string }
  agency_id?: string
  title?: string
  name?: string
  headline?: string
  permit_name?: string
  location?: { lat?: number; long?: number; district_code?: string }
}

/**
 * Values to ask for, as the hub asks only for what the city has: some that records have, edges, and one that none has.
 */
function casesFor(name: FilterName, all: readonly CanonicalRecord[], city: City): Filters[] {
  const records = all as unknown as readonly Filterable[]
  const distinct = (values: readonly (string | undefined)[]): string[] =>
    sample([...new Set(values.flatMap(value => value ?? []))].sort(), 4)
  const lists = (values: readonly (string | undefined)[], possible: readonly string[]): readonly string[][] => {
    const some = distinct(values)
    const none = possible.filter(value => !values.includes(value)).slice(0, 1)
    return some.length === 0
      ? []
      : [...some.map(value => [value]), some.slice(0, 2), ...(none.length > 0 ? [none] : [])]
  }
  switch (name) {
    case 'updated_since': {
      const times = sample(records.map(({ source }) => source.updated_at).sort(), 4)
      return times.length === 0 ? [] : [...times, '2100-01-01T00:00:00+07:00'].map(updated_since => ({ updated_since }))
    }
    case 'status':
      return lists(records.map(({ status }) => status?.code), ['unknown']).map(status => ({ status }))
    case 'agency':
      return lists(records.map(({ agency_id }) => agency_id), city.agencies.map(({ id }) => id)).map(agency => ({
        agency
      }))
    case 'district_code':
      return lists(records.map(({ location }) => location?.district_code),
        city.regions.districts.map(({ code }) => code)).map(district_code => ({ district_code }))
    case 'bbox': {
      const longs = records.flatMap(({ location }) => location?.long ?? []).sort((a, b) => a - b)
      const lats = records.flatMap(({ location }) => location?.lat ?? []).sort((a, b) => a - b)
      const [west, east] = [longs[Math.floor(longs.length / 4)], longs[Math.floor((longs.length * 3) / 4)]]
      const [south, north] = [lats[Math.floor(lats.length / 4)], lats[Math.floor((lats.length * 3) / 4)]]
      if (west === undefined || east === undefined || south === undefined || north === undefined) return []
      return [{ bbox: [west, south, east, north] }, { bbox: [0, 0, 1, 1] }]
    }
    case 'q': {
      const words = distinct(records.flatMap(record => wordsIn(record)[0] ?? []))
      return words.length === 0 ? [] : [...words, 'tidak-ada-kata-ini'].map(q => ({ q }))
    }
  }
}
