import { type Column, isObject, type LegacyRow } from './columns.ts'
import { looks, textOf } from './contents.ts'
import type { Matching, Pair } from './match.ts'
import { translate } from './values.ts'

/** A legacy code with what it seems to mean. */
export interface Code {
  raw: string
  /** Rows that have it. */
  count: number
  /** Undefined for one that nobody can tell. */
  value?: string
  /** `label`: told by the text beside the code; `part`: told by a part of its words. */
  because?: 'word' | 'part' | 'label'
  /** The text beside it. */
  label?: string
}

/** The codes of one field. */
export interface CodeTable {
  /** Its place in codes.ts: `status`, `updates_status`. */
  name: string
  pair: Pair
  codes: readonly Code[]
  /** Values that may be names of people: they are not shown. */
  hidden: number
}

/** The code tables that the matched fields need. */
export function codeTablesOf({ pairs }: Matching, rows: readonly LegacyRow[], columns: readonly Column[]): CodeTable[] {
  return pairs.filter(({ target, column, joins }) =>
    target.kind === 'code' && target.values !== undefined && joins === undefined && column.contents.codes !== undefined
  ).map(pair => {
    const { column, target } = pair
    const allowed = (target.values ?? []).filter(value => value !== 'unknown')
    const labels = labelsOf(column, columns, rows)
    const all = (column.contents.codes ?? []).map(([raw, count]): Code => {
      const label = labels?.get(raw)
      const own = translate(raw, allowed)
      if (own !== undefined)
        return { raw, count, value: own.value, because: own.isWhole ? 'word' : 'part',
          ...(label !== undefined && { label }) }
      const told = label === undefined ? undefined : translate(label, allowed)
      return { raw, count, ...(told && { value: told.value, because: 'label' as const }),
        ...(label !== undefined && { label }) }
    })
    const isTold = all.filter(({ value }) => value !== undefined).length >= all.length / 3
    const codes = all.filter(code => code.value !== undefined || isTold || !mayBeName(code.raw))
    return { name: nameOf(target.path), pair, codes, hidden: all.length - codes.length }
  })
}

/** `status.code` is status, `updates[].status` updates_status. */
function nameOf(path: string): string {
  return path.replace(/\.code$/, '').replace(/\[\]/g, '').replace(/[.-]/g, '_')
}

/** Two words or more that are none of a code's: `YANTO SURYANTO`. */
function mayBeName(raw: string): boolean {
  return /\p{L}{3}/u.test(raw)
}

/** The text beside each code, where one column has the codes and another the words for them. */
function labelsOf(
  column: Column,
  columns: readonly Column[],
  rows: readonly LegacyRow[]
): ReadonlyMap<string, string> | undefined {
  if (column.contents.maxLength > 6 || column.contents.distinct < 2) return undefined
  const words = new Set(column.readings.flatMap(({ words }) => words).filter(word => word !== 'code'))
  const beside = columns.filter(other => {
    const { contents, readings } = other
    const isLabel = contents.codes !== undefined && contents.maxLength > 6 &&
      looks.every(look => look === 'person' || contents.share[look] < 0.5)
    return other !== column && isLabel && readings.some(reading => reading.words.some(word => words.has(word)))
  })
  return beside.map(other => pairsOf(column, other, rows)).find(labels => labels !== undefined)
}

/** Undefined when a code has two texts. */
function pairsOf(code: Column, label: Column, rows: readonly LegacyRow[]): Map<string, string> | undefined {
  const found = new Map<string, string>()
  for (const row of rows) {
    const [raw, text] = [textOf(at(row, code.path)), textOf(at(row, label.path))]
    if (raw === undefined || text === undefined) continue
    if (found.has(raw) && found.get(raw) !== text) return undefined
    found.set(raw, text)
  }
  return found.size > 1 ? found : undefined
}

function at(row: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), row)
}
