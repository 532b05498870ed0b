import { type FieldProfile, type Measure, measures, MOST_CODES, MOST_FIELDS, type Spread,
  type StageProfile } from './profile.ts'

/** What a system is known to send for one resource, by the stage of its calls. */
export interface Baseline {
  stages: Record<string, StageProfile>
  /** Codes that the mapping does not know, as they were there before anything was told: `status.code X`. */
  unmapped: Record<string, number>
}

export interface WarmUp {
  /** Records that are looked at before anything is told. */
  records: number
}

const MOST_UNMAPPED = 100
/** What is counted is halved then: what a system sends now counts more than what it sent a year ago. */
const LARGEST_COUNT = 200_000
/** However new what comes still is, after so many times the warm-up it is known. */
const LONGEST_WARM_UP = 20

export function emptyBaseline(): Baseline {
  return { stages: {}, unmapped: {} }
}

/** A field that came so often is known well enough to be judged. */
const MATURE = 60

export function isMature(field: FieldProfile | undefined): boolean {
  return field !== undefined && field.present >= MATURE
}

/** Enough was seen, and nothing new for a while. */
export function isLearned({ records, quietSince }: StageProfile, warmUp: WarmUp): boolean {
  return records >= warmUp.records * LONGEST_WARM_UP ||
    (records >= warmUp.records && records - quietSince >= warmUp.records / 2)
}

export function emptyStage(): StageProfile {
  return { looks: 0, records: 0, quietSince: 0, fields: {}, objects: {} }
}

/**
 * Adds what was seen to what is known.
 * @param onlyKnown what is new is not learned: it waits until somebody accepts it
 */
export function learn(known: StageProfile, seen: StageProfile, { onlyKnown }: { onlyKnown: boolean }): void {
  known.looks += seen.looks
  const before = known.records
  known.records += seen.records
  let isNew = false
  for (const [path, count] of Object.entries(seen.objects)) known.objects[path] = (known.objects[path] ?? 0) + count
  for (const [path, field] of Object.entries(seen.fields)) {
    const own = Object.hasOwn(known.fields, path) ? known.fields[path] : undefined
    if (own !== undefined) isNew = learnField(own, field, onlyKnown) || isNew
    else if ((!onlyKnown || isYoung(known, field.within)) && Object.keys(known.fields).length < MOST_FIELDS) {
      known.fields[path] = structuredClone(field)
      isNew = true
    }
  }
  if (seen.columns !== undefined && !(onlyKnown && known.columns !== undefined)) known.columns = [...seen.columns]
  if (isNew) known.quietSince = before + seen.quietSince
  if (known.records > LARGEST_COUNT) halve(known)
}

/** What stands in a field that somebody has accepted is accepted with it. */
export function isYoung({ fields }: StageProfile, path: string): boolean {
  const field = Object.hasOwn(fields, path) ? fields[path] : undefined
  return field !== undefined && (!isMature(field) || (field.types['object'] ?? MATURE) < MATURE)
}

/** @returns true when something of it was new */
function learnField(known: FieldProfile, seen: FieldProfile, onlyKnown: boolean): boolean {
  const wasYoung = !isMature(known)
  known.present += seen.present
  known.empty += seen.empty
  let isNew = false
  for (const [type, count] of Object.entries(seen.types)) {
    if (known.types[type] === undefined && onlyKnown && !wasYoung) continue
    isNew ||= known.types[type] === undefined
    known.types[type] = (known.types[type] ?? 0) + count
  }
  for (const name of measures) {
    for (const [value, count] of Object.entries(seen[name] ?? {})) {
      // Within the tolerance it grows: amounts do, and numbers that count up.
      if (onlyKnown && !wasYoung && isBeyond(name, known[name], Number(value)) !== undefined) continue
      const spread = (known[name] ??= {})
      spread[value] = (spread[value] ?? 0) + count
    }
  }
  if (seen.negative !== undefined && (!onlyKnown || wasYoung || known.negative !== undefined))
    known.negative = (known.negative ?? 0) + seen.negative
  return learnCodes(known, seen, onlyKnown && !wasYoung) || isNew
}

function learnCodes(known: FieldProfile, seen: FieldProfile, onlyKnown: boolean): boolean {
  if (seen.codes === null || known.codes === null) {
    if (known.codes !== null && !onlyKnown) known.codes = null
    return false
  }
  let isNew = false
  for (const [code, count] of Object.entries(seen.codes ?? {})) {
    const codes = (known.codes ??= {})
    if (!Object.hasOwn(codes, code)) {
      if (onlyKnown) continue
      if (Object.keys(codes).length >= MOST_CODES) {
        known.codes = null
        return false
      }
      known.lastNewCode = known.present - seen.present + (seen.lastNewCode ?? 0)
      isNew = true
    }
    codes[code] = (codes[code] ?? 0) + count
  }
  return isNew
}

/** Two digits more are a hundred times as much. */
const MORE_DIGITS = 2
const LONGER_TIMES = 4
const LONGER_BY = 64
const YEARS_BEFORE = 20
const YEARS_AFTER = 10

/** Whether what was seen lies far outside of what is known: so far that nothing grows there by itself. */
export function isBeyond(name: Measure, known: Spread | undefined, value: number): 'below' | 'above' | undefined {
  if (known === undefined) return undefined
  const values = Object.keys(known).map(Number)
  const most = Math.max(...values)
  switch (name) {
    case 'digits':
      return value > most + MORE_DIGITS ? 'above' : undefined
    case 'length':
      return value > most * LONGER_TIMES + LONGER_BY ? 'above' : undefined
    case 'years':
      return value > most + YEARS_AFTER ? 'above' : value < Math.min(...values) - YEARS_BEFORE ? 'below' : undefined
  }
}

/** Takes a note of the codes that the mapping never knew: they are this system's way. */
export function learnUnmapped(baseline: Baseline, name: string): void {
  if (baseline.unmapped[name] !== undefined || Object.keys(baseline.unmapped).length < MOST_UNMAPPED)
    baseline.unmapped[name] = (baseline.unmapped[name] ?? 0) + 1
}

/** Adds all of one baseline, as another process of the hub learned it, to another. */
export function learnAll(known: Baseline, more: Baseline, isReady: (stage: StageProfile) => boolean): void {
  for (const [name, seen] of Object.entries(more.stages)) {
    const stage = (known.stages[name] ??= emptyStage())
    learn(stage, seen, { onlyKnown: isReady(stage) })
  }
  for (const [name, count] of Object.entries(more.unmapped)) {
    if (known.unmapped[name] !== undefined || Object.keys(known.unmapped).length < MOST_UNMAPPED)
      known.unmapped[name] = (known.unmapped[name] ?? 0) + count
  }
}

function halve(stage: StageProfile): void {
  const half = (counts: Record<string, number>): void => {
    for (const [name, count] of Object.entries(counts)) counts[name] = Math.max(1, count >> 1)
  }
  stage.records >>= 1
  stage.quietSince = Math.min(stage.quietSince, stage.records) >> 1
  half(stage.objects)
  for (const field of Object.values(stage.fields)) {
    field.present >>= 1
    field.empty >>= 1
    half(field.types)
    if (field.codes) half(field.codes)
    if (field.lastNewCode !== undefined) field.lastNewCode >>= 1
  }
}
