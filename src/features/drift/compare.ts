import { isBeyond, isMature, isYoung } from './baseline.ts'
import { type FieldProfile, lastNameOf, measures, type Seen, type StageProfile } from './profile.ts'
import { isCode, maskOf } from './shapes.ts'

export const driftKinds = ['new_field', 'vanished_field', 'new_type', 'new_code', 'range', 'column_order'] as const
export type DriftKind = (typeof driftKinds)[number]

/** What a drift would add to what is known. */
export interface Extent {
  within?: string
  /** Of a measure. */
  value?: number
  columns?: readonly string[]
}

/** Something in one look that is not as it was known. */
export interface Finding {
  kind: DriftKind
  /** Of the call that brought it, such as `list permits`. */
  stage: string
  /** Of the field in the legacy system's own words, such as `item[].NO_LAPORAN`. */
  path: string
  /** What is new about it: a type, a code, which end of which range; empty for a field. */
  detail: string
  /** In so many records of this look. */
  count: number
  /** Of so many that could have had it. */
  of: number
  /** Masked, or a code. */
  sample: string | undefined
  /** What accepting it makes known. */
  extent: Extent
  /** The header of a file says so: nothing more is waited for. */
  isDeclared?: true
}

/** A field that was there less often may well be missing for a while. */
const ALWAYS = 0.95
/** A set of codes has come to its end when none of it is rare, and no new one came for so long. */
const LEAST_OF_EACH = 3
const QUIET_SHARE = 0.5
const MOST_CLOSED = 12
const MOSTLY_EMPTY = 0.9
const HARDLY_EMPTY = 0.05
/** A type that is as rare as this among what is known allows for anything. */
const RARE = 0.02

/** What of a look is not as it was known. */
export function compare(known: StageProfile, seen: StageProfile, stage: string, samples: Seen['samples']): Finding[] {
  const findings = compareColumns(known, seen, stage)
  const declared = new Set(seen.columns?.map(columnName))
  const news = new Set<string>()
  for (const [path, field] of Object.entries(seen.fields)) {
    const before = Object.hasOwn(known.fields, path) ? known.fields[path] : undefined
    const of = Math.max(field.present, seen.objects[field.within] ?? 0)
    if (before === undefined) {
      news.add(path)
      // What stands in something new is not told besides it; a column is told by its header.
      if (news.has(field.within) || isYoung(known, field.within) || isNoObject(known, field.within) ||
        declared.has(path)) continue
      const type = Object.keys(field.types)[0] ?? 'empty'
      findings.push({ kind: 'new_field', stage, path, detail: '', count: field.present, of,
        sample: samples.get(`${path} ${type}`), extent: { within: field.within } })
    } else if (isMature(before)) findings.push(...compareField(before, field, { stage, path, of, samples }))
  }
  for (const [path, field] of Object.entries(known.fields)) {
    if (Object.hasOwn(seen.fields, path) || path.endsWith('[]') || path.endsWith('*') || declared.has(path)) continue
    const of = seen.objects[field.within] ?? 0
    const possible = known.objects[field.within] ?? 0
    // A field within one that vanished has nothing to stand in: its outermost one is told.
    if (of > 0 && isMature(field) && field.present >= possible * ALWAYS)
      findings.push({ kind: 'vanished_field', stage, path, detail: '', count: of, of, sample: undefined, extent: {} })
  }
  return findings
}

/** What stands in a value that never was an object is told as its new type. */
function isNoObject({ fields }: StageProfile, path: string): boolean {
  return Object.hasOwn(fields, path) && fields[path]?.types['object'] === undefined
}

interface Place {
  stage: string
  path: string
  of: number
  samples: Seen['samples']
}

