import type { Call } from '../call.ts'
import { type FaultKind, SystemFault } from '../faults.ts'
import type { HttpClient, Parameters } from './http.ts'

export interface CkanOptions {
  http: HttpClient
  /** Sent as CKAN wants it: bare, in the Authorization header. */
  apiKey?: string
  /** Below the client's base address. Default `api/3/action`. */
  path?: string
}

export interface CkanSearch {
  /** Data sets to pass over. */
  start: number
  /** Data sets wanted; CKAN gives 1,000 at most. */
  rows: number
  /** In CKAN's words: `metadata_modified desc, id asc`. Pages are without gaps only under an order without ties. */
  sort: string
  /** Filter query: `organization:dpu metadata_modified:[2026-01-01T00:00:00Z TO *]`. */
  fq?: string | undefined
  q?: string | undefined
}

/** A data set as CKAN sends it. No value is to be trusted. */
export type CkanPackage = Record<string, unknown>

export interface DatastoreQuery {
  resourceId: string
  /** Default `_id`, which CKAN gives every row. */
  sort?: string
  /** Column values that a row must have. */
  filters?: Record<string, unknown>
}

export interface DatastorePage {
  fields: { id: string; type: string }[]
  records: Record<string, unknown>[]
  /** How many match, over all pages. */
  total: number
}

export interface CkanClient {
  /**
   * Calls any action by GET. Undefined when CKAN says that there is no such record.
   * @throws SystemFault of the transport as `HttpClient.json`; for an error in CKAN's envelope, with whatever status,
   * `denied`, `rejected` (validation, search query) or `failed`; `unreadable` when it is no answer of CKAN
   */
  action(name: string, parameters: Parameters, options: { stage: string }, call: Call): Promise<unknown>
  search(query: CkanSearch, call: Call): Promise<{ count: number; results: CkanPackage[] }>
  /** By id or by name. */
  show(id: string, call: Call): Promise<CkanPackage | undefined>
  datastorePage(query: DatastoreQuery & { offset: number; limit: number }, call: Call): Promise<DatastorePage>
  /** All rows of a table, page by page. @throws SystemFault `truncated` when there are fewer than CKAN said */
  datastore(query: DatastoreQuery & { pageSize?: number }, call: Call): AsyncIterable<Record<string, unknown>>
}

const kinds: Readonly<Record<string, FaultKind>> = {
  'Authorization Error': 'denied',
  'Validation Error': 'rejected',
  'Search Query Error': 'rejected',
  'Search Index Error': 'failed',
  'Search Error': 'failed',
  'Internal Server Error': 'failed'
}
const notFound = 'Not Found Error'

/** A client for one CKAN catalogue, through its Action API. */
export function createCkan({ http, apiKey, path = 'api/3/action' }: CkanOptions): CkanClient {
  async function action(
    name: string,
    parameters: Parameters,
    { stage }: { stage: string },
    call: Call
  ): Promise<unknown> {
    const headers = { authorization: apiKey }
    const { status, value } = await http.json<unknown>({ path: `${path}/${name}`, query: parameters, headers, stage },
      call)
    return readEnvelope(status, value, stage)
  }

  async function datastorePage(
    query: DatastoreQuery & { offset: number; limit: number },
    call: Call
  ): Promise<DatastorePage> {
    const { resourceId, sort = '_id', filters, offset, limit } = query
    const stage = 'read table'
    const parameters = { resource_id: resourceId, sort, offset, limit, filters: filters && JSON.stringify(filters) }
    const result = await action('datastore_search', parameters, { stage }, call)
    if (result === undefined) throw new SystemFault('rejected', { stage, detail: 'has no such table' })
    const { fields, records, total } = result as Partial<DatastorePage>
    if (!isList(fields) || !isList(records) || !isCount(total)) throw notCkan(stage)
    return { fields, records, total }
  }

  return {
    action,
    datastorePage,
    async search({ start, rows, sort, fq, q }, call) {
      const stage = 'search'
      const result = await action('package_search', { start, rows, sort, fq, q }, { stage }, call)
      const { count, results } = (result ?? {}) as { count?: unknown; results?: unknown }
      if (!isCount(count) || !isList<CkanPackage>(results)) throw notCkan(stage)
      return { count, results }
    },
    async show(id, call) {
      const stage = 'show'
      const result = await action('package_show', { id }, { stage }, call)
      if (result !== undefined && !isObject(result)) throw notCkan(stage)
      return result
    },
    async *datastore({ pageSize = 5_000, ...query }, call) {
      for (let offset = 0;;) {
        const { records, total } = await datastorePage({ ...query, offset, limit: pageSize }, call)
        yield* records
        offset += records.length
        if (offset >= total) return
        if (records.length === 0) {
          throw new SystemFault('truncated', { stage: 'read table', detail: `sent ${offset} of ${total} rows` })
        }
      }
    }
  }
}

function readEnvelope(status: number, value: unknown, stage: string): unknown {
  // A name that CKAN does not know is answered with 400 and a bare string.
  if (typeof value === 'string' && status >= 400)
    throw new SystemFault('rejected', { stage, detail: 'does not know this action' })
  if (!isObject(value) || typeof value['success'] !== 'boolean') {
    throw status >= 400
      ? new SystemFault('failed', { stage, detail: `answered with status ${status}` })
      : notCkan(stage)
  }
  if (value['success'] && status < 400) return value['result'] ?? undefined
  const { error } = value
  const type = isObject(error) && typeof error['__type'] === 'string' ? error['__type'] : ''
  if (type === notFound) return undefined
  // Messages are not repeated: they quote the query, and now and then the database.
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
  throw new SystemFault(kind ?? 'failed', { stage,
    detail: kind ? `answered with "${type}"` : 'reported an error of its own' })
}

function notCkan(stage: string): SystemFault {
  return new SystemFault('unreadable', { stage, detail: 'sent JSON that is not an answer of CKAN' })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList<T extends object>(value: unknown): value is T[] {
  return Array.isArray(value) && value.every(isObject)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
