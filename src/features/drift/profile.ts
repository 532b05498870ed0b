import type { WireColumn, WireLook } from '../../kit/wire-look.ts'
import { isCode, maskOf, nameOf, type Shape, shapeOf } from './shapes.ts'

/** How often values came, by what is measured of them, in steps. */
export type Spread = Record<string, number>

/** What is measured of values: digits before the point, characters (in powers of two), years (in fives). */
export const measures = ['digits', 'length', 'years'] as const
export type Measure = (typeof measures)[number]

/** What is known of one field. Counts and forms: no value is kept but codes. */
export interface FieldProfile {
  /** Path of what it stands in; empty for the outermost. */
  within: string
  /** How often it was there, empty or not. */
  present: number
  empty: number
  types: Record<string, number>
  digits?: Spread
  length?: Spread
  years?: Spread
  negative?: number
  /** How often each code came; null once they are too many to be a code's, or do not look like codes. */
  codes?: Record<string, number> | null
  /** How often the field had been there when its last new code came. */
  lastNewCode?: number
}

/** What one call of a system brings, by the path of its fields. */
export interface StageProfile {
  looks: number
  /** Records that were looked at; the same one again counts again. */
  records: number
  /** How many there had been when something new came last. */
  quietSince: number
  fields: Record<string, FieldProfile>
  /** How often something was there to have fields, by its path; the outermost has an empty one. */
  objects: Record<string, number>
  /** Columns as the source declares them, in their order, each with its type behind a tab where it declares one. */
  columns?: string[]
}

/** What one look saw. */
export interface Seen {
  stages: Map<string, StageProfile>
  /** A value of a field, masked, to show what is new about it: `path type`, or the path alone. */
  samples: Map<string, string>
  isEmpty: boolean
}

export const MOST_FIELDS = 300
export const MOST_CODES = 24
const MOST_STAGES = 12
const MOST_DEPTH = 8
/** Of a list so many entries are looked at, from all over it. */
const MOST_ENTRIES = 60
/** An object with so many keys is a table, and its keys are data. */
const MOST_KEYS = 80
/** Of many rows the first ones, then fewer and fewer. */
const ROWS_AT_FIRST = 200

/** Looks at what one call brings, and keeps what can be told of it without keeping values. */
export function createLook(onEnd: (seen: Seen) => void): WireLook & { end(): void; spentMs(): number } {
  const stages = new Map<string, StageProfile>()
  const samples = new Map<string, string>()
  let spentMs = 0
  const rows = new Map<string, { count: number; taken: number; step: number }>()

  function stageOf(name: string): StageProfile | undefined {
    let stage = stages.get(name)
    if (stage === undefined && stages.size < MOST_STAGES)
      stages.set(name, stage = { looks: 1, records: 0, quietSince: 0, fields: {}, objects: {} })
    return stage
  }

  /** What an adapter's author did not foresee must not hurt the call. */
  const safely = (work: () => void): void => {
    const started = performance.now()
    try {
      work()
    } catch {
      // A getter that throws, a proxy: no plain data, and no look at it.
    }
    spentMs += performance.now() - started
  }

  return {
    document: (name, value) => {
      safely(() => {
        const stage = stageOf(name)
        if (stage === undefined) return
        const before = stage.records
        visit(stage, samples, value, '', '', 0)
        if (stage.records === before) stage.records++
      })
    },
    row(name, row) {
      let place = rows.get(name)
      if (place === undefined) rows.set(name, place = { count: 0, taken: 0, step: 1 })
      if (place.count++ % place.step !== 0) return
      if (++place.taken % ROWS_AT_FIRST === 0) place.step *= 2
      safely(() => {
        const stage = stageOf(name)
        if (stage === undefined) return
        stage.records++
        visitObject(stage, samples, row as Record<string, unknown>, '', 0)
      })
    },
    columns(name, columns) {
      const stage = stageOf(name)
      if (stage !== undefined) stage.columns = columns.slice(0, MOST_FIELDS).map(toColumn)
    },
    spentMs: () => spentMs,
    end: () => {
      onEnd({ stages, samples, isEmpty: stages.size === 0 })
    }
  }
}

function toColumn({ name, type }: WireColumn): string {
  return type === undefined ? nameOf(name) : `${nameOf(name)}\t${type}`
}

