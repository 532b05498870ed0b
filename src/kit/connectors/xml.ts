import iconv from 'iconv-lite'
import { SaxesParser } from 'saxes'
import { decodeBody } from '../encoding.ts'
import { SystemFault } from '../faults.ts'

/**
 * Texts by where they stand. Within a row the key is the path below it: `NAMA`, `ALAMAT/RT`. Namespace prefixes are
 * left out, texts trimmed. An unprefixed attribute is `path@name`, of the row itself `@name`. What comes again under
 * the same key is `key[2]`, `key[3]`. An empty element is '', one with xsi:nil is absent.
 */
export type XmlRecord = Record<string, string>

export interface XmlDocument {
  /** Local name of the outermost element. */
  root: string
  /** One record for each element named `rows`, in document order. */
  rows: XmlRecord[]
  /** Elements without children, outside rows, by their own local name alone. */
  fields: XmlRecord
  /** True when the bytes were not in the character set that was declared. */
  repaired: boolean
}

export interface XmlOptions {
  /** Local name of the element that repeats. */
  rows?: string | undefined
  /** The Content-Type header that came with the bytes. */
  contentType?: string | undefined
  /** The character set that the system is known to send, whatever it declares. */
  assumeCharset?: string | undefined
  /** For faults. Default `parse`. */
  stage?: string
}

const MAX_DEPTH = 64
const MAX_NODES = 200_000

const declaration = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/

/**
 * Reads a document in one pass. Document types are refused, so no entity can unfold or reach out.
 * @throws SystemFault `unreadable`, `truncated` when it ends too early, `oversized` beyond 200,000 elements and attributes
 */
export function readXml(input: Buffer | string, { rows: rowName, stage = 'parse', ...charset }: XmlOptions = {}): XmlDocument {
  const { text, repaired } = typeof input === 'string' ? { text: input, repaired: false } : decode(input, charset, stage)
  const collected = new Collector(rowName, stage)
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new SystemFault('unreadable', { stage, detail: 'sent XML with a document type, which is refused' })
  })
  parser.on('attribute', ({ name, value }) => collected.attribute(name, value))
  parser.on('opentag', ({ name }) => collected.open(name))
  parser.on('text', chunk => collected.text(chunk))
  parser.on('cdata', chunk => collected.text(chunk))
  parser.on('closetag', () => collected.close())
  let atEnd = false
  try {
    parser.write(text)
    atEnd = true
    parser.close()
  } catch (cause) {
    if (cause instanceof SystemFault) throw notXml(text, stage) ?? cause
    throw notXml(text, stage) ?? brokenXml(atEnd && !isClosed(text, collected.root), stage, cause)
  }
  return { root: collected.root, rows: collected.rows, fields: collected.fields, repaired }
}

class Collector {
  root = ''
  rows: XmlRecord[] = []
  fields: XmlRecord = {}
  #rowName: string | undefined
  #stage: string
  #row: XmlRecord | undefined
  #rowDepth = 0
  #depth = 0
  #nodes = 0
  #fieldRepeats = new Map<string, number>()
  #rowRepeats = new Map<string, number>()
  // Of the open elements, by depth.
  #paths: string[] = ['']
  #texts: string[] = ['']
  #parents: boolean[] = [true]
  #nils: boolean[] = [false]
  // Of the element about to open.
  #isNil = false
  #attributes: [name: string, value: string][] = []

  constructor(rowName: string | undefined, stage: string) {
    this.#rowName = rowName
    this.#stage = stage
  }

  attribute(name: string, value: string): void {
    this.#count()
    if (!name.includes(':')) {
      if (name !== 'xmlns') this.#attributes.push([name, value])
    } else if (name.endsWith(':nil')) {
      this.#isNil = value === 'true' || value === '1'
    }
  }

