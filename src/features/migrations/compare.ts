import type { CanonicalRecord } from '../../gateway/systems/records.ts'

/** In what two systems differ on the same record. */
export interface Difference {
  /** Dotted path. */
  field: string
  /** `lacks`: the old one says something, and the successor nothing. */
  kind: 'differs' | 'lacks'
}

export interface CompareOptions {
  /** Dotted paths in which they may differ, with all that lies below. */
  ignore: readonly string[]
  /** How far apart numbers may be, and times in seconds, by dotted path. */
  tolerance: Readonly<Record<string, number>>
  /** Each calls other records by ids of its own. */
  prefixes: Readonly<Record<'old' | 'new', string>>
}

/** What is the hub's own, or a system's own words for what the record says in canonical ones. */
const OWN: readonly string[] = ['id', 'quality', 'clock', 'status.raw_code', 'status.raw_label', 'status.stage',
  'source.system', 'source.record_id', 'source.fetched_at']
const RAW = /(?:^|[._])raw$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/

/**
 * Compares what two systems say of one record by what it means: the order of lists, blanks and capitals of texts,
 * fractions of a second and other ways of saying "not known" are no difference, nor is what the successor knows beyond
 * the old system.
 */
export function compareRecords(
  old: CanonicalRecord,
  successor: CanonicalRecord,
  options: CompareOptions
): Difference[] {
  const ignored = (path: string): boolean =>
    RAW.test(path) || [...OWN, ...options.ignore].some(one => path === one || path.startsWith(`${one}.`))
  const found: Difference[] = []
  look(old, successor, '')
  return found

  function look(a: unknown, b: unknown, path: string): void {
    if (path !== '' && ignored(path)) return
    if (isAbsent(a)) return
    if (path === 'identifiers') {
      lookIdentifiers(a, b)
      return
    }
    if (isAbsent(b)) {
      found.push({ field: path, kind: 'lacks' })
      return
    }
    if (isObject(a) && isObject(b)) {
      for (const name of Object.keys(a)) look(a[name], b[name], path === '' ? name : `${path}.${name}`)
      return
    }
    if (!isSame(a, b, path)) found.push({ field: path, kind: 'differs' })
  }

  function lookIdentifiers(a: unknown, b: unknown): void {
    const theirs = Array.isArray(b) ? b as { scheme: string; value: string }[] : []
    for (const { scheme, value } of Array.isArray(a) ? a as { scheme: string; value: string }[] : []) {
      look(value, theirs.find(one => one.scheme === scheme)?.value, `identifiers.${scheme}`)
    }
  }

  function isSame(a: unknown, b: unknown, path: string): boolean {
    const apart = options.tolerance[path] ?? 0
    if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= Math.max(apart, Math.abs(a) * 1e-9)
    if (typeof a === 'string' && typeof b === 'string') {
      if (TIME.test(a) && TIME.test(b))
        return Math.abs(Math.floor(Date.parse(a) / 1_000) - Math.floor(Date.parse(b) / 1_000)) <= apart
      return meaning(a) === meaning(b) ||
        (a.startsWith(`${options.prefixes.old}-`) && b.startsWith(`${options.prefixes.new}-`))
    }
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && same(a, b)
    return a === b
  }

  /** Lists in whatever order; what stands in them is compared whole. */
  function same(a: readonly unknown[], b: readonly unknown[]): boolean {
    const left = b.map(written)
    return a.every(one => {
      const at = left.indexOf(written(one))
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    })
  }

  function written(value: unknown): string {
    if (typeof value === 'string')
      return TIME.test(value)
        ? String(Math.floor(Date.parse(value) / 1_000))
        : meaning(value.replace(new RegExp(`^(?:${options.prefixes.old}|${options.prefixes.new})-.*`), '#'))
    if (Array.isArray(value)) return `[${value.map(written).toSorted().join()}]`
    if (!isObject(value)) return String(value)
    return `{${
      Object.entries(value).filter(([name, inner]) => !isAbsent(inner) && !RAW.test(name)).map(([name, inner]) =>
        `${name}:${written(inner)}`
      ).toSorted().join()
    }}`
  }
}

function meaning(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Null has a meaning of its own where the contract has it. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === '' || value === 'unknown' || (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.values(value).every(isAbsent))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
