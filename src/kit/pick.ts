/**
 * The named columns of a row, and no others. A client hands on what it picks: what the hub has no use for, or must not
 * hold, is left behind and cannot leak. A column that the row lacks is absent from the result, too.
 */
export function pick<Row extends object, const Column extends keyof Row & string>(
  row: Row,
  columns: readonly Column[]
): Pick<Row, Column> {
  return Object.fromEntries(
    columns.flatMap(column => (Object.hasOwn(row, column) ? [[column, row[column]]] : []))
  ) as Pick<Row, Column>
}
