import { createRequire } from 'node:module'
import { excessOf } from './connectors/html-excess.ts'

export interface SanitiseOptions {
  /** What relative addresses start from. */
  baseUrl: string
  /**
   * Most characters of the result; what does not fit is left out from there on, open elements are closed. Default
   * 200,000.
   */
  maxLength?: number
}

/** The attributes that each allowed element keeps. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ('p br hr h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code div strong b em i u s sub sup small figure ' +
      'figcaption table caption thead tbody tfoot tr')
      .split(' ')
      .map(name => [name, []])
  ),
  a: ['href', 'title'],
  abbr: ['title'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  th: ['colspan', 'rowspan'],
  td: ['colspan', 'rowspan']
}
const renamed: Readonly<Record<string, string>> = { h1: 'h2', strike: 's', del: 's', section: 'div', article: 'div',
  main: 'div', center: 'div', header: 'div', footer: 'div' }
/** Their content is no text for readers: it goes with them. Of all others that are not allowed the content stays. */
const dropped = new Set(
  ('script style template noscript iframe frame frameset object embed applet svg math canvas audio video form input ' +
    'button select option optgroup ' +
    'textarea datalist title head link meta base xmp plaintext noembed noframes').split(' ')
)
const withoutContent = new Set(['br', 'hr', 'img'])
const numeric = new Set(['width', 'height', 'colspan', 'rowspan'])
/** What hides an element: of sites that were broken into, advertising for search engines. */
const hiding = new RegExp(
  [
    /display\s*:\s*none|visibility\s*:\s*hidden/,
    /(?:left|top|text-indent)\s*:\s*-\d{3,}/,
    /(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])/
  ].map(({ source }) => source).join('|'),
  'i'
)
const tiny = /^\s*[01](?:px)?\s*$/i
const tinyStyle = /(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)/i
const MAX_DEPTH = 200
const MAX_TAGS = 50_000

interface Node {
  type: string
  name?: string
  data?: string
  attribs?: Record<string, string>
  children?: Node[]
}

/**
 * HTML of a stranger, made fit for a page of one's own: only elements that hold text, links to web pages and mail, and
 * pictures; no scripts, handlers, styles, frames or forms, nothing that is hidden, no pictures that are there to count
 * readers. Written anew from what was understood, so nothing that a browser reads differently gets through.
 * @throws Error when it is nested deeper than 200 levels or has more than 50,000 tags
 */
export function sanitiseHtml(html: string, options: SanitiseOptions): Promise<string> {
  return Promise.resolve().then(() => sanitiseNow(html, options))
}

/** The same at once. @throws Error as it does */
export function sanitiseNow(html: string, { baseUrl, maxLength = 200_000 }: SanitiseOptions): string {
  const excess = excessOf(html, { depth: MAX_DEPTH, tags: MAX_TAGS })
  if (excess !== undefined)
    throw new Error(
      excess === 'depth' ? `has HTML nested deeper than ${MAX_DEPTH} levels` : `has HTML of more than ${MAX_TAGS} tags`
    )
  // Only systems that send HTML need the parser.
  const { load } = createRequire(import.meta.url)('cheerio/slim') as typeof import('cheerio/slim')
  const writer = new Writer(baseUrl, maxLength)
  writer.writeAll((load(html).root().get(0) as unknown as Node).children ?? [])
  return writer.html.trim()
}

class Writer {
  html = ''
  #baseUrl: string
  #maxLength: number
  /** What the closing tags of the open elements will take. */
  #reserved = 0
  #full = false

  constructor(baseUrl: string, maxLength: number) {
    this.#baseUrl = baseUrl
    this.#maxLength = maxLength
  }

  writeAll(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (this.#full) return
      if (node.type === 'text') this.#put(escape(node.data ?? ''))
      else if (node.name !== undefined) this.#writeElement(renamed[node.name] ?? node.name, node)
    }
  }

  #writeElement(name: string, { attribs = {}, children = [] }: Node): void {
    // Without its styles, what was hidden would be seen.
    if (dropped.has(name) || Object.hasOwn(attribs, 'hidden') || hiding.test(attribs['style'] ?? '')) return
    const attributes = Object.hasOwn(allowed, name) ? this.#attributes(name, attribs) : undefined
    if (attributes === undefined) return this.writeAll(children)
    if (withoutContent.has(name)) return void this.#put(`<${name}${attributes}>`)
    const end = `</${name}>`
    if (!this.#put(`<${name}${attributes}>`, end.length)) return
    this.#reserved += end.length
    this.writeAll(children)
    this.#reserved -= end.length
    this.html += end
  }

  /** Undefined when the element is nothing without one that it lacks. */
  #attributes(name: string, given: Record<string, string>): string | undefined {
    if (name === 'img' && isPixel(given)) return undefined
    let written = ''
    for (const attribute of allowed[name]!) {
      const raw = Object.hasOwn(given, attribute) ? given[attribute] : undefined
      const isAddress = attribute === 'href' || attribute === 'src'
      const value = raw === undefined
        ? undefined
        : isAddress
        ? this.#address(raw, attribute)
        : numeric.has(attribute)
        ? number(raw)
        : raw
      if (value !== undefined) written += ` ${attribute}="${escape(value)}"`
      else if (isAddress) return undefined
    }
    return name === 'a' ? `${written} rel="nofollow noopener noreferrer"` : written
  }

  #address(raw: string, attribute: 'href' | 'src'): string | undefined {
    const { protocol, href } = URL.canParse(raw, this.#baseUrl)
      ? new URL(raw, this.#baseUrl)
      : { protocol: '', href: '' }
    return protocol === 'http:' || protocol === 'https:' || (protocol === 'mailto:' && attribute === 'href')
      ? href
      : undefined
  }

  #put(text: string, closing = 0): boolean {
    if (this.html.length + this.#reserved + text.length + closing > this.#maxLength) this.#full = true
    else this.html += text
    return !this.#full
  }
}

/** A picture that nobody can see tells somebody who reads what. */
function isPixel({ width = '', height = '', style = '' }: Record<string, string>): boolean {
  return tiny.test(width) || tiny.test(height) || tinyStyle.test(style)
}

function number(raw: string): string | undefined {
  return /^\d{1,4}$/.test(raw.trim()) ? raw.trim() : undefined
}

function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const visible = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  return visible.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
