/** A file with rows, as it lies there: to be written again with fewer rows and other values. */
export interface TableFile {
  name: string
  columns: readonly string[]
  rows: readonly TableRow[]
  /** The file with these rows only, in the order given; `cell` gives each value anew. */
  write(rows: readonly TableRow[], cell: (column: string, text: string) => string): Buffer
}

export interface TableRow {
  cells: readonly string[]
  /** Of a DBF: marked as gone, and still there. */
  isDeleted?: boolean
}

/** How two tables belong together. */
interface Join {
  own: readonly number[]
  other: readonly number[]
}

/** Rows of a partner for each row of the first table. */
const MOST_FOR_EACH = 6

/**
 * Some rows of each table, spread over it, so that what belongs together stays together: the bills of the objects that
 * were taken, the owners of these objects.
 */
export function sampleTables(tables: readonly TableFile[], most: number): Map<TableFile, readonly TableRow[]> {
  const taken = new Map<TableFile, readonly TableRow[]>()
  // First the table that most others belong to.
  const partners = (table: TableFile): number =>
    tables.filter(other => other !== table && joinOf(table, other) !== undefined).length
  const order = tables.toSorted((a, b) => partners(b) - partners(a) || b.rows.length - a.rows.length)
  for (const table of order) {
    const before = [...taken.keys()].flatMap(other => {
      const join = joinOf(table, other)
      return join === undefined ? [] : [{ other, join }]
    })[0]
    if (before === undefined) {
      taken.set(table, spread(table.rows, most))
      continue
    }
    const keys = new Set((taken.get(before.other) ?? []).map(row => keyOf(row, before.join.other)))
    const own = table.rows.filter(row => keys.has(keyOf(row, before.join.own)))
    taken.set(table, own.length > 0 ? own.slice(0, most * MOST_FOR_EACH) : spread(table.rows, most))
  }
  return taken
}

function spread(rows: readonly TableRow[], most: number): readonly TableRow[] {
  if (rows.length <= most) return rows
  return Array.from({ length: most }, (_, index) => rows[Math.floor((index * rows.length) / most)]!)
}

const LOOKED_AT = 2_000
/** Share of the rows that have a partner. */
const ENOUGH = 0.5

/** The columns that two tables share, as many as are needed to tell rows apart, and no more than belong together. */
function joinOf(table: TableFile, other: TableFile): Join | undefined {
  const shared = table.columns.flatMap((name, own) => {
    const at = other.columns.findIndex(column => sameName(column, name))
    return at < 0
      ? []
      : [{ own, at, distinct: new Set(table.rows.slice(0, LOOKED_AT).map(row => valueAt(row, own))).size }]
  }).toSorted((a, b) => b.distinct - a.distinct)
  let join: Join | undefined
  for (const { own, at, distinct } of shared) {
    if (distinct < 2 && join === undefined) continue
    const longer: Join = { own: [...(join?.own ?? []), own], other: [...(join?.other ?? []), at] }
    if (matchRate(table, other, longer) >= ENOUGH) join = longer
  }
  return join !== undefined && distinctRate(other, join.other) > 0.02 ? join : undefined
}

/** Of a DBF names are cut after ten characters. */
function sameName(a: string, b: string): boolean {
  return a === b || (a.length === 10 && b.startsWith(a)) || (b.length === 10 && a.startsWith(b))
}

function matchRate(table: TableFile, other: TableFile, { own, other: at }: Join): number {
  const keys = new Set(other.rows.map(row => keyOf(row, at)))
  const rows = table.rows.slice(0, LOOKED_AT)
  return rows.filter(row => keys.has(keyOf(row, own))).length / Math.max(1, rows.length)
}

function distinctRate(table: TableFile, columns: readonly number[]): number {
  return new Set(table.rows.map(row => keyOf(row, columns))).size / Math.max(1, table.rows.length)
}

function keyOf(row: TableRow, columns: readonly number[]): string {
  return columns.map(column => valueAt(row, column)).join('|')
}

/** A spreadsheet takes the zeros in front. */
function valueAt({ cells }: TableRow, column: number): string {
  const text = (cells[column] ?? '').trim()
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text
}
