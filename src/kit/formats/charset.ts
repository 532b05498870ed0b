import iconv from 'iconv-lite'
import { isUtf8 } from 'node:buffer'
import { asBuffer, type ByteSource, type Problems } from './source.ts'

export interface CharsetDecoder {
  name: string
  /** One byte is one character: positions in bytes are positions in the text. */
  singleByte: boolean
  /** Undefined for bytes that are no text of this character set. NUL characters are left in. */
  decode(bytes: Buffer, start: number, end: number): string | undefined
}

const LATIN = /^(?:iso-?8859-?1|latin-?1|us-ascii|ascii|windows-1252|cp-?1252|ansi)$/i
const ASCII_END = 0x80

/**
 * A decoder for many short texts. Latin-1 means windows-1252, as everywhere in the kit.
 * @throws TypeError for a character set that is not known
 */
export function createDecoder(charset: string): CharsetDecoder {
  const name = LATIN.test(charset) ? 'windows-1252' : charset.toLowerCase().replace(/^utf8$/, 'utf-8')
  if (!iconv.encodingExists(name)) throw new TypeError(`the character set ${charset} is not known`)
  if (name === 'utf-8') return { name, singleByte: false, decode: decodeUtf8 }
  const table = tableOf(name)
  if (table !== undefined)
    return { name, singleByte: true, decode: (bytes, start, end) => decodeSingle(bytes, start, end, table) }
  return { name, singleByte: false, decode: (bytes, start, end) => decodeOther(bytes.subarray(start, end), name) }
}

/** Characters of bytes 80 to FF, when every byte is one character and the lower half is ASCII. */
function tableOf(name: string): string[] | undefined {
  const chars = Array.from({ length: 256 }, (_, byte) => iconv.decode(Buffer.of(byte), name))
  if (chars.some((char, byte) => char.length !== 1 || (byte < ASCII_END && char.charCodeAt(0) !== byte)))
    return undefined
  // The first byte of two takes the next one with it.
  if (chars.some((_, byte) => iconv.decode(Buffer.of(byte, 0x41), name).length !== 2)) return undefined
  // The five that windows-1252 leaves open keep their C1 code, as WHATWG and MySQL have it.
  return chars.map((char, byte) => (char === '\uFFFD' ? String.fromCharCode(byte) : char)).slice(ASCII_END)
}

const highByte = /[\u0080-\u00ff]/
const highBytes = /[\u0080-\u00ff]/g

function decodeSingle(bytes: Buffer, start: number, end: number, table: string[]): string {
  const text = bytes.toString('latin1', start, end)
  return highByte.test(text) ? text.replace(highBytes, char => table[char.charCodeAt(0) - ASCII_END]!) : text
}

function decodeUtf8(bytes: Buffer, start: number, end: number): string | undefined {
  const text = bytes.toString('utf8', start, end)
  return text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end)) ? undefined : text
}

function decodeOther(bytes: Buffer, name: string): string | undefined {
  const text = iconv.decode(bytes, name, { stripBOM: false })
  return text.includes('\uFFFD') ? undefined : text
}

/**
 * The source without its byte order mark; UTF-16, as SQL Server's "Unicode" exports have it, comes out as UTF-8.
 * `onMark` is told the character set that the mark names, before the first bytes.
 */
export async function* unmarked(
  source: ByteSource,
  onMark: (charset: string) => void,
  problems: Problems
): AsyncGenerator<Buffer, void, undefined> {
  let start: Buffer | undefined = Buffer.alloc(0)
  let utf16: TextDecoder | undefined
  const begin = (bytes: Buffer): Buffer => {
    start = undefined
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      onMark('utf-8')
      return bytes.subarray(3)
    }
    const order = bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
      ? 'utf-16be'
      : undefined
    if (order === undefined) return bytes
    onMark('utf-8')
    utf16 = new TextDecoder(order, { fatal: true })
    return bytes
  }
  const plain = (bytes: Buffer, last: boolean): Buffer => {
    if (utf16 === undefined) return bytes
    try {
      return Buffer.from(utf16.decode(bytes, { stream: !last }))
    } catch (cause) {
      throw problems.fault(last ? 'truncated' : 'unreadable',
        last ? 'ends within a character' : 'is not in the UTF-16 it begins with', cause)
    }
  }
  for await (const chunk of source) {
    const bytes: Buffer = start === undefined ? asBuffer(chunk) : Buffer.concat([start, chunk])
    if (start !== undefined && bytes.length < 3) start = bytes
    else yield plain(start === undefined ? bytes : begin(bytes), false)
  }
  yield plain(start === undefined ? Buffer.alloc(0) : begin(start), true)
}