  open(name: string): void {
    const local = localName(name)
    this.#parents[this.#depth] = true
    const depth = ++this.#depth
    if (depth > MAX_DEPTH) {
      throw new SystemFault('unreadable', { stage: this.#stage, detail: `sent XML nested deeper than ${MAX_DEPTH} levels` })
    }
    this.#count()
    let path = local
    if (this.#row !== undefined) {
      if (depth > this.#rowDepth + 1) path = `${this.#paths[depth - 1]}/${local}`
    } else if (local === this.#rowName) {
      this.#row = {}
      if (this.#rowRepeats.size > 0) this.#rowRepeats = new Map()
      this.#rowDepth = depth
      path = ''
    } else if (depth === 1) {
      this.root = local
    }
    this.#paths[depth] = path
    this.#texts[depth] = ''
    this.#parents[depth] = false
    this.#nils[depth] = this.#isNil
    this.#isNil = false
    if (this.#attributes.length > 0) {
      for (const [attribute, value] of this.#attributes.splice(0)) this.#put(`${path}@${attribute}`, value)
    }
  }

  text(chunk: string): void {
    this.#texts[this.#depth] += chunk
  }

  close(): void {
    const depth = this.#depth--
    const text = this.#texts[depth]!.trim()
    const isLeaf = !this.#parents[depth]
    if (this.#row !== undefined && depth === this.#rowDepth) {
      if (isLeaf && text !== '') this.#put(this.#rowName!, text)
      if (!this.#nils[depth]) this.rows.push(this.#row)
      this.#row = undefined
    } else if (!this.#nils[depth] && (isLeaf || text !== '')) {
      this.#put(this.#paths[depth]!, text)
    }
  }

  #put(key: string, value: string): void {
    const record = this.#row ?? this.fields
    if (!Object.hasOwn(record, key)) {
      record[key] = value
      return
    }
    const repeats = this.#row === undefined ? this.#fieldRepeats : this.#rowRepeats
    const count = (repeats.get(key) ?? 1) + 1
    repeats.set(key, count)
    record[`${key}[${count}]`] = value
  }

  #count(): void {
    if (++this.#nodes > MAX_NODES) {
      throw new SystemFault('oversized', { stage: this.#stage, detail: `sent XML of more than ${MAX_NODES} elements and attributes` })
    }
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

function decode(bytes: Buffer, { contentType, assumeCharset }: XmlOptions, stage: string): { text: string; repaired: boolean } {
  const declared = declaration.exec(bytes.toString('latin1', 0, 200))?.[1]
  if (declared !== undefined && !iconv.encodingExists(declared)) {
    throw new SystemFault('unreadable', { stage, detail: 'sent XML in a character set that is not known' })
  }
  const { text, codes } = decodeBody(bytes, { contentType, declared, actual: assumeCharset })
  return { text, repaired: codes.length > 0 }
}

function notXml(text: string, stage: string): SystemFault | undefined {
  const start = text.slice(0, 1_000).trimStart()
  if (start === '') return new SystemFault('unreadable', { stage, detail: 'sent an empty answer instead of XML' })
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html|<br\b|<b>)/i.test(start)) {
    return new SystemFault('unreadable', { stage, detail: 'sent HTML instead of XML' })
  }
  if (!/^\uFEFF?</.test(start)) return new SystemFault('unreadable', { stage, detail: 'sent something else than XML' })
  return undefined
}

function brokenXml(isCut: boolean, stage: string, cause: unknown): SystemFault {
  return isCut
    ? new SystemFault('truncated', { stage, detail: 'broke off in the middle of its XML', cause })
    : new SystemFault('unreadable', { stage, detail: 'sent broken XML', cause })
}

// A bare ampersand swallows the rest as one long entity name: the parser then misses tags that are there.
function isClosed(text: string, root: string): boolean {
  const last = text.slice(text.lastIndexOf('<'))
  return last.startsWith('</') && localName(last.slice(2).trimEnd()) === `${root}>`
}
