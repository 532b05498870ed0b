import type { CanonicalRecord } from '../../gateway/systems/records.ts'

/**
 * The value by which both systems know a record; undefined for one without it. @param field dotted path, or
 * `identifiers.<scheme>`
 */
export function naturalOf(record: CanonicalRecord, field: string): string | undefined {
  const [first = '', ...rest] = field.split('.')
  if (first === 'identifiers') {
    const { identifiers = [] } = record as { identifiers?: readonly { scheme: string; value: string }[] }
    return identifiers.find(({ scheme }) => scheme === rest.join('.'))?.value
  }
  const value = [first, ...rest].reduce<unknown>(
    (node, name) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined),
    record
  )
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
