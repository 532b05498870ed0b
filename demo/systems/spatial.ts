import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { createSpatialRecords, type SpatialRecord, type SpatialRecords } from './spatial-records.ts'

const TOKEN = 'demo-distaru-only'
const PATH = /^\/v1\/(tax-objects|licences)(?:\/([A-Za-z0-9_-]+))?$/
const LONGEST = 100

/** The register of the spatial plan office (Distaru): an application of today that speaks the hub's own contract. */
export function createSpatialSystem(city: DemoCity, now: () => number = Date.now): LegacyProtocol {
  let made: SpatialRecords | undefined
  const records = (): SpatialRecords => (made ??= createSpatialRecords(city))
  const edits: unknown[] = []

  function list(resource: keyof SpatialRecords, query: URLSearchParams): Answer {
    const from = Number(query.get('cursor') ?? 0)
    const limit = Math.min(LONGEST, Number(query.get('limit') ?? 20))
    const found = records()[resource].filter(record => fits(record, query)).toSorted((
      a,
      b
    ) => (a.source.updated_at === b.source.updated_at
      ? (a.id < b.id ? -1 : 1)
      : a.source.updated_at < b.source.updated_at
      ? 1
      : -1)
    )
    const items = found.slice(from, from + limit)
    return json(200, { items, next_cursor: from + limit < found.length ? String(from + limit) : null,
      meta: { sources: [] } })
  }

  return {
    id: 'spatial',
    operation: ({ url }) => {
      const [, resource, id] = PATH.exec(url.pathname) ?? []
      return resource === undefined ? 'unknown' : `${id === undefined ? 'list' : 'get'} ${resource}`
    },
    answer({ request, url }: Exchange) {
      if (url.pathname === '/readyz') return json(200, { status: 'ready' })
      if (request.headers.authorization !== `Bearer ${TOKEN}`) return problem(401, 'unauthenticated')
      const [, resource, id] = PATH.exec(url.pathname) ?? []
      if (resource === undefined) return problem(404, 'not_found')
      const own = resource as keyof SpatialRecords
      if (id === undefined) return list(own, url.searchParams)
      const found = records()[own].find(record => record.id === id || record['nop'] === id)
      return found === undefined ? problem(404, 'not_found') : json(200, found)
    },
    failure: () => problem(500, 'internal'),
    records: () => edits,
    revise({ resource, id, fields }) {
      const found = (resource === 'tax-objects' || resource === 'licences')
        ? records()[resource].find(record => record.id === id)
        : undefined
      if (found === undefined) return undefined
      const updatedAt = new Date(now() + 7 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+07:00')
      Object.assign(found, fields, { source: { ...found.source, updated_at: updatedAt } })
      edits.push({ resource, id, fields: Object.keys(fields) })
      return found
    },
    environment: url => ({ SPATIAL_URL: url, SPATIAL_TOKEN: TOKEN })
  }
}

/** The filters of the contract that such records can have. None of them has a position. */
function fits(record: SpatialRecord, query: URLSearchParams): boolean {
  const words = (name: string): string[] | undefined => query.get(name)?.split(',')
  const { status, location, holder } = record as { status?: { code: string }; location?: { district_code?: string };
    holder?: { location?: { district_code?: string } } }
  const text = JSON.stringify([record['number'], record['permit_name'], record['nop']]).toLowerCase()
  const since = query.get('updated_since')
  return (
    (since === null || Date.parse(record.source.updated_at) >= Date.parse(since)) &&
    (words('status')?.includes(status?.code ?? '') ?? true) &&
    (words('district_code')?.includes(location?.district_code ?? holder?.location?.district_code ?? '') ?? true) &&
    query.get('agency') === null && query.get('bbox') === null &&
    (query.get('q')?.toLowerCase().split(' ').every(word => text.includes(word)) ?? true)
  )
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) }
}

function problem(status: number, code: string): Answer {
  return { status, headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify({ type: 'about:blank', title: code, status, code }) }
}
