import type { Mapped, ResourceName } from '../../src/kit/adapter.ts'

export type Row = Record<string, unknown>
export type MapRow = (row: never) => Pick<Mapped<ResourceName>, 'key' | 'updatedAt' | 'record'>

const ROWS = 12
/** For fields that are the same in all rows. */
const OTHERS = ['', '0', '1', '2020-01-02 03:04:05']

/**
 * Which canonical fields a mapping takes from which legacy field: those that change when the field gets the value that
 * it has in another row. So the shipped mappings are asked, and nothing is copied from them.
 */
export function influenceOf(map: MapRow, rows: readonly Row[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const sample = rows.slice(0, ROWS)
  for (const name of new Set(sample.flatMap(row => leavesOf(row).map(([name]) => name)))) {
    const values = [
      ...new Map(
        rows.flatMap(row => valuesAt(row, name.split(/\.|(?=\[\])/))).map(value => [JSON.stringify(value), value])
      ).values()
    ]
    const paths = new Set<string>()
    for (const row of sample) {
      const before = attempt(map, row)
      if (before === undefined) continue
      for (const value of [...values.slice(0, 3), ...values.slice(-2), ...OTHERS]) {
        const changed = structuredClone(row)
        if (!setAt(changed, name.split(/\.|(?=\[\])/), value)) continue
        const after = attempt(map, changed)
        if (after !== undefined) { for (const path of differences(before, after)) paths.add(path) }
      }
    }
    found.set(name, paths)
  }
  return found
}

function attempt(map: MapRow, row: Row): Map<string, string> | undefined {
  try {
    const { key, updatedAt, record } = map(row as never)
    return new Map([['source.record_id', key], ['source.updated_at', updatedAt], ...canonicalLeaves(record, '')])
  } catch {
    return undefined
  }
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(path => before.get(path) !== after.get(path))
  return paths.map(path => path.replace(/\.\d+(?=\.|$)/g, '[]'))
}

function canonicalLeaves(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, JSON.stringify(value)]]
  return Object.entries(value).flatMap(([name, inner]) =>
    canonicalLeaves(inner, path === '' ? name : `${path}.${name}`)
  )
}

/** Names as `satu adapter infer` has them: `pemohon.nama`, `tracking[].kd_status`. */
function leavesOf(value: unknown, name = ''): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap(item => leavesOf(item, `${name}[]`))
  if (typeof value !== 'object' || value === null) return [[name, value]]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, name === '' ? key : `${name}.${key}`))
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [first, ...rest] = path
  if (first === undefined) return value === undefined ? [] : [value]
  if (first === '[]') return Array.isArray(value) ? value.flatMap(item => valuesAt(item, rest)) : []
  return typeof value === 'object' && value !== null ? valuesAt((value as Row)[first], rest) : []
}

function setAt(value: unknown, path: readonly string[], to: unknown): boolean {
  const [first = '', ...rest] = path
  if (first === '[]')
    return Array.isArray(value) && value.length > 0 &&
      (rest.length === 0 ? ((value[0] = to), true) : setAt(value[0], rest, to))
  if (typeof value !== 'object' || value === null) return false
  if (rest.length > 0) return setAt((value as Row)[first], rest, to)
  ;(value as Row)[first] = to
  return true
}
