/** Lines of a table whose columns stand below each other; those named are numbers, and stand at the right. */
export function columns(rows: readonly (readonly string[])[], numbers: readonly number[] = []): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => row[i]?.length ?? 0)))
  const pad = (
    cell: string,
    i: number
  ): string => (numbers.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))
  return rows.map(row => row.map(pad).join('  ').trimEnd())
}
