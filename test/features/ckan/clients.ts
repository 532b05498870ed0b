/** What a client of CKAN makes of a failure: an exception of some name, and the status that it does not look at. */
class ClientError extends Error {
  readonly code: string

  constructor(name: string, message: string, status: number) {
    super(message)
    this.name = name
    this.code = String(status)
  }
}

const raised: Readonly<Record<string, string>> = {
  'Search Query Error': 'SearchQueryError',
  'Search Error': 'SearchError',
  'Search Index Error': 'SearchIndexError',
  'Validation Error': 'ValidationError',
  'Not Found Error': 'NotFound',
  'Authorization Error': 'NotAuthorized'
}

export interface CkanApiOptions {
  apiKey?: string
  /** As `get_only=True`. */
  getOnly?: boolean
}

export interface CkanApi {
  // Each action gives what it gives; tests say what they expect.
  // oxlint-disable-next-line typescript/no-explicit-any
  call(action: string, parameters?: Readonly<Record<string, unknown>>): Promise<any>
}

/**
 * Calls actions as ckanapi's RemoteCKAN does: without a version, never following a redirect, the key in both headers.
 */
export function ckanApi(address: string, { apiKey, getOnly = false }: CkanApiOptions = {}): CkanApi {
  return {
    async call(action, parameters = {}) {
      const url = new URL(`${address.replace(/\/+$/, '')}/api/action/${action}`)
      const headers: Record<string, string> = { 'content-type': 'application/json',
        'user-agent': 'ckanapi/4.11 (+https://github.com/ckan/ckanapi)' }
      if (apiKey !== undefined) Object.assign(headers, { 'x-ckan-api-key': apiKey, 'authorization': apiKey })
      if (getOnly) {
        for (const [name, value] of Object.entries(parameters))
          for (const one of [value].flat()) url.searchParams.append(name, asPython(one))
      }
      const response = getOnly
        ? await fetch(url, { headers })
        : await fetch(url, { method: 'POST', headers, redirect: 'manual', body: JSON.stringify(parameters) })
      return reverse(response.status, await response.text())
    }
  }
}

/** As Python writes a value into a URL. */
function asPython(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
}

/**
 * As ckanapi makes exceptions of answers. What it does not know becomes a CKANAPIError; it breaks when an error is a
 * text.
 */
function reverse(status: number, text: string): unknown {
  let error: unknown = {}
  try {
    const parsed = JSON.parse(text) as { success?: boolean; result?: unknown; error?: unknown }
    if (parsed.success === true) return parsed.result
    error = parsed.error ?? {}
  } catch {
    // Whatever it is, it is not from a CKAN.
  }
  if (typeof error !== 'object' || error === null || Array.isArray(error))
    throw new ClientError('ServerIncompatibleError', text, status)
  const { __type: type = '', message = '' } = error as { __type?: string; message?: string }
  const known = raised[type]
  if (known === undefined) throw new ClientError('CKANAPIError', `${status} ${text}`, status)
  throw new ClientError(known, known === 'ValidationError'
    ? JSON.stringify(error)
    : message.slice(message.includes(': ') ? message.indexOf(': ') + 2 : 0), status)
}

export interface HarvestConfig {
  organizations_filter_include?: readonly string[]
  organizations_filter_exclude?: readonly string[]
  groups_filter_include?: readonly string[]
  groups_filter_exclude?: readonly string[]
}

export interface Harvested {
  packages: { id: string; name: string; metadata_modified: string; [more: string]: unknown }[]
  /** What was asked, in order. */
  urls: string[]
}

/**
 * Gathers datasets as the CKAN harvester does: pages of 100 in the order of their ids until a page brings nothing new;
 * the status is not looked at, and the same page twice is an error.
 * @param since the time of the last harvest, as Python writes it: without a zone, with microseconds unless they are
 *   zero
 */
export async function harvest(
  address: string,
  { organizations_filter_include: only, organizations_filter_exclude: not, groups_filter_include: groups,
    groups_filter_exclude: notGroups }: HarvestConfig = {},
  since?: string
): Promise<Harvested> {
  const terms = [
    ...(only
      ? [only.map(name => `organization:${name}`).join(' OR ')]
      : (not ?? []).map(name => `-organization:${name}`)),
    ...(groups
      ? [groups.map(name => `groups:${name}`).join(' OR ')]
      : (notGroups ?? []).map(name => `-groups:${name}`)),
    ...(since === undefined ? [] : [`metadata_modified:[${since}Z TO *]`])
  ]
  const packages: Harvested['packages'] = []
  const urls: string[] = []
  const ids = new Set<string>()
  let previous: string | undefined
  for (let start = 0;; start += 100) {
    const query = new URLSearchParams({ rows: '100', start: String(start), sort: 'id asc',
      ...(terms.length > 0 && { fq: terms.join(' ') }) })
    const url = `${address}/api/3/action/package_search?${query}`
    urls.push(url)
    const text = await (await fetch(url)).text()
    if (text === previous) throw new Error(`The paging does not seem to work. URL: ${url}`)
    previous = text
    // An answer without results reads as the end.
    const page = ((JSON.parse(text) as { result?: { results?: Harvested['packages'] } }).result?.results ?? []).filter((
      { id }
    ) => !ids.has(id))
    if (page.length === 0) return { packages, urls }
    for (const one of page) ids.add(one.id)
    packages.push(...page)
    if (urls.length > 100) throw new Error('it does not end')
  }
}
