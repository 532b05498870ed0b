import { decodeEntitiesOnce, SystemFault } from '../../src/kit/index.ts'
import type { Grid } from './wire.ts'

export interface GridRows<Row> {
  rows: Row[]
  /** True when no row follows. */
  end: boolean
}

const TAG = /<[^>]*>/g
// The label of a status carries its code: <span class="sts" id="sts-4">Survey Lokasi</span>
const STATUS_ID = /\bid="sts-([^"]*)"/

/**
 * Names the cells of a DataTables page and takes the HTML out of them.
 * @throws SystemFault when it is no such page, or its columns are others than the adapter knows
 */
export function readGrid<Row>(
  answer: unknown,
  columns: readonly string[],
  { offset, stage }: { offset: number; stage: string }
): GridRows<Row> {
  const { aaData, iTotalDisplayRecords } = (answer ?? {}) as Partial<Grid>
  const total = Number(iTotalDisplayRecords ?? NaN)
  const unreadable = (detail: string): SystemFault => new SystemFault('unreadable', { stage, detail })
  if (!Array.isArray(aaData) || !Number.isInteger(total)) throw unreadable('sent something else than a grid')
  if (aaData.length === 0 && offset < total) throw unreadable(`counts ${total} rows but sent none from ${offset}`)
  const rows = aaData.map(cells => {
    if (!Array.isArray(cells) || cells.length !== columns.length) {
      throw unreadable(
        `has ${Array.isArray(cells) ? cells.length : 'no'} columns in its grid instead of ${columns.length}`
      )
    }
    return nameCells(cells, columns) as Row
  })
  return { rows, end: offset + rows.length >= total }
}

/** PHP sends numbers and nulls where a column has them. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function nameCells(cells: readonly unknown[], columns: readonly string[]): Record<string, string> {
  const row: Record<string, string> = {}
  for (const [i, column] of columns.entries()) {
    const cell = textOf(cells[i])
    row[column] = decodeEntitiesOnce(cell.replace(TAG, ''))
    if (column === 'n_status') row['kd_status'] = decodeEntitiesOnce(STATUS_ID.exec(cell)?.[1] ?? '')
  }
  return row
}
