import type { Problems } from './source.ts'
import { type DateKind, dateKind } from './xlsx-dates.ts'
import { type XmlHandler, XmlStream, xmlText } from './xml-stream.ts'
import { readZip, unpack, type ZipEntry, type ZipLimits } from './zip.ts'

export interface Workbook {
  /** Visible or not, in the order of their tabs; each with the part that holds it. */
  sheets: { name: string; path: string }[]
  /** True for files of old Macintosh programs: days are counted from 1904. */
  from1904: boolean
  /** What cells refer to by number: texts, and the kinds of date that cell styles show. */
  texts: string[]
  dateKinds: (DateKind | undefined)[]
  /** Reads a part through a handler, piece by piece: what it has collected is taken in between. */
  read(path: string, handler: XmlHandler): AsyncGenerator<number, void, undefined>
}

const MAX_TEXT_LENGTH = 32 * 1024 * 1024
const MAX_CELL_LENGTH = 1024 * 1024
const LIMITS = { maxRatio: 250 }

/** Opens the archive and reads all of it but the sheets. */
export async function openWorkbook(bytes: Buffer, maxUnpackedBytes: number, problems: Problems): Promise<Workbook> {
  if (bytes.length === 0) throw problems.fault('truncated', 'is empty')
  if (bytes.readUIntBE(0, Math.min(4, bytes.length)) === 0xd0cf11e0)
    throw problems.fault('unreadable', 'is an old Excel file (xls), or one with a password')
  if (/^\s*</.test(bytes.toString('latin1', 0, 100)))
    throw problems.fault('unreadable', 'is HTML or XML that calls itself XLSX')
  const limits: ZipLimits = { ...LIMITS, maxEntryBytes: maxUnpackedBytes }
  const entries = readZip(bytes, limits, problems)
  const read = async function*(path: string, handler: XmlHandler): AsyncGenerator<number, void, undefined> {
    const stream = new XmlStream(handler, problems)
    for await (const text of xmlText(unpack(bytes, entryAt(path, entries, problems), problems), undefined, problems)) {
      for (const piece of XmlStream.pieces(text)) {
        stream.write(piece)
        yield piece.length
      }
    }
    stream.end()
  }
  const readAll = async (path: string | undefined, handler: XmlHandler): Promise<void> => {
    if (path === undefined || !entries.has(path)) return
    for await (const length of read(path, handler)) void length
  }

  const links = async (path: string): Promise<Map<string, Link>> => {
    const found = new Map<string, Link>()
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    await readAll(`${folder}_rels/${path.slice(folder.length)}.rels`, {
      ...nothing,
      open: (name, { Id = '', Type = '', Target = '' }) => {
        if (name === 'Relationship')
          found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: resolved(folder, Target) })
      }
    })
    return found
  }
  const main = ofType(await links(''), 'officeDocument') ?? 'xl/workbook.xml'
  if (!entries.has(main)) throw problems.fault('unreadable', 'is a zip archive but no workbook')
  const parts = await links(main)

  const sheets: Workbook['sheets'] = []
  let from1904 = false
  await readAll(main, {
    ...nothing,
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const part = parts.get(id)
      if (part?.type === 'worksheet') sheets.push({ name: attributes['name'] ?? '', path: part.path })
    }
  })
  const styles = new Styles()
  await readAll(ofType(parts, 'styles'), styles)
  const shared = new SharedTexts(problems)
  await readAll(ofType(parts, 'sharedStrings'), shared)
  return { sheets, from1904, texts: shared.texts, dateKinds: styles.kinds(), read }
}

interface Link {
  type: string
  path: string
}

const nothing: XmlHandler = { open() {}, text() {}, close() {} }

function ofType(links: Map<string, Link>, type: string): string | undefined {
  return [...links.values()].find(link => link.type === type)?.path
}

function resolved(folder: string, target: string): string {
  return new URL(target, `zip:///${folder}`).pathname.slice(1)
}

function entryAt(path: string, entries: Map<string, ZipEntry>, problems: Problems): ZipEntry {
  const entry = entries.get(path)
  if (entry === undefined) throw problems.fault('unreadable', 'lacks a part that it refers to')
  return entry
}

/** The texts of all cells, each once. */
class SharedTexts implements XmlHandler {
  texts: string[] = []
  #problems: Problems
  #length = 0
  #text = ''
  #isText = false
  #isPhonetic = false

  constructor(problems: Problems) {
    this.#problems = problems
  }

  open(name: string): void {
    if (name === 'si') this.#text = ''
    if (name === 'rPh') this.#isPhonetic = true
    this.#isText = name === 't' && !this.#isPhonetic
  }

  text(text: string): void {
    if (this.#isText) this.#text = appended(this.#text, text, this.#problems)
  }

  close(name: string): void {
    if (name === 't') this.#isText = false
    if (name === 'rPh') this.#isPhonetic = false
    if (name !== 'si') return
    this.#length += this.#text.length + 16
    if (this.#length > MAX_TEXT_LENGTH)
      throw this.#problems.fault('oversized', `has texts of more than ${MAX_TEXT_LENGTH} characters`)
    this.texts.push(unescaped(this.#text))
  }
}

/** Excel's own limit is 32,767 characters. */
export function appended(text: string, more: string, problems: Problems): string {
  if (text.length + more.length > MAX_CELL_LENGTH)
    throw problems.fault('oversized', `has a text of more than ${MAX_CELL_LENGTH} characters`)
  return text + more
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}

class Styles implements XmlHandler {
  #formats = new Map<number, string>()
  #cells: number[] = []
  #isCells = false

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'cellXfs') this.#isCells = true
    if (name === 'numFmt') this.#formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
    if (name === 'xf' && this.#isCells) this.#cells.push(Number(attributes['numFmtId'] ?? 0))
  }

  text(): void {}

  close(name: string): void {
    if (name === 'cellXfs') this.#isCells = false
  }

  kinds(): (DateKind | undefined)[] {
    return this.#cells.map(id => dateKind(id, this.#formats.get(id)))
  }
}
