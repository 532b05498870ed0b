import { decodeBody, decodeEntitiesOnce, repairMojibake } from '../encoding.ts'

export interface FeedText {
  text: string
  /** True when the bytes were no XML, or not in the character set declared, and were put right. */
  repaired: boolean
  /** True when they were not in the character set declared. */
  recoded: boolean
  /** For each item, which parts of it have letters that were read in another. */
  recodedItems: readonly RecodedPart[][]
}
export type RecodedPart = 'title' | 'html'

const declaration = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/
// XML 1.0 section 2.2 has no place for these, not even as references.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const outsideText = /(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->)/

/**
 * Decodes a feed and makes XML of what content systems let through: HTML's entities, bare ampersands, control
 * characters.
 */
export function readFeedText(bytes: Buffer, contentType: string, assumeCharset: string | undefined): FeedText {
  const declared = declaration.exec(bytes.toString('latin1', 0, 500))?.[1]
  const { text, codes } = decodeBody(bytes, { contentType, declared, actual: assumeCharset })
  // A single windows-1252 quote pasted into UTF-8 has all of it read as windows-1252.
  const decoded = codes.length > 0 ? repairMojibake(text).text : text
  const trimmed = decoded.replace(/^[\s\uFEFF]+/, '')
  const sound = trimmed
    .replace(CONTROLS, '')
    .split(outsideText)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/&[^\s;&<]{0,32};?/g, soundEntity)))
    .join('')
  return { text: sound, repaired: codes.length > 0 || sound !== trimmed, recoded: codes.length > 0,
    recodedItems: codes.length > 0 ? recodedParts(trimmed) : [] }
}

/** Looked for before entities become letters, which are of no character set. */
function recodedParts(text: string): RecodedPart[][] {
  return text.split(/<(?:\w+:)?(?:item|entry)(?=[\s>])/).slice(1).map(rest => {
    const [item = ''] = rest.split(/<\/(?:\w+:)?(?:item|entry)>/, 1)
    const parts = item.split(/<\/?(?:\w+:)?title(?=[\s>])/)
    const isBeyondAscii = (part: string): boolean => /\P{ASCII}/u.test(part)
    return [...(parts.some((part, index) => index % 2 === 1 && isBeyondAscii(part)) ? ['title' as const] : []),
      ...(parts.some((part, index) => index % 2 === 0 && isBeyondAscii(part)) ? ['html' as const] : [])]
  })
}

function soundEntity(entity: string): string {
  if (/^&(?:amp|lt|gt|quot|apos);$/.test(entity)) return entity
  const [, hex, decimal] = /^&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));$/i.exec(entity) ?? []
  if (hex !== undefined || decimal !== undefined) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    if (!isChar(code)) return ''
    return code >= 0x80 && code <= 0x9f ? decodeEntitiesOnce(entity) : entity
  }
  const decoded = decodeEntitiesOnce(entity)
  return decoded === entity ? entity.replace('&', '&amp;') : decoded
}

function isChar(code: number): boolean {
  return code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

const markup = /<[a-z/!]/i
const escapedMarkup = /&(?:amp;)?lt;\/?(?:p|br|div|a|b|i|strong|em|ul|ol|li|img|table|h[1-6]|span|blockquote|script)\b/i

/** HTML that was escaped more often than its feed needed: all of it, or the ampersands of its entities. */
export function unescapeHtml(html: string): string {
  let result = html
  for (let round = 0; round < 2 && !markup.test(result) && escapedMarkup.test(result); round++)
    result = decodeEntitiesOnce(result)
  for (let round = 0; round < 2; round++) {
    result = result.replace(/&amp;(#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]+[0-9]{0,2});/gi, (whole, name: string) =>
      decodeEntitiesOnce(`&${name};`) === `&${name};` ? whole : `&${name};`)
  }
  return result
}

/** Text on one line: entities decoded however often they were encoded, HTML's own marks left out. */
export function plainText(raw: string): string {
  let text = raw
  for (let round = 0; round < 3; round++) text = decodeEntitiesOnce(text)
  return text
    .replace(/<\/?(?:b|i|em|strong|span|font|br|a|p|sup|sub)\b[^<>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
