import { decodeBody } from '../../../kit/encoding.ts'
import { type CsvOptions, type CsvRow, readCsv } from '../../../kit/formats/csv.ts'
import { NULL_DATES, parseIndonesianDate } from '../../../kit/indonesia/dates.ts'
import type { Head } from './head.ts'
import { type Sample, SampleError, takeRows } from './sample.ts'
import { badRows } from './table-samples.ts'

const separators = [',', ';', '\t', '|'] as const
type Separator = (typeof separators)[number]
const spelled: Readonly<Record<Separator, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/** Reads a table of text, whatever separates its fields. */
export async function readCsvSample(head: Head): Promise<Sample> {
  const { text, charset } = decodeBody(
    head.isCut ? head.bytes.subarray(0, head.bytes.lastIndexOf(0x0a) + 1) : head.bytes
  )
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  const separator = separatorOf(lines)
  if (separator === undefined) {
    throw new SampleError(
      `${head.path} has no separator that all its lines share: for fields at fixed positions describe them in a ` +
        'file and name it with --layout'
    )
  }
  const hasHeader = isHeader(lines[0]?.split(separator) ?? [])
  let bad = 0
  const columns = hasHeader ? undefined : (lines[0] ?? '').split(separator).map((_, index) => `column_${index + 1}`)
  // Text of another character set than UTF-8 has been decoded: what is read is UTF-8.
  const options: CsvOptions = { separator, charset: 'utf-8', nul: 'drop', stage: 'sample', onBadRow: () => {
    bad++
  }, ...(columns && { columns }) }
  const read = await takeRows(readCsv<CsvRow>([Buffer.from(text)], options), { isHead: head.isCut })
  // sqlcmd rules a line below its titles.
  const rows = read.filter(row => !Object.values(row).every(value => /^-*$/.test(value)))
  const remarks = [...badRows(bad), ...(hasHeader ? [] : ['has no row of names: fields are numbered'])]
  return { format: 'csv', rows, place: `separated by ${spelled[separator]}, ${charset}`, names: [head.name], remarks }
}

/** The one that most lines have equally often, quoted fields left out. */
function separatorOf(lines: readonly string[]): Separator | undefined {
  const sample = lines.slice(0, 200).filter(line => line.trim() !== '').map(line =>
    line.replace(/"(?:[^"]|"")*"/g, '""')
  )
  const rated = separators.map(separator => {
    const counts = sample.map(line => line.split(separator).length - 1)
    const usual = counts[0] ?? 0
    return { separator,
      rate: usual === 0 ? 0 : (counts.filter(count => count === usual).length / counts.length) * Math.min(usual, 50) }
  })
  const best = rated.toSorted((a, b) => b.rate - a.rate)[0]
  return best !== undefined && best.rate > 0.6 ? best.separator : undefined
}

/** Names are words, all of them different: not numbers, days or nothing. */
function isHeader(cells: readonly string[]): boolean {
  const names = cells.map(cell => cell.replace(/^"|"$/g, '').trim())
  const isValue = (name: string): boolean =>
    name === '' || /^[\d.,/: -]+$/.test(name) || NULL_DATES.has(name) ||
    parseIndonesianDate(name, { today: '2026-01-01' }).value !== undefined
  return new Set(names).size === names.length && names.filter(isValue).length <= names.length / 4
}
