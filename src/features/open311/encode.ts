import type { Answer, Value } from './values.ts'

export const formats = {
  xml: { type: 'text/xml; charset=utf-8', encode: toXml },
  json: { type: 'application/json; charset=utf-8', encode: toJson }
} as const
export type Format = keyof typeof formats

/** What each list calls its items. A list under another name repeats that name. */
const items: Readonly<Record<string, string>> = {
  endpoints: 'endpoint',
  formats: 'format',
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  service_request_updates: 'request_update',
  notes: 'note',
  errors: 'error'
}

/** Characters that XML 1.0 cannot hold in any spelling. Legacy texts do. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

/** No attributes anywhere: some clients take an element with one for an object. */
function toXml({ root, value }: Answer): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`
}

function element(name: string, value: Value): string {
  if (value === undefined) return ''
  if (isList(value)) {
    if (name === 'media_url') return photos(value).map(url => element(name, url)).join('')
    const item = items[name]
    return item === undefined
      ? value.map(each => element(name, each)).join('')
      : wrap(name, value.map(each => element(item, each)).join(''))
  }
  if (typeof value === 'object' && value !== null)
    return wrap(name, Object.entries(value).map(([child, inner]) => element(child, inner)).join(''))
  return wrap(name, escape(value === null ? '' : String(value)))
}

/**
 * Open311-adapter reads several photos or an empty element, but loses the whole list for a row with exactly one: so the
 * only one is said twice, which is one photo to whoever keeps photos by their content.
 */
function photos(urls: readonly Value[]): readonly Value[] {
  if (urls.length === 0) return [null]
  return urls.length === 1 ? [...urls, ...urls] : urls
}

function wrap(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}

function escape(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, '').replace(/[&<>\r]/g, character => entities[character] as string)
}

/** "Spark": the outermost element falls away, lists are arrays even of one. A request has one photo or null. */
function toJson({ value }: Answer): string {
  return JSON.stringify(value,
    (name, inner: Value) => (name === 'media_url' && isList(inner) ? inner[0] ?? null : inner))
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** The format that a path asks for by its end; XML, which every client must read, where it asks for none. */
export function formatOf(url: string): Format {
  return /\.json$/i.test(url.split(/[?#]/)[0] ?? '') ? 'json' : 'xml'
}
