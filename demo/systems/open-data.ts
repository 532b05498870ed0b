import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import { driftedJson, type Update } from '../drifting.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { createPackages, SITE, uuidOf } from './open-data-datasets.ts'
import { parseFilter, parseSort, parseWords, QueryError } from './open-data-search.ts'
import { groupTitles, organizations } from './open-data-texts.ts'

export interface OpenDataOptions {
  /** The most data sets of one search; 1,000 unless told. */
  maxRows?: number
  /** A proxy in front of it that says 200 to everything. */
  alwaysOk?: boolean
}

const update: Update = {
  mark: 'metadata_modified',
  field: { name: 'tingkat_keterbukaan', value: 'publik' },
  code: { name: 'state', value: 'archived' },
  type: { name: 'num_resources', write: value => `${value} berkas` }
}

type Parameters = Readonly<Record<string, unknown>>

/** An error as CKAN's logic raises it. */
class CkanError extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, type: string, body: Record<string, unknown>) {
    super(type)
    this.status = status
    this.body = { ...body, __type: type }
  }
}

const notFound = (what?: string): CkanError =>
  new CkanError(404, 'Not Found Error', { message: what === undefined ? 'Not found' : `Not found: ${what}` })
const denied = (what: string): CkanError =>
  new CkanError(403, 'Authorization Error', { message: `Access denied: ${what}` })

/**
 * The open data portal: CKAN with its Action API, by GET and by POST, under both of its addresses. Its data are
 * invented.
 */
export function createOpenDataSystem(
  city: DemoCity,
  { maxRows = 1_000, alwaysOk = false }: OpenDataOptions = {}
): LegacyProtocol {
  const packages = createPackages()
  const visible = packages.filter(({ state, private: isPrivate }) => state === 'active' && !isPrivate)

  const actions: Readonly<Record<string, (parameters: Parameters) => unknown>> = {
    site_read: () => true,
    status_show: () => ({ ckan_version: '2.8.2', site_url: SITE, site_title: 'Open Data Kota Bandung',
      site_description: '', locale_default: 'id', error_emails_to: null,
      extensions: ['stats', 'text_view', 'recline_view'] }),
    package_list: ({ limit, offset }) => page(visible.map(({ name }) => name).sort(), limit, offset),
    package_show(parameters) {
      const id = required(parameters, 'id')
      const found = packages.find(dataset => dataset.id === id || dataset.name === id)
      if (found === undefined) throw notFound()
      if (!visible.includes(found)) throw denied(`User not authorized to read package ${found.id}`)
      return found
    },
    package_search: search,
    organization_list: ({ all_fields }) =>
      organizations.map(one => (isTrue(all_fields) ? organizationOf(one.name) : one.name)),
    organization_show: parameters => organizationOf(required(parameters, 'id')),
    group_list: () => Object.keys(groupTitles).sort(),
    group_show: parameters => groupOf(required(parameters, 'id')),
    tag_list: () => [...new Set(visible.flatMap(({ tags }) => tags.map(({ name }) => name)))].sort(),
    license_list:
      () => [{ id: 'cc-by', title: 'Creative Commons Attribution', url: 'http://www.opendefinition.org/licenses/cc-by',
        is_okd_compliant: true, status: 'active' }],
    resource_show(parameters) {
      const id = required(parameters, 'id')
      const found = visible.flatMap(({ resources }) => resources).find(resource => resource.id === id)
      if (found === undefined) throw notFound()
      return found
    }
  }

  const known = new Set(['q', 'fq', 'fq_list', 'sort', 'rows', 'start', 'facet', 'facet.field', 'facet.limit',
    'facet.mincount', 'include_private', 'include_drafts', 'use_default_schema'])

  function search(parameters: Parameters): unknown {
    const [start, wanted] = [whole(parameters, 'start', 0), whole(parameters, 'rows', 10)]
    const odd = Object.keys(parameters).find(name => !known.has(name) && !name.startsWith('ext_'))
    if (odd !== undefined)
      throw new CkanError(400, 'Search Query Error', {
        message: `Search Query is invalid: ('Invalid search parameters: [${odd}]',)`
      })
    const sort = text(parameters, 'sort') ?? 'score desc, metadata_modified desc'
    try {
      const [hasWords, passes] = [parseWords(text(parameters, 'q') ?? ''), parseFilter(text(parameters, 'fq') ?? '')]
      const found = visible.filter(dataset => hasWords(dataset) && passes(dataset)).sort(parseSort(sort))
      return { count: found.length, sort, facets: {}, search_facets: {},
        results: found.slice(start, start + Math.min(wanted, maxRows)) }
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      throw new CkanError(409, 'Search Error', {
        message: `Search error: ('SOLR returned an error running query: ${error.message}',)`
      })
    }
  }

  function organizationOf(wanted: string): Record<string, unknown> {
    const found = organizations.find(({ name }) => name === wanted || uuidOf(name) === wanted)
    if (found === undefined) throw notFound()
    return { id: uuidOf(found.name), name: found.name, title: found.title, display_name: found.title || found.name,
      type: 'organization', state: 'active',
      package_count: visible.filter(({ organization }) => organization?.['name'] === found.name).length }
  }

  function groupOf(name: string): Record<string, unknown> {
    const title = groupTitles[name]
    if (title === undefined) throw notFound()
    return { id: uuidOf(`group ${name}`), name, title, display_name: title, type: 'group', state: 'active' }
  }

  function call(name: string, exchange: Exchange): Answer {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (action === undefined) return json(400, `Bad request - Action name not known: ${name}`)
    const parameters = parametersOf(exchange)
    if (parameters === undefined) return json(400, 'Bad request - JSON Error: Error decoding JSON data.')
    try {
      return json(200, { help: helpOf(name), success: true, result: action(parameters) })
    } catch (error) {
      if (!(error instanceof CkanError)) throw error
      return json(alwaysOk ? 200 : error.status, { help: helpOf(name), success: false, error: error.body })
    }
  }

  function download(pathname: string): Answer {
    const resource = visible.flatMap(({ resources }) => resources).find(({ url, state }) =>
      state === 'active' && url === SITE + pathname
    )
    if (resource === undefined || !pathname.includes('/resource/')) return page404()
    if (!pathname.endsWith('.csv'))
      return { headers: { 'content-type': resource.mimetype ?? 'application/octet-stream' },
        body: `contoh ${resource.id}` }
    const rows = city.districts.map(({ code, name }, index) => `${code};${name};${(index * 37) % 101}`)
    return { headers: { 'content-type': 'text/csv' },
      body: ['kode_kecamatan;kecamatan;jumlah', ...rows, ''].join('\r\n') }
  }

  return {
    id: 'open-data',
    operation: ({ url: { pathname } }) => actionIn(pathname) ?? (pathname.includes('/download/') ? 'download' : 'page'),
    answer(exchange) {
      const { pathname } = exchange.url
      const action = actionIn(pathname)
      if (action !== undefined) return call(action, exchange)
      if (pathname === '/api/3' || pathname === '/api/3/') return json(200, { version: 3 })
      if (pathname === '/') return html(200, 'Open Data Kota Bandung')
      return download(pathname)
    },
    // Its search engine is gone; whatever does not search breaks in the web server in front.
    drifted: (answer, change) => driftedJson(answer, change, update),
    failure({ url: { pathname } }) {
      if (actionIn(pathname) !== 'package_search') return html(500, 'Internal Server Error')
      const message =
        "Search error: ('SOLR Search Error: HTTPConnectionPool(host=\\'127.0.0.1\\', port=8983): Max retries " +
        "exceeded',)"
      return json(409, { help: helpOf('package_search'), success: false, error: { message, __type: 'Search Error' } })
    },
    records: () => [],
    environment: url => ({ OPEN_DATA_URL: url })
  }
}

