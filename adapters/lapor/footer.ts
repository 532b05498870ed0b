import { receiptMark, takeReceipt } from '../../src/kit/index.ts'

/**
 * What the hub writes below a text: LAPOR's push has one text and no fields. Moderators read it as it stands, and the
 * hub reads it back until they have filled in their own fields.
 */
export interface Footer {
  judul?: string
  /** Topic id, and its name for the moderators. */
  topik?: { id: string; name: string }
  jenis?: string
  lokasi?: string
  kelurahan?: string
  kecamatan?: string
  posisi?: { lat: string; lng: string }
  lampiran?: { url: string; nama: string }[]
}

/** Stands above the footer, as in an e-mail. */
const RULE = '\n\n--\n'

/** A label for each field, in the order in which they are written, and both ways of it. */
const lines: {
  [F in keyof Footer]-?: { label: string; write(value: NonNullable<Footer[F]>): string[];
    read(texts: string[]): Footer[F] }
} = {
  judul: { label: 'Judul', ...plain() },
  topik: { label: 'Topik', write: ({ id, name }) => [`${id} ${name}`],
    read: ([text = '']) => ({ id: firstWord(text), name: behindFirstWord(text) }) },
  jenis: { label: 'Jenis', ...plain() },
  lokasi: { label: 'Lokasi', ...plain() },
  kelurahan: { label: 'Kelurahan', ...plain() },
  kecamatan: { label: 'Kecamatan', ...plain() },
  posisi: {
    label: 'Posisi',
    write: ({ lat, lng }) => [`${lat}, ${lng}`],
    read: ([text = '']) => ({ lat: text.split(', ')[0] ?? '', lng: text.split(', ')[1] ?? '' })
  },
  lampiran: {
    label: 'Lampiran',
    write: media => media.map(({ url, nama }) => `${url} ${nama}`),
    read: texts => texts.map(text => ({ url: firstWord(text), nama: behindFirstWord(text) }))
  }
}
const fields = Object.keys(lines) as (keyof Footer)[]

/** A text as LAPOR gets it. */
export function writeText(text: string, footer: Footer, receipt: string): string {
  const written = fields.flatMap(field => {
    const value = footer[field]
    const { label, write } = lines[field] as { label: string; write(value: unknown): string[] }
    return value === undefined ? [] : write(value).map(line => `${label}: ${oneLine(line)}`)
  })
  return `${text.trimEnd()}${RULE}${[...written, receiptMark(receipt)].join('\n')}`
}

/** A text as it was before `writeText`, and what stood below it. Any other text is given back as it is. */
export function readText(given: string): { text: string; footer: Footer; receipt?: string } {
  const { text, receipt } = takeReceipt(given.replaceAll('\r\n', '\n'))
  if (receipt === undefined) return { text: given, footer: {} }
  const end = `${text}\n`.lastIndexOf(RULE)
  const below = end < 0 ? undefined : readLines(text.slice(end + RULE.length))
  // Moderators edit texts: what is no footer any more is left where it stands.
  return below === undefined ? { text, footer: {}, receipt } : { text: text.slice(0, end), footer: below, receipt }
}

function readLines(below: string): Footer | undefined {
  const found = new Map<keyof Footer, string[]>()
  for (const line of below.split('\n').filter(line => line !== '')) {
    const field = fields.find(field => line.startsWith(`${lines[field].label}: `))
    if (field === undefined) return undefined
    found.set(field, [...(found.get(field) ?? []), line.slice(lines[field].label.length + 2)])
  }
  return Object.fromEntries([...found].map(([field, texts]) => [field, lines[field].read(texts)]))
}

function plain() {
  return { write: (text: string) => [text], read: ([text = '']: string[]) => text }
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? ''
}

function behindFirstWord(text: string): string {
  return text.slice(firstWord(text).length).trim()
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
