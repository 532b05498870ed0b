import type { Spread } from './figures.ts'

/** Prints rows under their heads, columns in line; the first column is a name. */
export function printTable(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [heads, ...rows]
  const widths = heads.map((_, column) => Math.max(...all.map(row => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string =>
    `| ${
      widths.map((
        width,
        column
      ) => (column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width))).join(' | ')
    } |`
  const rule = `|${
    widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')
  }|`
  print(['', `### ${title}`, '', line(heads), rule, ...rows.map(line)].join('\n'))
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** What is going on, for who waits. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** `1.23 (1.20-1.31)` */
export function show({ median, min, max }: Spread, digits = 2): string {
  if (Number.isNaN(median)) return '-'
  return `${count(median, digits)} (${count(min, digits)}-${count(max, digits)})`
}

export function count(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
