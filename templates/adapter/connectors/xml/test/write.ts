/** As the system names it. */
export const fileName = 'izin.xml'

/** The rows as a file of the system's own form. What is null is left out. */
export function write(rows: readonly object[]): string {
  const elements = rows.map(row => {
    const fields = Object.entries(row).filter(([, value]) => value !== null)
    return `<izin>${fields.map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`).join('')}</izin>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<daftar>\n<jumlah>${rows.length}</jumlah>\n${elements.join('')}</daftar>\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
