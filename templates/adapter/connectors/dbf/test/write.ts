import { buildDbf } from '../../../../../test/kit/formats/dbf-builder.ts'

/** As the system names it. */
export const fileName = 'izin.dbf'

/** The rows as a file of the system's own form: all of its fields are text here. */
export function write(rows: readonly object[]): Buffer {
  const records = rows.map(row => Object.values(row).map(value => String(value ?? '')))
  const fields = Object.keys(rows[0]!).map((name, at) => ({ name, type: 'C', length: Math.max(1, ...records.map(values => values[at]!.length)) }))
  return buildDbf({ fields, records })
}