function actionIn(pathname: string): string | undefined {
  return /^\/api\/(?:3\/)?action\/(\w+)$/.exec(pathname)?.[1]
}

/** Of the address or of a JSON body; undefined when that is broken. */
function parametersOf({ request, url, body }: Exchange): Parameters | undefined {
  if (request.method === 'GET' || body.length === 0) return Object.fromEntries(url.searchParams)
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parameters) : undefined
  } catch {
    return undefined
  }
}

function text(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function required(parameters: Parameters, name: string): string {
  const value = text(parameters, name)
  if (value === undefined) throw new CkanError(409, 'Validation Error', { [name]: ['Missing value'] })
  return value
}

function whole(parameters: Parameters, name: string, fallback: number): number {
  const value = parameters[name] ?? fallback
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number
  const isNegative = typeof number === 'number' && number < 0
  throw new CkanError(409, 'Validation Error', {
    [name]: [isNegative ? 'Must be a natural number' : 'Invalid integer']
  })
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true')
}

function page<T>(list: T[], limit: unknown, offset: unknown): T[] {
  const from = Number(offset ?? 0)
  return list.slice(from, limit === undefined ? undefined : from + Number(limit))
}

function helpOf(action: string): string {
  return `${SITE}/api/3/action/help_show?name=${action}`
}

function json(status: number, value: unknown): Answer {
  // Python writes every letter beyond ASCII as an escape.
  const body = JSON.stringify(value).replace(/[\u0080-\uffff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return { status, headers: { 'content-type': 'application/json;charset=utf-8' }, body }
}

function html(status: number, title: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html>\n<html lang="id"><head><title>${title} - Open Data Kota ` +
      `Bandung</title></head><body><h1>${title}</h1></body></html>\n` }
}

function page404(): Answer {
  return html(404, '404 Tidak Ditemukan')
}
