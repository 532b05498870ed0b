import iconv from 'iconv-lite'
import { SaxesParser } from 'saxes'
import { decodeBody } from '../encoding.ts'
import { SystemFault } from '../faults.ts'
import { localName, type XmlAttribute, XmlCollector, type XmlRecord } from '../formats/xml-collector.ts'
import { currentLook } from '../wire-look.ts'
import { readPlainXml } from './xml-plain.ts'

export type { XmlRecord }

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
 * @throws SystemFault `unreadable`, `truncated` when it ends too early, `oversized` beyond 200,000 elements and
 *   attributes
 */
export function readXml(input: Buffer | string, options: XmlOptions = {}): XmlDocument {
  const document = readWholeXml(input, options)
  showXml(document, options)
  return document
}

/** Shows a document to whoever looks at what the running call brings. */
export function showXml(
  { root, rows, fields }: XmlDocument,
  { rows: rowName = 'rows', stage = 'parse' }: XmlOptions
): void {
  currentLook()?.document(stage, { [root]: rows.length === 0 ? fields : { ...fields, [rowName]: rows } })
}

/** The same, shown to nobody. */
export function readWholeXml(
  input: Buffer | string,
  { rows: rowName, stage = 'parse', ...charset }: XmlOptions = {}
): XmlDocument {
  const { text, repaired } = typeof input === 'string'
    ? { text: input, repaired: false }
    : decode(input, charset, stage)
  const collected = readPlainXml(text, rowName, { depth: MAX_DEPTH, nodes: MAX_NODES }) ??
    parseXml(text, rowName, stage)
  return { root: collected.root, rows: collected.takeRows(), fields: collected.fields, repaired }
}

/** Reads any document, and tells what is wrong with it. Faults as `readXml`. */
export function parseXml(text: string, rowName: string | undefined, stage: string): XmlCollector {
  const collected = new XmlCollector(rowName)
  const parser = new SaxesParser({ xmlns: false, position: false })
  let nodes = 0
  const count = (): void => {
    if (++nodes > MAX_NODES)
      throw new SystemFault('oversized', { stage,
        detail: `sent XML of more than ${MAX_NODES} elements and attributes` })
  }
  parser.on('doctype', () => {
    throw new SystemFault('unreadable', { stage, detail: 'sent XML with a document type, which is refused' })
  })
  // Taken as they come: a tag may hold any number of them, and the parser's own table of them is slow to walk through.
  let attributes: XmlAttribute[] = []
  parser.on('attribute', ({ name, value }) => {
    count()
    attributes.push([name, value])
  })
  parser.on('opentag', ({ name }) => {
    if (collected.depth === MAX_DEPTH)
      throw new SystemFault('unreadable', { stage, detail: `sent XML nested deeper than ${MAX_DEPTH} levels` })
    count()
    collected.open(localName(name), attributes)
    if (attributes.length > 0) attributes = []
  })
  parser.on('text', chunk => {
    collected.text(chunk)
  })
  parser.on('cdata', chunk => {
    collected.text(chunk)
  })
  parser.on('closetag', () => {
    collected.close()
  })
  let atEnd = false
  try {
    parser.write(text)
    atEnd = true
    parser.close()
  } catch (cause) {
    if (cause instanceof SystemFault) throw notXml(text, stage) ?? cause
    throw notXml(text, stage) ?? brokenXml(atEnd && !isClosed(text, collected.root), stage, cause)
  }
  return collected
}

function decode(
  bytes: Buffer,
  { contentType, assumeCharset }: XmlOptions,
  stage: string
): { text: string; repaired: boolean } {
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