function compareField(known: FieldProfile, seen: FieldProfile, { stage, path, of, samples }: Place): Finding[] {
  const findings: Finding[] = []
  const sampleOf = (type: string): string | undefined => samples.get(`${path} ${type}`)
  const filled = known.present - known.empty
  for (const [type, count] of Object.entries(seen.types)) {
    if (!isNewType(known.types, type, filled)) continue
    findings.push({ kind: 'new_type', stage, path, detail: type, count, of, sample: sampleOf(type), extent: {} })
  }
  const [type = ''] = Object.keys(seen.types)
  for (const name of measures) {
    const values = Object.entries(seen[name] ?? {}).map(([value, count]) => ({ value: Number(value), count,
      end: isBeyond(name, known[name], Number(value)) })
    )
    for (const end of ['above', 'below'] as const) {
      const beyond = values.filter(one => one.end === end)
      if (beyond.length === 0) continue
      const count = beyond.reduce((sum, one) => sum + one.count, 0)
      const value = Math[end === 'above' ? 'max' : 'min'](...beyond.map(one => one.value))
      findings.push({ kind: 'range', stage, path, detail: `${name} ${end}`, count, of, sample: sampleOf(type),
        extent: { value } })
    }
  }
  if (seen.negative !== undefined && known.negative === undefined && known.digits !== undefined) {
    findings.push({ kind: 'range', stage, path, detail: 'negative', count: seen.negative, of, sample: sampleOf(type),
      extent: {} })
  }
  if (known.empty <= known.present * HARDLY_EMPTY && seen.empty >= seen.present * MOSTLY_EMPTY) {
    findings.push({ kind: 'range', stage, path, detail: 'empty', count: seen.empty, of, sample: undefined, extent: {} })
  }
  return [...findings, ...compareCodes(known, seen, { stage, path, of })]
}

/**
 * Free text may say anything; of what is counted in whole numbers a fraction is news, and the other way round it is
 * not.
 */
function isNewType(known: Readonly<Record<string, number>>, type: string, filled: number): boolean {
  if (known[type] !== undefined) return false
  const isText = type !== 'number' && type !== 'boolean' && type !== 'object' && type !== 'list'
  if (isText && (known['text'] ?? 0) > filled * RARE) return false
  return !(type === 'digits' && known['decimal'] !== undefined)
}

function compareCodes(known: FieldProfile, seen: FieldProfile, { stage, path, of }: Omit<Place, 'samples'>): Finding[] {
  const { codes, lastNewCode = 0, present } = known
  if (!codes || !seen.codes || isNumbers(codes)) return []
  const counts = Object.values(codes)
  const isClosed = counts.length > 0 && counts.length <= MOST_CLOSED && counts.every(count => count >= LEAST_OF_EACH) &&
    lastNewCode <= present * QUIET_SHARE
  if (!isClosed) return []
  const name = lastNameOf(path)
  return Object.entries(seen.codes).flatMap(([code, count]): Finding[] => {
    if (Object.hasOwn(codes, code)) return []
    return [{ kind: 'new_code', stage, path, detail: code, count, of, sample: isCode(code, name) ? code : maskOf(code),
      extent: {} }]
  })
}

/** Years and counts are no codes: the next one comes by itself. */
function isNumbers(codes: Readonly<Record<string, number>>): boolean {
  return Object.keys(codes).length > 2 && Object.keys(codes).every(code => /^\d+(?:[.,]\d+)?$/.test(code))
}

function compareColumns(known: StageProfile, seen: StageProfile, stage: string): Finding[] {
  const { columns: before } = known
  const { columns: now } = seen
  if (before === undefined || now === undefined) return []
  const types = new Map(before.map(column => [columnName(column), column]))
  const names = now.map(columnName)
  const of = Math.max(1, seen.records)
  const finding = (kind: DriftKind, path: string, detail = ''): Finding => ({ kind, stage, path, detail, count: of, of,
    sample: undefined, isDeclared: true, extent: { columns: now } })
  const findings = [
    ...names.filter(name => !types.has(name)).map(name => finding('new_field', name)),
    ...before.map(columnName).filter(name => !names.includes(name)).map(name => finding('vanished_field', name)),
    ...now.filter(column => types.has(columnName(column)) && types.get(columnName(column)) !== column).map(column =>
      finding('new_type', columnName(column), `declared ${column.split('\t')[1] ?? 'nothing'}`)
    )
  ]
  const common = names.filter(name => types.has(name))
  const moved = before.map(columnName).filter(name => names.includes(name)).findIndex((name, at) => name !== common[at])
  return moved < 0 ? findings : [...findings, finding('column_order', common[moved] ?? '')]
}

function columnName(column: string): string {
  return column.split('\t')[0] ?? column
}
