import iconv from 'iconv-lite'
import { SaxesParser } from 'saxes'
import { SystemFault } from '../faults.ts'
import { createDecoder, unmarked } from './charset.ts'
import type { ByteSource, Problems } from './source.ts'
import { localName } from './xml-collector.ts'

export interface XmlHandler {
  /** Names without their prefix; attributes as written. */
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

const MAX_DEPTH = 64
const MAX_RUN = 1024 * 1024
const PIECE = 64 * 1024

/**
 * Reads a document piece by piece. Document types are refused, so no entity can unfold or reach out; so are nesting
 * beyond 64 levels and texts, comments or tags beyond a mebibyte, for the parser holds them until they end.
 */
export class XmlStream {
  root = ''
  depth = 0
  #problems: Problems
  #parser = new SaxesParser({ xmlns: false, position: false })
  #run = 0
  #start = ''
  #tail = ''

  constructor(handler: XmlHandler, problems: Problems) {
    this.#problems = problems
    const parser = this.#parser
    const progress = (): void => {
      this.#run = 0
    }
    parser.on('doctype', () => {
      throw problems.fault('unreadable', 'has a document type, which is refused')
    })
    parser.on('opentag', ({ name, attributes }) => {
      progress()
      this.depth += 1
      if (this.depth > MAX_DEPTH) throw problems.fault('unreadable', `is nested deeper than ${MAX_DEPTH} levels`)
      const local = localName(name)
      if (this.depth === 1) this.root = local
      handler.open(local, attributes)
    })
    const text = (chunk: string): void => {
      progress()
      if (this.depth > 0) handler.text(chunk)
    }
    parser.on('text', text)
    parser.on('cdata', text)
    parser.on('comment', progress)
    parser.on('processinginstruction', progress)
    parser.on('closetag', ({ name }) => {
      progress()
      handler.close(localName(name))
      this.depth -= 1
    })
  }

  /** Pieces of at most 64 Ki characters, each to be written by itself. */
  static *pieces(text: string): Generator<string> {
    for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
  }

  write(piece: string): void {
    if (this.#start.length < 1000) this.#start += piece.slice(0, 1000)
    this.#tail = piece.length < 200 ? (this.#tail + piece).slice(-200) : piece.slice(-200)
    this.#run += piece.length
    try {
      this.#parser.write(piece)
    } catch (cause) {
      throw this.#named(cause, false)
    }
    if (this.#run > MAX_RUN)
      throw this.#problems.fault('oversized', `has a text or tag of more than ${MAX_RUN} characters`)
  }

  end(): void {
    if (this.#start.trim() === '') throw this.#problems.fault('truncated', 'is empty')
    try {
      this.#parser.close()
    } catch (cause) {
      throw this.#named(cause, !this.#looksClosed())
    }
  }

  // A bare ampersand swallows the rest as one long entity name: the parser then misses tags that are there.
  #looksClosed(): boolean {
    const last = this.#tail.slice(this.#tail.lastIndexOf('<'))
    return last.startsWith('</') && localName(last.slice(2).trimEnd()) === `${this.root}>`
  }

  #named(cause: unknown, isCut: boolean): unknown {
    if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html|<br\b|<b>)/i.test(this.#start)) {
      return this.#problems.fault('unreadable', 'is HTML', cause)
    }
    if (cause instanceof SystemFault) return cause
    if (!/^\s*</.test(this.#start)) return this.#problems.fault('unreadable', 'is something else', cause)
    return isCut
      ? this.#problems.fault('truncated', 'ends within an element', cause)
      : this.#problems.fault('unreadable', 'is broken', cause)
  }
}

const HEAD = 256
const declaration = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/

/**
 * The text of a document: by its byte order mark, else as `charset` says, else as its declaration does, else in UTF-8.
 */
export async function* xmlText(
  source: ByteSource,
  charset: string | undefined,
  problems: Problems
): AsyncGenerator<string, void, undefined> {
  let marked: string | undefined
  let head: Buffer | undefined = Buffer.alloc(0)
  let decode: ((bytes: Buffer, last: boolean) => string) | undefined
  const begin = (bytes: Buffer, last: boolean): string => {
    const declared = declaration.exec(bytes.toString('latin1', 0, HEAD))?.[1]
    if (marked === undefined && charset === undefined && declared !== undefined && !iconv.encodingExists(declared)) {
      throw problems.fault('unreadable', 'declares a character set that is not known')
    }
    decode = streamDecoder(marked ?? charset ?? declared ?? 'utf-8', problems)
    return decode(bytes, last)
  }
  for await (const bytes of unmarked(source, mark => (marked = mark), problems)) {
    if (head !== undefined) {
      head = Buffer.concat([head, bytes])
      if (head.length < HEAD) continue
    }
    yield decode === undefined ? begin(head ?? bytes, false) : decode(bytes, false)
    head = undefined
  }
  yield decode === undefined ? begin(head ?? Buffer.alloc(0), true) : decode(Buffer.alloc(0), true)
}

function streamDecoder(charset: string, problems: Problems): (bytes: Buffer, last: boolean) => string {
  const known = createDecoder(charset)
  const wrong = (cause?: unknown): SystemFault => problems.fault('unreadable', `is not in ${known.name}`, cause)
  if (known.singleByte) return bytes => known.decode(bytes, 0, bytes.length)!
  if (known.name === 'utf-8') {
    const utf8 = new TextDecoder('utf-8', { fatal: true })
    return (bytes, last) => {
      let text: string
      try {
        text = utf8.decode(bytes, { stream: true })
      } catch (cause) {
        throw wrong(cause)
      }
      try {
        return last ? text + utf8.decode() : text
      } catch (cause) {
        throw problems.fault('truncated', 'ends within a character', cause)
      }
    }
  }
  const other = iconv.getDecoder(known.name)
  return (bytes, last) => {
    const text = other.write(bytes) + (last ? (other.end() ?? '') : '')
    if (text.includes('\uFFFD')) throw wrong()
    return text
  }
}
