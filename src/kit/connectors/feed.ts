import { createHash } from 'node:crypto'
import type { Call } from '../call.ts'
import { SystemFault } from '../faults.ts'
import { toWib, toWibDate } from '../indonesia/calendar.ts'
import { parseIndonesianDateTime } from '../indonesia/dates.ts'
import { currentLook } from '../wire-look.ts'
import { type FeedDocument, type FeedElement, readItems } from './feed-items.ts'
import { plainText, readFeedText, type RecodedPart, unescapeHtml } from './feed-text.ts'
import type { HttpClient } from './http.ts'
import { statusFault } from './status-faults.ts'
import { readWholeXml } from './xml.ts'

export interface FeedReading {
  /** What dates mean: the zone that they state, or local time (WIB) whatever they state. Default `asStated`. */
  zone?: 'asStated' | 'local'
  /** The character set that the system is known to send, whatever it declares. */
  assumeCharset?: string
  /** Default 1,000. */
  maxItems?: number
  /** `YYYY-MM-DD`; two-digit years pivot on it. Default: today. */
  today?: () => string
}

export interface FeedOptions extends FeedReading {
  http: HttpClient
  /** Of the feed, below the client's base address. Default: the base address itself. */
  path?: string
}

export interface Feed {
  title?: string
  /** The site that it belongs to. */
  link?: string
  /** Newest first or as it likes: in the order of the feed. */
  items: FeedItem[]
  /** True when it was no XML, or not in the character set that it declares, and was put right. */
  repaired: boolean
  /** True when it was not in the character set that it declares. */
  recoded: boolean
}

export interface FeedItem {
  /** Its own name in the feed; without one its link, or a name made of its title and date. */
  guid: string
  /** True when the feed gives it no name of its own. */
  guidMade: boolean
  /** Plain text on one line. */
  title?: string
  /** Absolute, http or https. */
  link?: string
  /** RFC 3339 in WIB. */
  publishedAt?: string
  updatedAt?: string
  author?: string
  categories: string[]
  /** The fullest text it has, as the feed gives it: not sanitised. */
  html?: string
  /** Address of its picture. */
  image?: string
  /** Which of its texts hold letters that were in another character set than the feed declares. */
  recoded: readonly RecodedPart[]
}

export interface FeedClient {
  /** @throws SystemFault of the transport as `HttpClient.send`, of the status, and of the document as `readFeed` */
  read(call: Call): Promise<Feed>
}

/** A client for one RSS or Atom feed. */
export function createFeed({ http, path = '', ...reading }: FeedOptions): FeedClient {
  const stage = 'read feed'
  return {
    async read(call) {
      const answer = await http.send({ path,
        headers: { accept: 'application/rss+xml, application/atom+xml, application/xml, text/xml' }, stage }, call)
      const fault = statusFault(answer, stage)
      if (fault) throw fault
      if (answer.status !== 200)
        throw new SystemFault('failed', { stage, detail: `answered with status ${answer.status}` })
      return readFeed(answer.bytes, { ...reading, contentType: answer.contentType, baseUrl: addressOf(http.url, path),
        stage })
    }
  }
}

export interface FeedInput extends FeedReading {
  /** The Content-Type header that came with the bytes. */
  contentType?: string
  /** What relative links start from, if the feed does not say. */
  baseUrl: string
  stage?: string
}

/**
 * Reads RSS 0.9x, 1.0 and 2.0, and Atom. Entities of HTML, bare ampersands and control characters, which XML does not
 * know, are put right first.
 * @throws SystemFault as `readXml`: a document type is refused, so no entity can unfold; `unreadable` when it is no
 *   feed; `oversized` beyond `maxItems`
 */
export function readFeed(bytes: Buffer, input: FeedInput): Feed {
  const { contentType = '', baseUrl, assumeCharset, maxItems = 1_000, stage = 'read feed' } = input
  const { text, repaired, recoded, recodedItems } = readFeedText(bytes, contentType, assumeCharset)
  // Whatever is wrong with the document is found here; what it holds is better sorted with prefixes and markup kept.
  readWholeXml(text, { stage })
  const document = readItems(text, maxItems, stage)
  currentLook()?.document(stage, { item: document.items.map(elementsOf) })
  const title = textOf(document.channel, 'title')
  const link = absolute(linkOf(document.channel), baseUrl)
  const dates = { zone: input.zone ?? 'asStated', today: (input.today ?? (() => toWibDate(new Date())))() }
  return {
    ...(title !== undefined && { title: plainText(title) }),
    ...(link !== undefined && { link }),
    items: document.items.map((item, index) => ({ ...readItem(item, document.kind, link ?? baseUrl, dates),
      recoded: recodedItems[index] ?? [] })
    ),
    repaired,
    recoded
  }
}

interface Dates {
  zone: 'asStated' | 'local'
  today: string
}

