import iconv from 'iconv-lite'
import { layout } from '../adapter/format.ts'

/** As the system names it. */
export const fileName = 'izin.txt'

/** The rows as a file of the system's own form. */
export function write(rows: readonly object[]): Buffer {
  const lines = rows.map(row => layout.map(({ name, length }) => String((row as Record<string, string | number | null>)[name] ?? '').padEnd(length).slice(0, length)).join(''))
  const trailer = `*JUMLAH${String(rows.length).padStart(10)}`
  return iconv.encode([...lines, trailer].map(line => `${line}\r\n`).join(''), 'windows-1252')
}
