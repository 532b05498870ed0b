/** Text of a program, as the house writes it. */

/** `'AKTIF'`; with double quotation marks where the text has single ones. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1)
  return text.includes("'") && !text.includes('"')
    ? `"${inner}"`
    : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** The name of a property, quoted where it has to be. */
export function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** `row.NM_PEMILIK`, `row['ALAMAT/RT']`, `row.pemohon?.nama`: what stands below another may be missing. */
export function access(root: string, path: readonly string[]): string {
  return path.reduce((text, name, index) => {
    const optional = index > 0 ? '?.' : ''
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${text}${optional || '.'}${name}` : `${text}${optional}[${quoted(name)}]`
  }, root)
}

const RESERVED = new Set(['public', 'private', 'default', 'class', 'new', 'delete', 'function', 'id', 'read', 'row',
  'item', 'index', 'key', 'tools', 'codes', 'home'])

/** The name of a constant that holds a field's value. */
export function local(field: string): string {
  const name = camel(field)
  return RESERVED.has(name) ? `own${pascal(field)}` : name
}

/** `tindak_lanjut` and `TindakLanjut` are TindakLanjut. */
export function pascal(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/).filter(Boolean)
  const joined = words.map(word =>
    (word[0] ?? '').toUpperCase() + (word === word.toUpperCase() ? word.slice(1).toLowerCase() : word.slice(1))
  ).join('')
  return /^[A-Za-z]/.test(joined) ? joined : `Row${joined}`
}

export function camel(name: string): string {
  const text = pascal(name)
  return (text[0] ?? '').toLowerCase() + text.slice(1)
}

export function indent(lines: readonly string[], by = 2): string[] {
  return lines.map(line => (line === '' ? '' : ' '.repeat(by) + line))
}

const WIDTH = 140

/** A list on one line, or wrapped. */
export function wrapped(
  items: readonly string[],
  { before = '', after = '', by = 2 }: { before?: string; after?: string; by?: number } = {}
): string[] {
  const whole = `${before}${items.join(', ')}${after}`
  if (whole.length <= WIDTH) return [whole]
  const lines: string[] = []
  let line = ''
  for (const [index, item] of items.entries()) {
    const piece = index < items.length - 1 ? `${item},` : item
    if (line !== '' && by + line.length + piece.length + 1 > WIDTH) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? piece : `${line} ${piece}`
  }
  return [before.trimEnd(), ...indent([...lines, line], by), after.trimStart()]
}
