import type { Contract } from '../../contract/contract.ts'
import { type FieldTree, fieldTree } from '../../contract/fields.ts'
import { nameInitials } from '../../kit/indonesia/names.ts'

/** Makes initials of people in the texts of a record as it is shown; undefined stays so. */
export type HidePeople = (
  whole: unknown,
  shown: Record<string, unknown> | undefined
) => Record<string, unknown> | undefined

/**
 * Compiles what hides, in what people wrote in their own words (`x-free-text`), those whom the whole record names: who
 * complains writes `Saya Budi Santosa` beside a name that is masked. A name of one word is left as it stands: most are
 * words as well.
 * @param schema component schema of the record
 */
export function createHidePeople(contract: Contract, schema: string): HidePeople {
  const tree = fieldTree(contract, schema)
  return (whole, shown) => {
    const names = new Set<string>()
    collect(tree, whole, names)
    if (shown === undefined || names.size === 0) return shown
    // The longest first: one may begin with another.
    const words = [...names].toSorted((a, b) => b.length - a.length).map(name =>
      name.trim().split(/\s+/).map(word => RegExp.escape(word)).join('\\s+')
    )
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
    return hide(tree, shown, pattern) as Record<string, unknown>
  }
}

function collect({ privacy, items, properties }: FieldTree, value: unknown, names: Set<string>): void {
  if (value === undefined || value === null) return
  if (privacy === 'name') {
    if (typeof value === 'string' && /\p{L}{2,}\s+\S*\p{L}{2,}/u.test(value)) names.add(value)
  } else if (items !== undefined) {
    if (Array.isArray(value)) { for (const item of value) collect(items, item, names) }
  } else {
    for (const [name, child] of Object.entries(properties ?? {}))
      collect(child, (value as Record<string, unknown>)[name], names)
  }
}

function hide({ freeText, items, properties }: FieldTree, value: unknown, pattern: RegExp): unknown {
  if (freeText === true) return typeof value === 'string' ? value.replace(pattern, name => nameInitials(name)) : value
  if (items !== undefined) return Array.isArray(value) ? value.map(item => hide(items, item, pattern)) : value
  if (properties === undefined || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map((
      [name, inner]
    ) => [name, Object.hasOwn(properties, name) ? hide(properties[name] as FieldTree, inner, pattern) : inner])
  )
}
