import type { Fields } from './fields.ts'
import type { Visit } from './json-body.ts'

/**
 * Some lines of a text whose fields nobody has described: the first, the last, and some in between. Values that the
 * mapping read as somebody's are replaced where they stand, with the width that they had.
 */
export function maskLines(text: string, most: number, fields: Fields, visit: Visit): string {
  const lines = text.split(/(?<=\n)/)
  const inner = lines.slice(1, -1)
  const chosen = inner.length <= most
    ? inner
    : Array.from({ length: most }, (_, index) => inner[Math.floor((index * inner.length) / most)]!)
  const kept = lines.length <= 2 ? lines : [lines[0]!, ...chosen, lines.at(-1)!]
  const personal = fields.personalValues().toSorted((a, b) => b.length - a.length)
  return kept.map(line => {
    let masked = line
    for (const value of personal) {
      if (masked.includes(value))
        masked = masked.replaceAll(value, visit('', value).slice(0, value.length).padEnd(value.length))
    }
    return visit('line', masked)
  }).join('')
}
