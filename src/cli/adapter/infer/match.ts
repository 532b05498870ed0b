import type { ResourceName } from '../../../contract/resources.ts'
import { type Candidate, candidateOf, SAME_NAME } from './candidates.ts'
import type { Column } from './columns.ts'
import { type Composite, compositesOf } from './composites.ts'
import { type ListMatch, matchLists } from './lists.ts'
import { nameFit, type Surroundings, surroundingsOf } from './name-fit.ts'
import { settlePlaces } from './places.ts'
import { listOf, type Target } from './targets.ts'

/** A legacy field and the canonical field that it seems to be. */
export interface Pair {
  column: Column
  target: Target
  /** 0 to 1. */
  score: number
  sure: boolean
  /** Canonical fields that it might be instead, the likeliest first. */
  alternatives: readonly Target[]
  /** It is put behind another field of the same place: a house number behind the street, a time behind the day. */
  joins?: true
  /** Why: for the report. */
  by: 'name' | 'name and content' | 'content'
}

export interface Matching {
  resource: ResourceName
  pairs: readonly Pair[]
  composites: readonly Composite[]
  /** Legacy lists and the canonical lists that they seem to be. */
  lists: readonly ListMatch[]
  /** Legacy fields without a place, each with what it came near to. */
  unplaced: readonly { column: Column; near: readonly Target[] }[]
  /** Canonical fields that a record needs and no legacy field was found for. */
  missing: readonly Target[]
  /** The field that tells the records apart. */
  key?: Column
}

const SURE = 0.78
/** Below this nothing is proposed. */
const LEAST = 0.5
/** A field that is always empty gives way to one that says something. */
const EMPTY = 0.7
/** How far the second best must be behind for a pair to be sure. */
const MARGIN = 0.1

/** Finds for each legacy field the canonical field that it is, by its name and by what it holds. */
export function matchColumns(columns: readonly Column[], targets: readonly Target[], resource: ResourceName): Matching {
  const surroundings = surroundingsOf(targets, resource, columns)
  // Told apart from the others below: it is as a rule a second use of one of them.
  const own = targets.filter(({ kind }) => kind !== 'key')
  const composites = compositesOf(columns, own)
  const spent = new Set(composites.flatMap(({ columns }) => columns))
  const filled = new Set(composites.map(({ target }) => target))
  const flat = columns.filter(column => column.items === undefined && !spent.has(column))
  const lists = matchLists(columns.filter(column => column.items !== undefined), own, surroundings)
  const candidates = [
    ...flat.filter(({ contents }) => !contents.isCounter).flatMap(column =>
      own.flatMap(target => (filled.has(target) ? [] : (candidateOf(column, target, target.words, surroundings) ?? [])))
    ),
    ...lists.flatMap(({ candidates }) => candidates)
  ]
  const hasRows = columns.some(({ contents, items }) => contents.count > 0 || items !== undefined)
  const settled = settlePlaces(candidates).map(
    candidate => (hasRows && candidate.column.contents.count === 0
      ? { ...candidate, score: candidate.score * EMPTY }
      : candidate)
  )
  const chosen = choose(settled)
  const all = [...flat, ...columns.flatMap(column => leavesOf(column.items ?? []))]
  const whole = all.flatMap(column => {
    const found = chosen.get(column)
    return found === undefined ? [] : [pairOf(found, settled, hasRows)]
  })
  const pairs = [...whole, ...all.filter(column => !chosen.has(column)).flatMap(column => joining(column, whole) ?? [])]
  const placed = new Set([...pairs, ...composites].map(({ target }) => target.path))
  const key = keyOf(flat, pairs, surroundings)
  return {
    resource,
    pairs,
    composites,
    lists,
    unplaced: all.filter(column => !pairs.some(pair => pair.column === column)).map(column => ({ column,
      near: near(column, settled) })
    ),
    missing: targets.filter(({ path, required, kind }) =>
      required && !placed.has(path) && listOf(path) === undefined && !(kind === 'key' && key !== undefined)
    ),
    ...(key && { key })
  }
}

function leavesOf(columns: readonly Column[]): Column[] {
  return columns.flatMap(column => (column.items === undefined ? [column] : leavesOf(column.items)))
}

/** The best pairs first; a legacy field has one place, a canonical field one source. */
function choose(candidates: readonly Candidate[]): Map<Column, Candidate> {
  const chosen = new Map<Column, Candidate>()
  const taken = new Set<string>()
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    const { column, target, score } = candidate
    if (score < LEAST || chosen.has(column) || taken.has(target.path)) continue
    chosen.set(column, candidate)
    taken.add(target.path)
  }
  return chosen
}

function pairOf(
  { column, target, name, content, score }: Candidate,
  candidates: readonly Candidate[],
  hasRows: boolean
): Pair {
  const others = candidates.filter(other =>
    other.column === column && other.target !== target && other.score >= LEAST - 0.05
  )
  const rivals = candidates.filter(other => other.target === target && other.column !== column)
  const second = Math.max(0, ...others.map(other => other.score), ...rivals.map(other => other.score))
  return {
    column,
    target,
    score: Math.max(0, Math.min(1, score)),
    // A field that is always empty could be anything that its name allows.
    sure: score >= SURE && score - second >= MARGIN && (column.contents.count > 0 || !hasRows),
    alternatives: others.toSorted((a, b) => b.score - a.score).slice(0, 3).map(other => other.target),
    by: name < SAME_NAME ? 'content' : content > 0.3 ? 'name and content' : 'name'
  }
}

/** A part of a field that another column holds the rest of. */
function joining(column: Column, pairs: readonly Pair[]): Pair | undefined {
  const { share } = column.contents
  const isHouse = column.readings.some(({ words }) => words.includes('house'))
  const isClock = share.clock >= 0.8
  const to = pairs.find(({ target, column: other }) =>
    (isHouse && target.kind === 'address') || (isClock && target.kind === 'dateTime' && other.contents.share.time < 0.2)
  )
  return to &&
    { column, target: to.target, score: 0.7, sure: false, alternatives: [], joins: true,
      by: isHouse ? 'name' : 'content' }
}

function near(column: Column, candidates: readonly Candidate[]): Target[] {
  return candidates.filter(other => other.column === column && other.score >= 0.35).toSorted((a, b) =>
    b.score - a.score
  ).slice(0, 2).map(({ target }) => target)
}

/** What the database says is the key, else a number or id that no two rows share. */
function keyOf(columns: readonly Column[], pairs: readonly Pair[], surroundings: Surroundings): Column | undefined {
  const declared = columns.filter(column => column.declared.key === true)
  if (declared.length === 1) return declared[0]
  const most = Math.max(0, ...columns.map(({ contents }) => contents.count))
  const rated = columns.map(column => {
    const { contents, readings } = column
    const isOne = contents.count > 0 && contents.distinct > 0.9 * contents.count && contents.count > 0.8 * most &&
      contents.share.date < 0.5 && contents.words < 3
    const name = Math.max(0,
      ...readings.map(reading =>
        Math.max(nameFit(reading, ['record', 'number'], surroundings), nameFit(reading, ['id'], surroundings))
      ))
    const target = pairs.find(pair => pair.column === column)?.target
    const isNumber = target !== undefined && ['number', 'guid', 'nop', 'nik', 'code'].includes(target.path)
    return { column, rate: isOne && !column.isList ? name + (isNumber ? 1 : 0) : 0 }
  })
  const best = rated.toSorted((a, b) => b.rate - a.rate)[0]
  return best !== undefined && best.rate >= 0.5 ? best.column : undefined
}
