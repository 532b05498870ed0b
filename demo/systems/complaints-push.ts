import { SaxesParser } from 'saxes'
import type { Answer } from '../answer.ts'
import type { Exchange } from '../legacy-system.ts'

/** What was pushed, as it was pushed: the system neither checks nor compares it. */
export interface Push {
  trackingid: string
  transaksiid: string
  tanggal: string
  pelapor?: { email: string; telpon: string; namadepan: string; namabelakang: string }
  laporan?: { rahasia: string; anonim: string; isi: string }
  /** In place of a report: a comment on one, */
  komentar?: { isi: string }
  /** or its end. */
  penutupan?: { catatan: string }
}

/** One element of a push: its attributes and, for a leaf, its text. */
interface Element {
  attributes: Readonly<Record<string, string>>
  text: string
}
export type LaporDocument = ReadonlyMap<string, Element>

/** The elements of a document by name; undefined when it is not well formed or no `<lapor>`. */
export function readLapor(body: Buffer): LaporDocument | undefined {
  const elements = new Map<string, Element>()
  const open: Element[] = []
  let root = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    root ||= name
    const element = { attributes, text: '' }
    open.push(element)
    elements.set(name, element)
  })
  const addText = (text: string): void => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void open.pop())
  try {
    parser.write(body.toString('utf8')).close()
  } catch {
    return undefined
  }
  return root === 'lapor' ? elements : undefined
}

export function textOf(document: LaporDocument, name: string): string {
  return document.get(name)?.text.trim() ?? ''
}

export function attributesOf(document: LaporDocument, name: string): Readonly<Record<string, string>> {
  return document.get(name)?.attributes ?? {}
}

export function readPush(document: LaporDocument): Required<Pick<Push, 'pelapor' | 'laporan'>> {
  const text = (name: string): string => textOf(document, name)
  const flag = (name: string): string => (attributesOf(document, 'laporan')[name] === '1' ? '1' : '0')
  return {
    pelapor: { email: text('email'), telpon: text('telpon'), namadepan: text('namadepan'),
      namabelakang: text('namabelakang') },
    laporan: { rahasia: flag('rahasia'), anonim: flag('anonim'), isi: text('isi') }
  }
}

export function isXml({ request }: Exchange): boolean {
  return /^(?:text|application)\/xml\b/i.test(request.headers['content-type'] ?? '')
}

type Fields = Readonly<Record<string, string>>

/** `<lapor><status>ok</status>…</lapor>`, errors included: the HTTP status is 200 whatever happened. */
export function xmlAnswer(fields: Fields, rows: readonly Fields[] = []): Answer {
  return {
    headers: { 'content-type': 'text/xml; charset=UTF-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<lapor>${elementsOf(fields)}${
      rows.map(row => `<baris>${elementsOf(row)}</baris>`).join('')
    }</lapor>\n`
  }
}

function elementsOf(fields: Fields): string {
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return Object.entries(fields).map(([name, value]) => `<${name}>${escape(value)}</${name}>`).join('')
}

export function xmlError(message: string): Answer {
  return xmlAnswer({ status: 'gagal', pesan: message })
}
