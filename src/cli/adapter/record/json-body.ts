/** A scrubbed value stands in the place of each text and number; keys and everything else stay as they are. */
export type Visit = (key: string, text: string) => string

declare global {
  // TypeScript does not know it yet: a number that is written exactly as it was.
  interface JSON {
    rawJSON(text: string): unknown
    isRawJSON(value: unknown): boolean
  }
}

/**
 * Visits the values of a JSON document. Numbers keep their spelling: `-6.880000` and 18 digits are what they were.
 * @throws SyntaxError for what is no JSON
 */
export function mapJson(text: string, visit: Visit): unknown {
  const keepSpelling = (_key: string, value: unknown, context: { source?: string }): unknown =>
    typeof value === 'number' && context.source !== undefined ? JSON.rawJSON(context.source) : value
  return walk(JSON.parse(text.replace(/^\uFEFF/, ''), keepSpelling as never), '', visit)
}

function walk(value: unknown, key: string, visit: Visit, isInList = false): unknown {
  if (typeof value === 'string') return visit(key, value)
  if (JSON.isRawJSON(value)) return numberOf((value as { rawJSON: string }).rawJSON, visit, key)
  // Rows of a grid: cells go by their place.
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      walk(item, isInList && !Array.isArray(item) ? `${key}[${index}]` : key, visit, true)
    )
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name, visit)]))
}

function numberOf(source: string, visit: Visit, key: string): unknown {
  const scrubbed = visit(key, source)
  // Whatever took the place of a number has to be one.
  return scrubbed === source || !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(scrubbed)
    ? JSON.rawJSON(source)
    : JSON.rawJSON(scrubbed)
}
