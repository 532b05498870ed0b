import type { Pair } from './match.ts'
import { property } from './source-text.ts'

/** A property of the record, with what is to be said of it. */
export interface Entry {
  name: string
  value: string
  remark?: string | undefined
}

/** `unsure: X might be a or b as well` */
export function remarkOf({ sure, alternatives, column, target }: Pair): string | undefined {
  if (sure) return undefined
  const others = alternatives.map(({ path }) => path).filter(path => path !== target.path)
  return others.length === 0 ? `unsure: ${column.name}` : `unsure: ${column.name} may be ${others.join(' or ')} as well`
}

export function wordsOf(path: string): string {
  return path.replace(/^.*\./, '').replace(/_id$/, '').replace(/_(?:at|on)$/, '_date').replaceAll('_', ' ')
}

/** The lines of an object's properties, each with what is to be said of it above. */
export function entriesOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ name, value, remark }, index) => {
    const text = value === name ? name : `${property(name)}: ${value}`
    const lines = text.split('\n')
    if (index < entries.length - 1) lines[lines.length - 1] += ','
    return [...(remark === undefined ? [] : [`// ${remark}`]), ...lines]
  })
}
