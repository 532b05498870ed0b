import type { ExtraField } from './tables.ts'
import type { Extras } from './wire.ts'

export type ExtraFinder = (name: string) => ExtraField | undefined

/** Finds the field that a name means, in any case and punctuation. */
export function createExtraFinder(names: Readonly<Record<string, ExtraField>>): ExtraFinder {
  const fields = new Map(Object.entries(names).map(([name, field]) => [keyOf(name), field]))
  return name => fields.get(keyOf(name))
}

/**
 * What a data set has under names that its portal chose; the first that is filled in counts. Extras are a list of `{
 * key, value }`, before CKAN 2 an object; portals with a form of their own (ckanext-scheming) have them beside all
 * else.
 */
export function readExtras(dataset: Readonly<Record<string, unknown>>, find: ExtraFinder): Extras {
  const found: Extras = {}
  for (const [name, value] of [...pairsOf(dataset['extras']), ...Object.entries(dataset)]) {
    const field = find(name)
    if (field !== undefined && found[field] === undefined && !isEmpty(value)) found[field] = unquoted(value)
  }
  return found
}

function pairsOf(extras: unknown): [string, unknown][] {
  if (!Array.isArray(extras)) return typeof extras === 'object' && extras !== null ? Object.entries(extras) : []
  return (extras as ({ key?: unknown; value?: unknown } | null)[]).flatMap(
    extra => (typeof extra?.key === 'string' ? [[extra.key, extra.value]] : [])
  )
}

/** Old versions wrote each value as JSON into the text: `"Tahunan"`, quotes and all. */
function unquoted(value: unknown): unknown {
  if (typeof value !== 'string' || !/^".*"$/s.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
