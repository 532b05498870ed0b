import { SaxesParser } from 'saxes'
import { SystemFault } from '../faults.ts'

export interface FeedElement {
  /** With the prefix that its kind of feed uses: `title`, `dc:creator`, `author/name`. */
  name: string
  attributes: Readonly<Record<string, string>>
  /** Its text; of XHTML in Atom, its markup. */
  text: string
}

export interface FeedDocument {
  kind: 'rss' | 'atom'
  /** What stands outside the items. */
  channel: FeedElement[]
  items: FeedElement[][]
}

/** Sorts the elements of a feed, whose XML is known to be sound, by the item they belong to. */
export function readItems(text: string, maxItems: number, stage: string): FeedDocument {
  const collector = new Collector(maxItems, stage)
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('opentag', ({ name, attributes }) => collector.open(name, attributes))
  parser.on('text', chunk => collector.text(chunk))
  parser.on('cdata', chunk => collector.text(chunk))
  parser.on('closetag', ({ name }) => collector.close(name))
  parser.write(text).close()
  if (collector.kind === undefined)
    throw new SystemFault('unreadable', { stage, detail: 'sent XML that is not a feed' })
  return { kind: collector.kind, channel: collector.channel, items: collector.items }
}

const containers = new Set(['', 'rss', 'rdf:RDF', 'channel', 'feed', 'item', 'entry'])

interface Open {
  name: string
  attributes: Record<string, string>
  text: string
}

class Collector {
  kind: FeedDocument['kind'] | undefined
  channel: FeedElement[] = []
  items: FeedElement[][] = []
  #maxItems: number
  #stage: string
  #prefix = ''
  #open: Open[] = []
  #item: FeedElement[] | undefined
  /** Depth of the element whose markup is kept as text. */
  #markupFrom: number | undefined

  constructor(maxItems: number, stage: string) {
    this.#maxItems = maxItems
    this.#stage = stage
  }

  open(qualified: string, attributes: Record<string, string>): void {
    if (this.#open.length === 0) this.#begin(qualified)
    if (this.#markupFrom !== undefined) {
      this.#open[this.#markupFrom]!.text += `<${localName(qualified)}${attributesOf(attributes)}>`
    } else if (attributes['type'] === 'xhtml' && this.kind === 'atom') {
      this.#markupFrom = this.#open.length
    }
    const name = this.#nameOf(qualified)
    if (this.#item === undefined && (name === 'item' || name === 'entry')) {
      if (this.items.length === this.#maxItems) {
        throw new SystemFault('oversized', { stage: this.#stage,
          detail: `sent a feed of more than ${this.#maxItems} items` })
      }
      this.#item = []
      this.items.push(this.#item)
      // RSS 1.0 names an item by rdf:about.
      if (attributes['rdf:about']) this.#item.push({ name: 'rdf:about', attributes: {}, text: attributes['rdf:about'] })
    }
    this.#open.push({ name, attributes, text: '' })
  }

  text(chunk: string): void {
    if (this.#markupFrom !== undefined && this.#open.length > this.#markupFrom + 1)
      this.#open[this.#markupFrom]!.text += escape(chunk)
    else if (this.#open.length > 0) this.#open.at(-1)!.text += this.#markupFrom === undefined ? chunk : escape(chunk)
  }

  close(qualified: string): void {
    const element = this.#open.pop()!
    if (this.#markupFrom !== undefined && this.#open.length > this.#markupFrom) {
      this.#open[this.#markupFrom]!.text += `</${localName(qualified)}>`
      return
    }
    this.#markupFrom = undefined
    if (this.#item !== undefined && (element.name === 'item' || element.name === 'entry')) {
      this.#item = undefined
      return
    }
    const above = this.#open.at(-1)?.name ?? ''
    // Titles and links of pictures and sources are not those of the item. Media come in groups that mean nothing here.
    const name = containers.has(above) || element.name.startsWith('media:') ? element.name : `${above}/${element.name}`
    const list = this.#item ?? this.channel
    list.push({ name, attributes: element.attributes, text: element.text.trim() })
  }

  #begin(qualified: string): void {
    const local = localName(qualified)
    if (local === 'rss' || local === 'RDF') this.kind = 'rss'
    if (local === 'feed') {
      this.kind = 'atom'
      this.#prefix = qualified.slice(0, qualified.length - local.length)
    }
  }

  /** An Atom feed may give its own elements a prefix; those of others keep theirs. */
  #nameOf(qualified: string): string {
    return this.#prefix !== '' && qualified.startsWith(this.#prefix) ? qualified.slice(this.#prefix.length) : qualified
  }
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1)
}

function attributesOf(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .filter(([name]) => !name.startsWith('xmlns'))
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
