/** What DataTables 1.9 sends and gets. */
export interface GridPage {
  sEcho: number
  iTotalRecords: number
  iTotalDisplayRecords: number
  aaData: string[][]
}

export interface Grid<Row> {
  rows: readonly Row[]
  cells(row: Row, position: number): string[]
  /**
   * The column of the last change: `rows` come in its order, newest first. Its cells are text and would sort as such.
   */
  timeColumn: number
}

const maxLength = 100

const number = (value: string | null, fallback: number): number => {
  const parsed = Number(value ?? '')
  return value !== null && value !== '' && Number.isInteger(parsed) && parsed >= 0 ? parsed : fallback
}
const plain = (cell: string): string => cell.replace(/<[^>]*>/g, '').toLowerCase()

export function readGrid<Row>(grid: Grid<Row>, query: URLSearchParams): GridPage {
  const start = number(query.get('iDisplayStart'), 0)
  const length = Math.min(number(query.get('iDisplayLength'), 10), maxLength)
  const search = (query.get('sSearch') ?? '').trim().toLowerCase()
  const column = number(query.get('iSortCol_0'), grid.timeColumn)
  const descending = query.get('sSortDir_0') !== 'asc'

  const cells = (row: Row): string[] => grid.cells(row, 0)
  let rows = grid.rows
  if (search !== '') rows = rows.filter(row => cells(row).some(cell => plain(cell).includes(search)))
  if (column === grid.timeColumn) rows = descending ? rows : [...rows].reverse()
  else rows = sortByCell(rows, row => plain(cells(row)[column] ?? ''), descending)

  return {
    sEcho: number(query.get('sEcho'), 0),
    iTotalRecords: grid.rows.length,
    iTotalDisplayRecords: rows.length,
    aaData: rows.slice(start, start + length).map((row, i) => grid.cells(row, start + i + 1))
  }
}

function sortByCell<Row>(rows: readonly Row[], cell: (row: Row) => string, descending: boolean): Row[] {
  const sign = descending ? -1 : 1
  return rows
    .map(row => ({ row, key: cell(row) }))
    .sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign))
    .map(({ row }) => row)
}
