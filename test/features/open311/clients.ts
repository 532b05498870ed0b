import { SaxesParser } from 'saxes'
import { multipart, type Part } from '../../suites/multipart.ts'

/** What XML::Simple makes of a document for FixMyStreet: an empty element is undefined, lists are told by name. */
export type Tree = string | undefined | { [name: string]: Tree[] }

/** Reads a document strictly. @throws Error when it is not well formed, has attributes or a document type */
export function parseXml(text: string): { root: string; tree: Tree } {
  interface Open {
    name: string
    text: string
    children: Record<string, Tree[]>
  }
  const open: Open[] = [{ name: '', text: '', children: {} }]
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw new Error('a document type')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (Object.keys(attributes).length > 0) throw new Error(`${name} has attributes`)
    open.push({ name, text: '', children: {} })
  })
  parser.on('text', text => {
    ;(open.at(-1) as Open).text += text
  })
  parser.on('closetag', () => {
    const { name, text, children } = open.pop() as Open
    const value: Tree = Object.keys(children).length > 0 ? children : text === '' ? undefined : text
    const siblings = (open.at(-1) as Open).children
    siblings[name] = [...(siblings[name] ?? []), value]
  })
  parser.on('error', error => {
    throw error
  })
  parser.write(text).close()
  const [root = '', values = []] = Object.entries((open[0] as Open).children)[0] ?? []
  return { root, tree: values[0] }
}

/** The rows of a list, as FixMyStreet and Open311-adapter read them. */
export function rowsOf(text: string, root: string, item: string): Record<string, Tree[]>[] {
  const document = parseXml(text)
  if (document.root !== root) throw new Error(`${document.root} in place of ${root}`)
  return typeof document.tree === 'object' ? (document.tree[item] ?? []) as Record<string, Tree[]>[] : []
}

export const textOf = (row: Record<string, Tree[]> | undefined, name: string): string | undefined =>
  row?.[name]?.[0] as string | undefined

const IDENTIFIER = /^[\w-]+$/
const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/

/** What Open311-adapter's schema has against a row of XML; it drops the whole list for one of these. */
export function requestFaults(row: Record<string, Tree[]>): string[] {
  const faults: string[] = []
  const check = (name: string, fits: (text: string) => boolean): void => {
    if (!fits(textOf(row, name) ?? '')) faults.push(name)
  }
  for (const name of ['service_request_id', 'service_code']) check(name, text => IDENTIFIER.test(text))
  for (const name of ['requested_datetime', 'updated_datetime']) check(name, text => DATETIME.test(text))
  for (const name of ['lat', 'long']) check(name, text => /^-?\d+(\.\d+)?$/.test(text))
  check('status', text => text === 'open' || text === 'closed')
  check('service_name', text => text !== '')
  for (const name of ['address', 'address_id', 'zipcode', 'media_url']) if (row[name] === undefined) faults.push(name)
  if (row['media_url']?.length === 1 && textOf(row, 'media_url') !== undefined) faults.push('media_url')
  return faults
}

const updateStatuses = new Set(['open', 'closed', 'fixed', 'in_progress', 'planned', 'action_scheduled',
  'investigating', 'duplicate', 'not_councils_responsibility', 'no_further_action', 'internal_referral', 'cancelled',
  'reopen', 'for_triage', 'unchanged'])

export function updateFaults(row: Record<string, Tree[]>): string[] {
  const faults = ['update_id', 'service_request_id'].filter(name => !IDENTIFIER.test(textOf(row, name) ?? ''))
  if (!updateStatuses.has(textOf(row, 'status') ?? '')) faults.push('status')
  if (!DATETIME.test(textOf(row, 'updated_datetime') ?? '')) faults.push('updated_datetime')
  if (textOf(row, 'description') === undefined) faults.push('description')
  if (row['media_url'] === undefined || (row['media_url'].length === 1 && textOf(row, 'media_url') !== undefined))
    faults.push('media_url')
  return faults
}

export interface Reply {
  status: number
  headers: Headers
  text: string
}

const reply = async (response: Response): Promise<Reply> => ({ status: response.status, headers: response.headers,
  text: await response.text() })

/** FixMyStreet: XML alone, paths appended to an endpoint that ends in a slash, forms as LWP writes them. */
export function fixMyStreet(endpoint: string, apiKey: string, jurisdiction?: string) {
  const own = jurisdiction === undefined ? {} : { jurisdiction_id: jurisdiction }
  const agent = { 'user-agent': 'FixMyStreet/Open311', 'te': 'deflate,gzip;q=0.3' }
  return {
    get: async (path: string, params: Record<string, string> = {}): Promise<Reply> =>
      reply(await fetch(`${endpoint}${path}?${new URLSearchParams({ ...params, ...own })}`, { headers: agent })),
    post: async (path: string, params: Record<string, string>): Promise<Reply> =>
      reply(await fetch(`${endpoint}${path}`, {
        method: 'POST',
        headers: { ...agent, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...own, api_key: apiKey, ...params }).toString()
      })),
    /** With photos: multipart as HTTP::Request::Common writes it. */
    upload: async (path: string, params: Record<string, string>, files: readonly Part[]): Promise<Reply> =>
      reply(
        await fetch(`${endpoint}${path}`, { method: 'POST',
          ...multipart([...fieldsOf({ ...own, api_key: apiKey, ...params }), ...files], 'xYzZY') })
      )
  }
}

const fieldsOf = (params: Record<string, string>): Part[] =>
  Object.entries(params).map(([name, content]) => ({ name, content }))

/** GeoReporter for Android: JSON alone, always a jurisdiction, texts as parts with types and encodings of their own. */
export function geoReporter(endpoint: string, apiKey: string, jurisdiction = '') {
  return {
    get: async (path: string, params: Record<string, string> = {}): Promise<Reply> =>
      reply(await fetch(`${endpoint}/${path}?${new URLSearchParams({ jurisdiction_id: jurisdiction, ...params })}`)),
    post: async (params: readonly [string, string][], photo?: Buffer): Promise<Reply> => {
      const headers = ['Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit']
      const texts: Part[] = [['jurisdiction_id', jurisdiction], ['api_key', apiKey], ...params].map((
        [name = '', content = '']
      ) => ({ name, content, headers }))
      const files: Part[] = photo === undefined
        ? []
        : [{ name: 'media', filename: 'media.png', content: photo,
          headers: ['Content-Type: application/octet-stream', 'Content-Transfer-Encoding: binary'] }]
      return reply(
        await fetch(`${endpoint}/requests.json`, { method: 'POST',
          ...multipart([...texts, ...files], '-----------geo_Reporter-1') })
      )
    }
  }
}

/** The smallest photos of two kinds, by their first bytes. */
export { jpeg, png } from '../../suites/photos.ts'
