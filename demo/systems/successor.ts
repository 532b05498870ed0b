import type { Answer } from '../answer.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'

/** A record as it was brought over: of the fields of the city's contract, under an id of the new application's own. */
export interface MigratedRecord {
  id: string
  status: { code: string }
  agency_id?: string
  location?: { district_code?: string }
  source: { updated_at: string }
  [field: string]: unknown
}

export interface SuccessorOptions {
  id: string
  /** Before the names of its environment variables: `LICENSING_NEW`. */
  environmentPrefix: string
  /** By resource. What is put in here is served at once. */
  records: Readonly<Record<string, MigratedRecord[]>>
}

const json = (status: number, value: unknown): Answer => ({ status, headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value) })
const path = /^\/v1\/([a-z-]+)(?:\/([A-Za-z0-9_-]+))?$/

/**
 * An application of today, bought to replace an old one: JSON that follows the city's contract, filled by a migration.
 */
export function createSuccessor({ id, environmentPrefix, records }: SuccessorOptions): LegacyProtocol {
  function answer({ url: { pathname, searchParams } }: Exchange): Answer {
    if (pathname === '/readyz') return json(200, { status: 'ready' })
    const [, resource = '', key] = path.exec(pathname) ?? []
    const held = Object.hasOwn(records, resource) ? records[resource] : undefined
    if (held === undefined) return json(404, { code: 'not_found' })
    if (key === undefined) return json(200, list(held, searchParams))
    const found = held.find(record => record.id === key)
    return found === undefined ? json(404, { code: 'not_found' }) : json(200, found)
  }

  return {
    id,
    operation: (
      { url: { pathname } }
    ) => (pathname === '/readyz' ? 'ready' : path.exec(pathname)?.[2] === undefined ? 'list' : 'get'),
    answer,
    failure: () => json(500, { code: 'internal' }),
    records: () => [],
    environment: url => ({ [`${environmentPrefix}_URL`]: url })
  }
}

/** The last changed first; its cursor is the number of the row that comes next. */
function list(held: readonly MigratedRecord[], parameters: URLSearchParams): object {
  const all = (name: string): string[] | undefined => parameters.get(name)?.split(',')
  const [status, agencies, districts] = [all('status'), all('agency'), all('district_code')]
  const since = Date.parse(parameters.get('updated_since') ?? '')
  const words = (parameters.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const matching = held.filter(record =>
    (status?.includes(record.status.code) ?? true) && (agencies?.includes(record.agency_id ?? '') ?? true) &&
    (districts?.includes(record.location?.district_code ?? '') ?? true) &&
    !(Date.parse(record.source.updated_at) < since) && words.every(word =>
      JSON.stringify(record).toLowerCase().includes(word)
    )
  )
  const sorted = matching.toSorted((a, b) =>
    Date.parse(b.source.updated_at) - Date.parse(a.source.updated_at) || (a.id < b.id ? -1 : 1)
  )
  const start = Number(parameters.get('cursor') ?? 0)
  const limit = Number(parameters.get('limit') ?? 20)
  const next = start + limit
  return { items: sorted.slice(start, next), next_cursor: next < sorted.length ? String(next) : null,
    meta: { sources: [] } }
}
