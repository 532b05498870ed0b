/** As the system names it. */
export const fileName = 'izin.csv'

/** The rows as a file of the system's own form. */
export function write(rows: readonly object[]): string {
  const lines = [Object.keys(rows[0]!), ...rows.map(row => Object.values(row) as (string | number | null)[])]
  return lines.map(values => `${values.map(value => String(value ?? '')).map(text => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(';')}\r\n`).join('')
}