function readItem(
  item: FeedElement[],
  kind: FeedDocument['kind'],
  base: string,
  dates: Dates
): Omit<FeedItem, 'recoded'> {
  const title = textOf(item, 'title')
  const published = textOf(item, 'pubDate', 'published', 'issued', 'dc:date', 'created')
  const updated = textOf(item, 'updated', 'a10:updated', 'atom:updated', 'modified', 'dcterms:modified')
  const link = absolute(linkOf(item) ?? permalinkOf(item), base)
  const author = textOf(item, 'dc:creator', 'author/name', 'author', 'itunes:author')
  const body = kind === 'atom'
    ? elementOf(item, 'content', 'summary')
    : elementOf(item, 'content:encoded', 'description')
  const own = textOf(item, 'guid', 'id', 'rdf:about')
  const publishedAt = instantOf(published ?? updated, dates)
  const updatedAt = instantOf(updated, dates)
  const image = absolute(imageOf(item), base)
  return {
    guid: own ?? link ?? nameOf(title, published, body?.text),
    guidMade: own === undefined,
    ...(title && { title: plainText(title) }),
    ...(link && { link }),
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && { updatedAt }),
    ...(author && { author: plainText(author) }),
    categories: categoriesOf(item),
    ...(body && { html: htmlOf(body, kind) }),
    ...(image && { image })
  }
}

/** The first that is there and not empty, looked for in the order of the names. */
function elementOf(elements: readonly FeedElement[], ...names: string[]): FeedElement | undefined {
  for (const name of names) {
    const found = elements.find(element => element.name === name && element.text !== '')
    if (found) return found
  }
  return undefined
}

/** An item as a record; of elements that repeat the first. */
function elementsOf(item: readonly FeedElement[]): Record<string, string> {
  return Object.fromEntries(item.toReversed().map(({ name, text }) => [name, text]))
}

function textOf(elements: readonly FeedElement[], ...names: string[]): string | undefined {
  return elementOf(elements, ...names)?.text
}

function linkOf(elements: readonly FeedElement[]): string | undefined {
  const links = elements.filter(({ name }) => name === 'link')
  const alternate = links.find(({ attributes: { rel = 'alternate', href } }) =>
    href !== undefined && rel === 'alternate'
  )
  return links.find(({ text }) => text !== '')?.text ?? alternate?.attributes['href']
}

/** An RSS guid is an address unless it says that it is not. */
function permalinkOf(item: readonly FeedElement[]): string | undefined {
  const guid = elementOf(item, 'guid')
  return guid !== undefined && guid.attributes['isPermaLink'] !== 'false' && /^https?:/i.test(guid.text)
    ? guid.text
    : undefined
}

function absolute(address: string | undefined, base: string): string | undefined {
  if (address === undefined || !URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined
}

/** RFC 822 with the zones that feeds use, RFC 3339, and what content systems print instead. */
function instantOf(raw: string | undefined, { zone, today }: Dates): string | undefined {
  if (raw === undefined) return undefined
  const local = zone === 'local'
  // Names of zones that only the mail of 1982 knew mean nothing where the zone does not count.
  const text = local ? raw.replace(/\s+[A-Z]{1,5}$/, '') : raw
  const { value } = parseIndonesianDateTime(text, { today, zone: local ? 'wib' : 'as_sent' })
  if (value !== undefined || local) return value
  const time = Date.parse(raw)
  return Number.isNaN(time) ? undefined : toWib(new Date(time))
}

function nameOf(...parts: (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

function categoriesOf(item: readonly FeedElement[]): string[] {
  const named = item.filter(({ name }) => name === 'category' || name === 'dc:subject')
  return [
    ...new Set(
      named.map(({ text, attributes }) => plainText(text || (attributes['label'] ?? attributes['term'] ?? '')))
    )
  ].filter(Boolean)
}

function htmlOf({ text, attributes: { type = 'text' } }: FeedElement, kind: FeedDocument['kind']): string {
  // RFC 4287 3.1.1: without a type it is text, not HTML.
  if (kind === 'atom' && type === 'text')
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return kind === 'atom' && type === 'xhtml' ? text : unescapeHtml(text)
}

function imageOf(item: readonly FeedElement[]): string | undefined {
  const isImage = ({ type = '', medium = '' }: FeedElement['attributes']): boolean =>
    medium === 'image' || type.startsWith('image/')
  const media = item.find(({ name, attributes }) =>
    (name === 'media:content' || name === 'enclosure') && attributes['url'] && isImage(attributes)
  )
  const thumbnail = item.find(({ name }) => name === 'media:thumbnail')
  const enclosed = item.find(({ name, attributes }) =>
    name === 'link' && attributes['rel'] === 'enclosure' && isImage(attributes)
  )
  return media?.attributes['url'] ?? thumbnail?.attributes['url'] ?? enclosed?.attributes['href']
}

function addressOf(base: string, path: string): string {
  if (path === '' || path.startsWith('?')) return base + path
  return `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`
}
