import { isUtf8 } from 'node:buffer'
import { decodeCharset } from '../../../kit/encoding.ts'
import { encodeText } from './bodies.ts'
import type { TableFile, TableRow } from './tables.ts'

/** A line of a CSV file: bytes as characters, so that each field keeps the character set that it is in. */
interface Line extends TableRow {
  /** As they stand there, with their quotation marks. */
  raw: readonly string[]
  end: string
}

const MARK = '\u00ef\u00bb\u00bf'

/**
 * Undefined for a file whose lines do not have the same fields. Rulers, counts and blank lines are kept as they are.
 */
export function readCsvTable(name: string, file: Buffer): TableFile | undefined {
  const bytes = file.toString('latin1')
  const mark = bytes.startsWith(MARK) ? MARK : ''
  const body = bytes.slice(mark.length)
  const separator = separatorOf(body)
  if (separator === undefined) return undefined
  const lines = split(body, separator)
  const [header] = lines
  if (header === undefined || header.raw.length < 2) return undefined
  const columns = header.cells.map((cell, index) => cell.trim() || `column_${index + 1}`)
  const isRuler = ({ cells }: Line): boolean => cells.every(cell => /^-*$/.test(cell))
  const isRow = (line: Line): boolean => line.raw.length === columns.length && !isRuler(line)
  const all = lines.slice(1).filter(isRow)
  const last = all.at(-1)
  // The last line may count the others: `JUMLAH;207;;;`.
  const counting = last !== undefined && last.cells.includes(String(all.length - 1)) &&
      last.cells.filter(cell => cell.trim() === '').length >= columns.length / 2
    ? last
    : undefined
  const rows = counting === undefined ? all : all.slice(0, -1)
  return {
    name,
    columns,
    rows,
    write(chosen, cell) {
      const kept = new Set(chosen)
      const recounted = (text: string): string =>
        text.replace(new RegExp(`(?<!\\d)${rows.length}(?!\\d)`), String(chosen.length))
      const text = lines.map((line, index) => {
        if (index === 0) return line.raw.join(separator) + line.end
        if (line === counting || !isRow(line)) return recounted(line.raw.join(separator)) + line.end
        return kept.has(line)
          ? line.raw.map((raw, place) => rewritten(raw, columns[place] ?? '', cell)).join(separator) + line.end
          : ''
      })
      return Buffer.from(mark + text.join(''), 'latin1')
    }
  }
}

function separatorOf(body: string): string | undefined {
  const lines = body.split(/\r\n?|\n/, 50).filter(line => line !== '').map(line => line.replace(/"(?:[^"]|"")*"/g, ''))
  const usual = (separator: string): number => lines[0]?.split(separator).length ?? 1
  return [';', ',', '\t', '|'].filter(separator =>
    usual(separator) > 1 &&
    lines.filter(line => line.split(separator).length === usual(separator)).length > lines.length / 2
  )
    .toSorted((a, b) => usual(b) - usual(a))[0]
}

function split(body: string, separator: string): Line[] {
  const lines: Line[] = []
  const field = new RegExp(
    `("(?:[^"]|"")*"|[^${separator === '|' ? '\\|' : separator}\\r\\n]*)(${
      separator === '|' ? '\\|' : separator
    }|\\r\\n|\\r|\\n|$)`,
    'y'
  )
  let raw: string[] = []
  while (field.lastIndex < body.length) {
    const [all = '', value = '', end = ''] = field.exec(body) ?? []
    if (all === '') break
    raw.push(value)
    if (end === separator) continue
    lines.push({ raw, cells: raw.map(textOf), end })
    raw = []
  }
  return lines
}

function textOf(raw: string): string {
  const inner = raw.startsWith('"') && raw.endsWith('"') && raw.length > 1
    ? raw.slice(1, -1).replaceAll('""', '"')
    : raw
  return decodeCharset(Buffer.from(inner, 'latin1'), charsetOf(inner))
}

function charsetOf(raw: string): string {
  return isUtf8(Buffer.from(raw, 'latin1')) ? 'utf-8' : 'windows-1252'
}

function rewritten(raw: string, column: string, cell: (column: string, text: string) => string): string {
  const text = textOf(raw)
  const next = cell(column, text)
  if (next === text) return raw
  const encoded = encodeText(next, charsetOf(raw)).toString('latin1')
  return raw.startsWith('"') ? `"${encoded.replaceAll('"', '""')}"` : encoded
}
