import { SystemFault } from '../faults.ts'
import { columnNames } from '../formats/source.ts'
import { currentLook } from '../wire-look.ts'
import type { HtmlPage } from './html-page.ts'
import { keyOf, type Selection, textOf } from './html-text.ts'

export interface TableCell {
  /** As shown, on one line. */
  text: string
  /** The tooltip of the cell or of something in it: where applications put the whole of a text that they cut. */
  title?: string
  /** Address of the first link, as the page has it. */
  link?: string
}

/** The spellings of a column's header, each wanted column by a name of the adapter's own. */
export type TableColumns<K extends string> = Readonly<Record<K, string | readonly string[]>>

export interface TableOptions {
  /** Default `read table`. */
  stage?: string
}

const MAX_COLUMNS = 200
const MAX_HEADER_ROWS = 5
const MAX_ROWSPAN = 1_000

/**
 * Reads a table by the texts of its headers, so that a column that moves or is added does no harm. Case, punctuation
 * and spaces do not count; of headers over several rows the lowest counts, or all from top to bottom (`Keberatan
 * Tanggal`). A row that is one cell across all columns, as "no data" is, is left out.
 * @throws SystemFault `unreadable` when there is no such table, or a column is missing or there twice: it names the
 *   column
 */
export function readTable<const K extends string>(
  $: HtmlPage,
  selector: string,
  columns: TableColumns<K>,
  { stage = 'read table' }: TableOptions = {}
): Record<K, TableCell>[] {
  const table = $(selector).first()
  if (table.length === 0)
    throw new SystemFault('unreadable', { stage, detail: `has no table "${selector}" in its page` })
  const rows = table
    .find('tr')
    .toArray()
    .filter(row => $(row).closest('table').is(table) && $(row).closest('tfoot').length === 0)
    .map(row => $(row).children('th, td').toArray().map(cell => $(cell)))
    .filter(cells => cells.length > 0)
  const headers = headersOf(rows)
  const places = placesOf(headers.names, columns, stage)
  const held = new Map<number, Held>()
  const look = currentLook()
  const labels = look === undefined ? [] : columnNames(headers.names.map(texts => texts.join(' ')))
  look?.columns(stage, labels.map(name => ({ name })))
  return rows.slice(headers.rows).flatMap(cells => {
    if (cells.length === 1 && headers.names.length > 1 && held.size === 0) return []
    const placed = place(cells, held)
    look?.row(stage, Object.fromEntries(labels.map((label, index) => [label, readCell(placed[index]).text])))
    const wanted = Object.entries<number>(places).map(([column, index]) => [column, readCell(placed[index])])
    return [Object.fromEntries(wanted) as Record<K, TableCell>]
  })
}

interface Headers {
  /** How many rows they take. */
  rows: number
  /** For each column the texts above it, from top to bottom. */
  names: string[][]
}

function headersOf(rows: readonly Selection[][]): Headers {
  const isHeader = (cells: readonly Selection[]): boolean =>
    cells.every(cell => cell.is('th') || cell.closest('thead').length > 0)
  let count = rows.findIndex(cells => !isHeader(cells))
  if (count === -1) count = rows.length
  // Tables of the oldest kind have their headers in ordinary cells of the first row.
  count = Math.min(Math.max(count, 1), MAX_HEADER_ROWS)
  const names: string[][] = []
  const covered: number[] = []
  for (const [depth, cells] of rows.slice(0, count).entries()) {
    let column = 0
    for (const cell of cells) {
      while ((covered[column] ?? 0) > depth) column++
      const text = textOf(cell)
      const below = depth + span(cell, 'rowspan', MAX_HEADER_ROWS)
      for (let left = span(cell, 'colspan', MAX_COLUMNS); left > 0 && column < MAX_COLUMNS; left--, column++) {
        names[column] = [...(names[column] ?? []), text]
        covered[column] = below
      }
    }
  }
  return { rows: count, names: Array.from(names, texts => texts ?? []) }
}

function placesOf<K extends string>(
  names: readonly string[][],
  columns: TableColumns<K>,
  stage: string
): Record<K, number> {
  const headers = names.map(texts => new Set([keyOf(texts.at(-1) ?? ''), keyOf(texts.join(' '))]))
  const problems: string[] = []
  const places = Object.entries<string | readonly string[]>(columns).map(([column, spellings]) => {
    const all = typeof spellings === 'string' ? [spellings] : spellings
    const keys = all.map(keyOf)
    const found = headers.flatMap((header, index) => (keys.some(key => header.has(key)) ? [index] : []))
    if (found.length !== 1) problems.push(`${found.length === 0 ? 'no' : 'more than one'} column "${all[0]}"`)
    return [column, found[0]]
  })
  // The headers that are there are not told: of a table without any they are somebody's data.
  if (problems.length > 0)
    throw new SystemFault('unreadable', { stage, detail: `has ${problems.join(', ')} in its table` })
  return Object.fromEntries(places) as Record<K, number>
}

/** A cell that reaches down into the rows below. */
interface Held {
  cell: Selection
  /** Rows below that it still covers. */
  left: number
}

/** The cells of a row by their columns; one that spans several columns or rows stands in all of them. */
function place(cells: readonly Selection[], held: Map<number, Held>): Selection[] {
  const placed: Selection[] = []
  const takeHeld = (): void => {
    for (let above = held.get(placed.length); above; above = held.get(placed.length)) {
      if (--above.left === 0) held.delete(placed.length)
      placed.push(above.cell)
    }
  }
  for (const cell of cells) {
    takeHeld()
    const left = span(cell, 'rowspan', MAX_ROWSPAN) - 1
    for (let width = span(cell, 'colspan', MAX_COLUMNS); width > 0 && placed.length < MAX_COLUMNS; width--) {
      if (left > 0) held.set(placed.length, { cell, left })
      placed.push(cell)
    }
  }
  takeHeld()
  return placed
}

function readCell(cell: Selection | undefined): TableCell {
  if (cell === undefined) return { text: '' }
  const title = cell.attr('title') ?? cell.find('[title]').first().attr('title')
  const link = cell.find('a[href]').first().attr('href')
  return { text: textOf(cell), ...(title !== undefined && { title: title.trim() }),
    ...(link !== undefined && { link: link.trim() }) }
}

function span(cell: Selection, name: 'colspan' | 'rowspan', most: number): number {
  const count = Number.parseInt(cell.attr(name) ?? '1', 10)
  return Number.isNaN(count) ? 1 : Math.min(Math.max(count, 1), most)
}
