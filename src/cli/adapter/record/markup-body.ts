import { decodeEntitiesOnce } from '../../../kit/encoding.ts'
import { mapUrl } from './form-body.ts'
import type { Visit } from './json-body.ts'

const TOKEN = /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<(script|style)\b[^]*?<\/\2\s*>|<[^>]*>|[^<]+/gi

/**
 * Visits the texts of an XML or HTML document and what its attributes say. Every other byte stays as it is, faults of
 * its author included. A text goes by the name of its element; in tables of HTML by what its column or line is headed.
 */
export function mapMarkup(text: string, visit: Visit, { isHtml }: { isHtml: boolean }): string {
  const place = isHtml ? new TablePlace() : new ElementPlace()
  return text.replace(TOKEN, (token: string, cdata: string | undefined) => {
    if (cdata !== undefined) return `<![CDATA[${visit(place.key, cdata)}]]>`
    if (token.startsWith('<!') || token.startsWith('<?') || /^<(?:script|style)\b/i.test(token)) return token
    if (token.startsWith('<')) {
      place.tag(token)
      return token.startsWith('</') ? token : mapAttributes(token, place.key, visit)
    }
    place.text(token)
    return place.isHeading ? token : mapText(token, place.key, visit)
  })
}

function mapText(raw: string, key: string, visit: Visit): string {
  const [, before = '', inner = '', behind = ''] = /^(\s*)([^]*?)(\s*)$/.exec(raw) ?? []
  // With its entities: how something is escaped is part of what a system gets wrong.
  return inner === '' ? raw : before + visit(key, inner) + behind
}

const LINKS = new Set(['href', 'src', 'action'])
const SPEAKING = new Set(['title', 'alt', 'value', 'content', 'placeholder'])

function mapAttributes(tag: string, key: string, visit: Visit): string {
  const name = /\sname\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1]
  return tag.replace(/(\s)([\w:-]+)(\s*=\s*)("[^"]*"|'[^']*')/g,
    (all, gap: string, attribute: string, equals: string, value: string) => {
      const quote = value[0] ?? '"'
      const inner = value.slice(1, -1)
      const lower = attribute.toLowerCase()
      if (lower.startsWith('xmlns') || lower.includes(':') || inner === '') return all
      // What a field of a form is called says what its value is.
      const scrubbed = LINKS.has(lower)
        ? linkOf(inner, visit)
        : SPEAKING.has(lower)
        ? visit(lower === 'value' && name !== undefined ? name : key, inner)
        : key === '' || !isData(tag)
        ? inner
        : visit(attribute, inner)
      return scrubbed === inner ? all : `${gap}${attribute}${equals}${quote}${scrubbed}${quote}`
    })
}

/** The ampersands between its parts may be escaped. */
function linkOf(raw: string, visit: Visit): string {
  const address = raw.replaceAll('&amp;', '&')
  const mapped = mapUrl(address, visit)
  return mapped === address ? raw : raw.includes('&amp;') ? mapped.replaceAll('&', '&amp;') : mapped
}

const HTML_TAG = new RegExp(
  '^<(?:a|abbr|b|body|br|button|caption|center|col|div|dd|dl|dt|em|fieldset|font|footer|form|h[0-9]|head|header|hr|' +
    'html|i|img|input|label|li|link|main|meta|nav|ol|option|p|pre|script|section|select|small|span|strong|style|' +
    'table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul)\\b',
  'i'
)

/** Attributes of HTML's own elements are about their looks. */
function isData(tag: string): boolean {
  return !HTML_TAG.test(tag)
}

interface Place {
  /** What the next text is called. */
  readonly key: string
  /** The next text is itself a name, and of the page. */
  readonly isHeading: boolean
  tag(token: string): void
  text(token: string): void
}

/** XML: the name of the element, without its prefix. */
class ElementPlace implements Place {
  readonly isHeading = false
  #open: string[] = []

  get key(): string {
    return this.#open.at(-1) ?? ''
  }

  tag(token: string): void {
    if (token.startsWith('</')) this.#open.pop()
    else if (!token.endsWith('/>')) this.#open.push((/^<([^\s/>]+)/.exec(token)?.[1] ?? '').replace(/^.*:/, ''))
  }

  text(): void {}
}

const BREAKS = new Set(['th', 'td', 'tr', 'dt', 'dd', 'label', 'table', 'thead', 'tbody', 'tfoot', 'form', 'input',
  'select', 'textarea'])

/** HTML: the heading of the column, or of the line; outside of tables the label in front. */
class TablePlace implements Place {
  key = ''
  isHeading = false
  #columns: string[] = []
  #column = 0
  #row: string[] = []
  #heading = ''

  tag(token: string): void {
    const [, close = '', name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token) ?? []
    const tag = name.toLowerCase()
    // A cell need not be closed: the next one ends it.
    if (BREAKS.has(tag)) this.#endHeading()
    if (tag === 'table') this.#columns = []
    if (tag === 'tr') this.#endRow()
    if (close !== '') return
    if (tag === 'th' || tag === 'dt' || tag === 'label') {
      this.#heading = ''
      this.isHeading = true
    } else if (tag === 'td' || tag === 'dd') {
      // A heading in front of the cell, or one above it.
      this.key = this.#row.at(-1) ?? this.#columns[this.#column] ?? ''
      this.#column++
    }
  }

  text(token: string): void {
    if (this.isHeading) this.#heading += decodeEntitiesOnce(token)
  }

  #endHeading(): void {
    if (!this.isHeading) return
    this.#row.push(this.#heading.replace(/\s+/g, ' ').trim())
    this.#column++
    this.isHeading = false
  }

  #endRow(): void {
    if (this.#row.length > 1 && this.#row.length === this.#column) this.#columns = this.#row
    this.#row = []
    this.#column = 0
    this.key = ''
  }
}
