import { localName, type XmlAttribute, XmlCollector } from '../formats/xml-collector.ts'

/** An opening tag, read once for each spelling that a document has of it. */
interface Tag {
  /** As it stands behind the `<`, with its `>`. */
  text: string
  local: string
  /** What closes it; empty where the tag does so itself. */
  close: string
  /** Those that a collector looks at. */
  attributes: readonly XmlAttribute[]
  /** Elements and attributes in it. */
  nodes: number
  /** The tag that came after it last: rows have the same ones in the same order. */
  next: Tag | undefined
}

export interface PlainLimits {
  depth: number
  nodes: number
}

const NONE: readonly XmlAttribute[] = []
const DECLARATION = new RegExp([
  /^<\?xml version=(?:"1\.0"|'1\.0')/,
  /(?: encoding=(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?/,
  /(?: standalone=(?:"(?:yes|no)"|'(?:yes|no)'))? ?\?>/
].map(({ source }) => source).join(''))
const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/
/** With the blank before it; no entities in its value, nothing but ASCII, no line ends, which would become blanks. */
const ATTRIBUTE = / +([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)=(?:"([ !#-%'-;=-~]*)"|'([ !-%(-;=-~]*)')/y
/** XML knows fewer blanks than JavaScript. */
const NOT_BLANK = /[^ \t\n]/
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#([1-9]\d{0,6})|#x([0-9a-fA-F]{1,6}));/g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const TAB = 9
const LINE_FEED = 10
const SPACE = 32
const EXCLAMATION = 33
const AMPERSAND = 38
const SLASH = 47
const LESS_THAN = 60
const QUESTION = 63
const BRACKET = 93
const FIRST_SURROGATE = 0xd800
const FIRST_NO_SURROGATE = 0xe000
const FIRST_NONCHARACTER = 0xfffe

/**
 * Reads XML as nearly all services write it, in a third of a parser's time: elements, attributes, texts and their
 * entities, each tag spelled like the others of its name. Whatever else there may be (comments, CDATA, instructions,
 * document types, names beyond ASCII) and whatever is wrong is not judged here: undefined leaves it to the parser,
 * which does.
 */
export function readPlainXml(
  document: string,
  rowName: string | undefined,
  limits: PlainLimits
): XmlCollector | undefined {
  const text = document.includes('\r') ? document.replace(/\r\n?/g, '\n') : document
  const collected = new XmlCollector(rowName)
  const tags = new Map<string, Tag>()
  const open: Tag[] = []
  /** Opened last, and nothing was found in it yet but text. */
  let leaf: Tag | undefined
  let last: Tag | undefined
  let nodes = 0
  let hasSurrogates = false
  let at = DECLARATION.exec(text)?.[0].length ?? 0
  for (;;) {
    const from = at
    let hasEntities = false
    let code = text.charCodeAt(at)
    for (; code !== LESS_THAN; code = text.charCodeAt(++at)) {
      if (code > AMPERSAND && code < FIRST_SURROGATE && code !== BRACKET) continue
      if (code === AMPERSAND) hasEntities = true
      else if (code === BRACKET) {
        if (text.startsWith(']]>', at)) return undefined
      } else if (code >= FIRST_SURROGATE) {
        if (code < FIRST_NO_SURROGATE) hasSurrogates = true
        else if (code >= FIRST_NONCHARACTER) return undefined
      } else if (!(code >= SPACE || code === TAB || code === LINE_FEED)) {
        // A control character, or the end.
        if (at < text.length || last === undefined || leaf !== undefined || open.length > 0) return undefined
        if (NOT_BLANK.test(text.slice(from)) || (hasSurrogates && !text.isWellFormed())) return undefined
        return collected
      }
    }
    let run = text.slice(from, at)
    if (hasEntities) {
      const decoded = decode(run)
      if (decoded === undefined) return undefined
      run = decoded
    }
    const second = text.charCodeAt(at + 1)
    if (second === SLASH) {
      if (leaf !== undefined) {
        if (!text.startsWith(leaf.close, at)) return undefined
        collected.leaf(leaf.local, leaf.attributes, run)
        at += leaf.close.length
        leaf = undefined
        continue
      }
      const closed = open.pop()
      if (closed === undefined || !text.startsWith(closed.close, at)) return undefined
      collected.text(run)
      collected.close()
      at += closed.close.length
      continue
    }
    if (second === EXCLAMATION || second === QUESTION) return undefined
    if (leaf !== undefined) {
      collected.open(leaf.local, leaf.attributes)
      open.push(leaf)
      leaf = undefined
    }
    if (open.length > 0) collected.text(run)
    else if (last !== undefined || hasEntities || NOT_BLANK.test(run)) return undefined

    let tag: Tag | undefined = last?.next
    if (tag === undefined || !text.startsWith(tag.text, at + 1)) {
      const end = text.indexOf('>', at)
      const spelled = text.slice(at + 1, end + 1)
      tag = tags.get(spelled)
      if (tag === undefined) {
        tag = readTag(spelled)
        if (tag === undefined) return undefined
        tags.set(spelled, tag)
      }
      if (last !== undefined) last.next = tag
    }
    nodes += tag.nodes
    if (nodes > limits.nodes || open.length === limits.depth) return undefined
    at += tag.text.length + 1
    if (tag.close === '') collected.leaf(tag.local, tag.attributes, '')
    else leaf = tag
    last = tag
  }
}

/** @param spelled all that stands behind the `<`, with the `>` */
function readTag(spelled: string): Tag | undefined {
  const isEmpty = spelled.endsWith('/>')
  const blank = spelled.indexOf(' ')
  const inner = spelled.slice(0, isEmpty ? -2 : -1)
  const name = blank === -1 ? inner : spelled.slice(0, blank)
  if (!spelled.endsWith('>') || !NAME.test(name)) return undefined
  const attributes: XmlAttribute[] = []
  const names = new Set<string>()
  ATTRIBUTE.lastIndex = name.length
  for (let end = name.length; end < inner.length; end = ATTRIBUTE.lastIndex) {
    const [, attribute, double, single = ''] = ATTRIBUTE.exec(inner) ?? []
    if (attribute === undefined) {
      if (inner.slice(end).trim() === '') break
      return undefined
    }
    names.add(attribute)
    attributes.push([attribute, double ?? single])
  }
  // One that is given twice is an error.
  if (names.size !== attributes.length) return undefined
  const kept = attributes.filter(([attribute]) =>
    attribute !== 'xmlns' && (!attribute.includes(':') || attribute.endsWith(':nil'))
  )
  return {
    text: spelled,
    local: localName(name),
    close: isEmpty ? '' : `</${name}>`,
    attributes: kept.length === 0 ? NONE : kept,
    nodes: 1 + attributes.length,
    next: undefined
  }
}

/**
 * The five entities of XML and characters by number; undefined where there is anything else, or a character that must
 * not be.
 */
function decode(text: string): string | undefined {
  let isKnown = true
  let known = 0
  const decoded = text.replace(ENTITY, (_, name?: string, decimal?: string, hex?: string) => {
    known++
    if (name !== undefined) return ENTITIES[name] as string
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    if (code === TAB || code === LINE_FEED || (code >= SPACE && code < FIRST_SURROGATE) ||
      (code >= FIRST_NO_SURROGATE && code < FIRST_NONCHARACTER)) return String.fromCharCode(code)
    isKnown = false
    return ''
  })
  let ampersands = 0
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) ampersands++
  return isKnown && ampersands === known ? decoded : undefined
}
