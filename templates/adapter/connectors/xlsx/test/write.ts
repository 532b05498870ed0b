import { buildWorkbook, cells } from '../../../../../test/kit/formats/xlsx-builder.ts'

/** As the system names it. */
export const fileName = 'izin.xlsx'

/** The rows as a file of the system's own form. */
export function write(rows: readonly object[]): Buffer {
  const lines = [Object.keys(rows[0]!), ...rows.map(row => Object.values(row) as (string | number | null)[])]
  const data = lines.map((values, index) => cells(index + 1, ...values.map(value => (typeof value === 'string' ? escaped(value) : value)))).join('')
  return buildWorkbook({ sheets: [{ name: 'Data', data }] })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
