import type { TableFile, TableRow } from './tables.ts'

/** A table with what was left of it. */
export interface Sampled {
  table: TableFile
  rows: readonly TableRow[]
  /** What is written for a value. */
  cell(column: string, text: string): string
}

/**
 * A file that counts others: where a line names a table, its numbers of rows and its sums are those of the rows that
 * are left. A sum may be that of one column, or of two.
 */
export function recount(text: string, sampled: readonly Sampled[]): string {
  return text.split(/(?<=\n)/).map(line => {
    const named = sampled.find(({ table }) => line.toLowerCase().includes(table.name.toLowerCase()))
    if (named === undefined) return line
    const at = line.toLowerCase().indexOf(named.table.name.toLowerCase()) + named.table.name.length
    return line.slice(0, at) + line.slice(at).replace(/\d+/g, number => explain(number, named) ?? number)
  }).join('')
}

function explain(number: string, { table, rows, cell }: Sampled): string | undefined {
  const present = (some: readonly TableRow[]): readonly TableRow[] => some.filter(({ isDeleted }) => isDeleted !== true)
  if (number === String(present(table.rows).length)) return String(present(rows).length)
  if (number === String(table.rows.length)) return String(rows.length)
  if (number === '0') return undefined
  const sums = (some: readonly TableRow[], valueOf: (column: string, text: string) => string): bigint[] =>
    table.columns.map((name, column) =>
      present(some).reduce((total, { cells }) => total + wholeOf(valueOf(name, cells[column] ?? '')), 0n)
    )
  const [before, after] = [sums(table.rows, (_, text) => text), sums(rows, cell)]
  const wanted = BigInt(number)
  const one = before.indexOf(wanted)
  if (one >= 0) return String(after[one])
  for (let first = 0; first < before.length; first++) {
    for (let second = first + 1; second < before.length; second++) {
      const [a = 0n, b = 0n] = [before[first], before[second]]
      if (a > 0n && b > 0n && a + b === wanted) return String((after[first] ?? 0n) + (after[second] ?? 0n))
    }
  }
  return undefined
}

function wholeOf(text: string): bigint {
  const digits = text.trim()
  return /^\d{1,30}$/.test(digits) ? BigInt(digits) : 0n
}
