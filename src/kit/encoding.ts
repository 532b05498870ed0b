import iconv from 'iconv-lite'
import { isUtf8 } from 'node:buffer'
import type { QualityCode } from './quality.ts'

export interface DecodeOptions {
  /** The `Content-Type` header; its `charset` counts as declared. */
  contentType?: string | undefined
  /** Charset declared elsewhere, as in an XML prolog; wins over the header. UTF-8 when nothing is declared. */
  declared?: string | undefined
  /** What the system really sends, from its settings; wins over everything but a byte order mark. */
  actual?: string | undefined
}

export interface Decoded {
  text: string
  /** The charset that was used, in lower case: `utf-8`, `windows-1252`, `cp850`... */
  charset: string
  /** `encoding_repaired` when that was not the declared one and it made a difference. */
  codes: QualityCode[]
}

// What bytes 80-9F are in windows-1252. The five unassigned ones keep their C1 code, as WHATWG and MySQL have it.
const HIGH_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const BYTE_OF_1252: ReadonlyMap<string, number> = new Map(Array.from(HIGH_1252, (char, index) => [char, 0x80 + index]))

// Latin-1 and ASCII on the web mean windows-1252 (WHATWG Encoding): Word's quotes 91-97 are in every form.
const LATIN = /^(?:iso-?8859-?1|latin-?1|us-ascii|ascii|windows-1252|cp-?1252|ansi)$/i

/**
 * Decodes a body whose declared charset may be wrong.
 *
 * A byte order mark that the bytes bear out always wins, then `actual`. Otherwise bytes declared as UTF-8 that are
 * none are read as windows-1252, runs of UTF-8 among them as that, and bytes declared as Latin-1 that are UTF-8 beyond
 * ASCII are read as UTF-8. NUL bytes, the padding of CHAR columns, are dropped.
 */
export function decodeBody(bytes: Uint8Array, opts: DecodeOptions = {}): Decoded {
  // Settings that fill in for a missing declaration contradict nothing.
  const declared = canonicalCharset(opts.declared ?? charsetOf(opts.contentType) ?? opts.actual ?? 'utf-8')
  const mark = markedCharset(bytes)
  const isMarkedWrong = mark === 'utf-8' && !isUtf8(bytes)
  const known = isMarkedWrong ? opts.actual : (mark ?? opts.actual)
  const charset = known === undefined ? guess(bytes, declared) : canonicalCharset(known)
  const decoded = decodeCharset(isMarkedWrong ? bytes.subarray(3) : bytes, charset)
  const text = known === undefined && declared === 'utf-8' && charset !== declared
    ? repairMojibake(decoded).text
    : decoded
  return { text, charset, codes: charset === declared || isAscii(text) ? [] : ['encoding_repaired'] }
}

/** Decodes bytes of a known charset: any that iconv knows, `windows-1252` in place of Latin-1. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  const name = canonicalCharset(charset)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = name === 'windows-1252' ? from1252(buffer) : iconv.decode(buffer, name)
  return text.replaceAll('\u0000', '')
}

/** The `charset` parameter of a media type. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1]
}

/** The charset of a DBF file by its language driver, header byte 29; windows-1252 when it names none. */
export function dbfCharset(languageDriver: number): string {
  return languageDriver === 0x01 ? 'cp437' : languageDriver === 0x02 ? 'cp850' : 'windows-1252'
}

// An unknown label says nothing: the bytes then speak as for UTF-8.
function canonicalCharset(label: string): string {
  const name = label.trim().toLowerCase()
  if (LATIN.test(name)) return 'windows-1252'
  if (/^utf-?8$/.test(name) || !iconv.encodingExists(name)) return 'utf-8'
  return name.replace(/^(?:ibm|cp)-?(?=\d)/, 'cp')
}

function markedCharset(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

function guess(bytes: Uint8Array, declared: string): string {
  if (declared === 'utf-8') return isUtf8(bytes) ? declared : 'windows-1252'
  // Valid multi-byte UTF-8 does not come about by chance in Latin text.
  if (declared === 'windows-1252') return bytes.some(byte => byte >= 0x80) && isUtf8(bytes) ? 'utf-8' : declared
  return declared
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text)
}

function from1252(buffer: Buffer): string {
  return buffer.toString('latin1').replace(/[\u0080-\u009f]/g, char => HIGH_1252[char.charCodeAt(0) - 0x80] ?? char)
}

// What a repair may bring to light: Latin letters, typography, symbols, emoji, a byte order mark. Without
// this bound "Café”…" would become "Caf酅": its last three characters are, as bytes, valid UTF-8 too.
const PLAUSIBLE = /^[\u0080-\u017f\u0192\u02c6\u02dc\u2000-\u22ff\ufeff\u{1f000}-\u{1faff}]+$/u

/**
 * Repairs UTF-8 that was stored as Latin-1 once or twice (`CafÃ©` becomes `Café`, `â€œ` becomes `“`). Each run of
 * non-ASCII characters is repaired only if its windows-1252 bytes are valid UTF-8 for characters that occur
 * in Indonesian and European text, so text that is right stays.
 */
export function repairMojibake(text: string): { text: string; codes: QualityCode[] } {
  // By code units, as \P{ASCII} would find them in many times the time: whole documents come through here.
  const repair = (one: string): string => one.replace(/[\u0080-\uffff]+/g, run => repairRun(run) ?? run)
  const once = repair(text)
  const repaired = once === text ? text : repair(once)
  return { text: repaired, codes: repaired === text ? [] : ['encoding_repaired'] }
}

function repairRun(run: string): string | undefined {
  const bytes: number[] = []
  for (const char of run) {
    const byte = BYTE_OF_1252.get(char) ?? char.codePointAt(0) ?? 0
    if (byte > 0xff) return undefined
    bytes.push(byte)
  }
  const buffer = Buffer.from(bytes)
  if (!isUtf8(buffer)) return undefined
  const repaired = buffer.toString()
  return PLAUSIBLE.test(repaired) ? repaired : undefined
}

// HTML 4's Latin-1 entities in code order from U+00A0, and the typographic ones that feeds use.
const LATIN_ENTITIES =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute ' +
  'micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml ' +
  'yacute thorn yuml'
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...LATIN_ENTITIES.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    hellip: '…',
    bull: '•',
    trade: '™',
    euro: '€',
    lsaquo: '‹',
    rsaquo: '›',
    dagger: '†'
  })
])

/** Replaces each HTML entity by its character, in one pass: `&amp;nbsp;` becomes `&nbsp;`. Unknown entities stay. */
export function decodeEntitiesOnce(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+[0-9]{0,2}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? whole
      return fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? whole
    })
}

/** For text that was escaped twice on its way, as feeds of old content systems are: `&amp;#8217;` becomes `’`. */
export function decodeEntitiesTwice(text: string): string {
  return decodeEntitiesOnce(decodeEntitiesOnce(text))
}

function fromCodePoint(code: number): string | undefined {
  // &#146; is Word's apostrophe: HTML reads 128-159 as windows-1252.
  if (code >= 0x80 && code <= 0x9f) return HIGH_1252[code - 0x80]
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return String.fromCodePoint(code)
}
