/**
 * What a system does not take of a write, as the fields of the contract that its caller filled: for `fields` of a
 * `SystemFault`. A column that is none of them, and whatever is no list, says nothing.
 *
 * @param columns as the system names them
 * @param fields of the contract, by the column that each is sent in
 */
export function refusedFields(
  columns: unknown,
  fields: Readonly<Record<string, string>>
): { field: string; detail: string }[] {
  if (!Array.isArray(columns)) return []
  return columns.flatMap((column: unknown) => {
    const field = typeof column === 'string' && Object.hasOwn(fields, column) ? fields[column] : undefined
    return field === undefined ? [] : [{ field, detail: 'is not accepted' }]
  })
}