function visit(
  stage: StageProfile,
  samples: Map<string, string>,
  value: unknown,
  path: string,
  within: string,
  depth: number
): void {
  if (path !== '') note(stage, samples, path, within, value)
  if (typeof value !== 'object' || value === null || value instanceof Date || depth >= MOST_DEPTH) return
  if (Array.isArray(value)) visitList(stage, samples, value, path, depth)
  else visitObject(stage, samples, value as Record<string, unknown>, path, depth)
}

function visitList(
  stage: StageProfile,
  samples: Map<string, string>,
  list: readonly unknown[],
  path: string,
  depth: number
): void {
  const step = Math.max(1, list.length / MOST_ENTRIES)
  for (let at = 0; at < list.length; at += step) {
    const entry = list[Math.floor(at)]
    const isRow = typeof entry === 'object' && entry !== null
    if (isRow) stage.records++
    // A row of a grid has places in place of names.
    if (Array.isArray(entry)) visitObject(stage, samples, Object.fromEntries(entry.entries()), `${path}[]`, depth + 1)
    else visit(stage, samples, entry, `${path}[]`, path, depth + 1)
  }
}

function visitObject(
  stage: StageProfile,
  samples: Map<string, string>,
  object: Record<string, unknown>,
  path: string,
  depth: number
): void {
  const keys = Object.keys(object)
  const isTable = keys.length > MOST_KEYS
  stage.objects[path] = (stage.objects[path] ?? 0) + 1
  for (const key of keys) {
    const name = isTable ? '*' : nameOf(key)
    visit(stage, samples, object[key], path === '' ? name : `${path}.${name}`, path, depth + 1)
  }
}

function note(stage: StageProfile, samples: Map<string, string>, path: string, within: string, value: unknown): void {
  let field = Object.hasOwn(stage.fields, path) ? stage.fields[path] : undefined
  if (field === undefined) {
    if (Object.keys(stage.fields).length >= MOST_FIELDS) return
    stage.quietSince = stage.records
    stage.fields[path] = field = { within, present: 0, empty: 0, types: {} }
  }
  field.present++
  const shape = shapeOf(value)
  if (shape.type === 'empty') {
    field.empty++
    return
  }
  if (field.types[shape.type] === undefined) stage.quietSince = stage.records
  field.types[shape.type] = (field.types[shape.type] ?? 0) + 1
  measure(field, shape)
  const name = lastNameOf(path)
  if (noteCode(field, name, value, shape.type)) stage.quietSince = stage.records
  const sampled = `${path} ${shape.type}`
  if (!samples.has(sampled) && shape.type !== 'object' && shape.type !== 'list')
    samples.set(sampled, typeof value === 'string' && value.length <= 3 && isCode(value, name) ? value : maskOf(value))
}

export function lastNameOf(path: string): string {
  return path.replaceAll('[]', '').split('.').at(-1) ?? path
}

function measure(field: FieldProfile, { digits, length, year, isNegative }: Shape): void {
  if (digits !== undefined) count(field.digits ??= {}, digits)
  if (length !== undefined) count(field.length ??= {}, 2 ** Math.ceil(Math.log2(length)))
  if (year !== undefined) count(field.years ??= {}, year - (year % 5))
  if (isNegative) field.negative = (field.negative ?? 0) + 1
}

function count(spread: Spread, value: number): void {
  spread[value] = (spread[value] ?? 0) + 1
}

/** @returns true for a code that was not there before */
function noteCode(field: FieldProfile, name: string, value: unknown, type: string): boolean {
  if (field.codes === null) return false
  const text = typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' && Number.isInteger(value)
    ? String(value)
    : undefined
  // Of numbers only those of one digit are codes: longer ones count or measure something, and dates are no codes.
  if (text === undefined || (type !== 'text' && text.length > 1) || !isCode(text, name)) {
    field.codes = null
    return false
  }
  const codes = (field.codes ??= {})
  const isNew = !Object.hasOwn(codes, text)
  if (isNew && Object.keys(codes).length >= MOST_CODES) {
    field.codes = null
    return false
  }
  if (isNew) field.lastNewCode = field.present
  codes[text] = (codes[text] ?? 0) + 1
  return isNew
}
