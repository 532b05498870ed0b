import iconv from 'iconv-lite'
import { decodeBody, decodeCharset } from '../../../kit/encoding.ts'
import { mapForm } from './form-body.ts'
import { mapJson, type Visit } from './json-body.ts'
import { mapMarkup } from './markup-body.ts'

/** What a body is, whatever its content type says. */
export type BodyKind = 'none' | 'json' | 'xml' | 'html' | 'form' | 'text' | 'binary'

export interface Body {
  kind: BodyKind
  text: string
  /** To write the text as it came. */
  charset: string
  hasMark: boolean
}

export function readBody(bytes: Buffer, contentType = ''): Body {
  if (bytes.length === 0) return { kind: 'none', text: '', charset: 'utf-8', hasMark: false }
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(
    bytes.toString('latin1', 0, 200)
  )?.[1]
  const { text, charset } = decodeBody(bytes, { contentType, declared })
  const hasMark = /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/.test(bytes.toString('latin1', 0, 3))
  return { kind: kindOf(text, bytes, contentType), text: text.replace(/^\uFEFF/, ''), charset, hasMark }
}

const PROLOG = /^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?/
const HTML = new RegExp(`${PROLOG.source}<(?:!doctype\\s+html|html|head|body|table|div|br|b|p|script|form)\\b`, 'i')

function kindOf(text: string, bytes: Buffer, contentType: string): BodyKind {
  if (/^(?:image|audio|video|font)\/|application\/(?:pdf|zip|octet-stream|vnd\.)/i.test(contentType) ||
    bytes.subarray(0, 1_000).includes(0)) return 'binary'
  if (/x-www-form-urlencoded/i.test(contentType)) return 'form'
  const start = text.replace(/^\uFEFF/, '').trimStart().slice(0, 300)
  if (/^[[{]/.test(start) && isJson(text)) return 'json'
  if (start.startsWith('<'))
    return HTML.test(start) ? 'html' : 'xml'
  return 'text'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return true
  } catch {
    return false
  }
}

/** A body with other values: JSON as a document, everything else as text. */
export function mapBody({ kind, text }: Body, visit: Visit): { json: unknown } | { text: string } {
  switch (kind) {
    case 'json':
      return { json: mapJson(text, visit) }
    case 'xml':
    case 'html':
      return { text: mapMarkup(text, visit, { isHtml: kind === 'html' }) }
    case 'form':
      return { text: mapForm(text, visit) }
    default:
      return { text: kind === 'text' ? visit('text', text) : '' }
  }
}

/** Text in the character set that it came in, with the mark that stood before it. */
export function encodeBody(text: string, { charset, hasMark }: Body): Buffer {
  // A mark of UTF-8 may stand before what is none.
  const mark = !hasMark
    ? Buffer.of()
    : charset === 'windows-1252'
    ? Buffer.of(0xef, 0xbb, 0xbf)
    : encodeText('\uFEFF', charset)
  return Buffer.concat([mark, encodeText(text, charset)])
}

export function encodeText(text: string, charset: string): Buffer {
  return charset === 'windows-1252'
    ? Buffer.from(Uint8Array.from(text, char => byteOf.get(char) ?? UNKNOWN))
    : iconv.encode(text, charset)
}

const UNKNOWN = 0x3f
/** Each byte comes back as it was, those that windows-1252 leaves open as well: a feed may be of two character sets. */
const byteOf: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 },
    (_, byte) => [byte === 0 ? '\u0000' : decodeCharset(Uint8Array.of(byte), 'windows-1252'), byte])
)

/** Cells of grids hold pieces of HTML. */
export function throughMarkup(visit: Visit): Visit {
  return (
    key,
    text
  ) => (/<[a-z][^>]*>/i.test(text)
    ? mapMarkup(text, (inner, value) => visit(inner === '' ? key : inner, value), { isHtml: true })
    : visit(key, text))
}
