import { compare } from '../../src/features/matching/compare.ts'
import type { PartyKind } from '../../src/features/matching/parties.ts'
import { byWayOf, judge, type Reason } from '../../src/features/matching/score.ts'
import { LIKELY, POSSIBLE } from '../../src/features/matching/weights.ts'
import type { Known } from './gather.ts'
import { pairsOf, truePairsOf } from './pairs.ts'

export interface Measured {
  kind: PartyKind
  parties: number
  /** Of two systems, in records that share a block or a telling number. */
  compared: number
  largestBlock: number
  /** Matched by a number: how many, and how many of them are wrong. */
  certain: { pairs: number; wrong: number }
  /** Pairs of one person or business, of two systems, that share no number that names it. */
  truePairs: number
  /** What is called likely: found by itself, and by way of a third record. */
  direct: { right: number; wrong: number }
  byWay: { right: number; wrong: number }
  precision: number
  recall: number
  /** Those that are shown as possible, and left to a person. */
  possible: { right: number; wrong: number }
  /**
   * What was missed and what is wrong, by how the fields agree, most first; of what was called likely how many are
   * right.
   */
  misses: Pattern[]
  faults: Pattern[]
}

export interface Pattern {
  pattern: string
  pairs: number
  /** Of what was called likely with this pattern, those that are right. */
  right: number
  /** One such pair, as its systems have it. */
  example: string
}

/** Holds what the hub says of each pair of two systems against who it really is. */
export function measure(known: readonly Known[], kind: PartyKind): Measured {
  const parties = known.filter(({ party }) => party.kind === kind)
  const result: Measured = {
    kind,
    parties: parties.length,
    compared: 0,
    largestBlock: 0,
    certain: { pairs: 0, wrong: 0 },
    truePairs: 0,
    direct: { right: 0, wrong: 0 },
    byWay: { right: 0, wrong: 0 },
    precision: 0,
    recall: 0,
    possible: { right: 0, wrong: 0 },
    misses: [],
    faults: []
  }
  const numbers = new Map(parties.map((one, index) => [one, index]))
  const placeOf = (a: Known, b: Known): number => {
    const [i, j] = [numbers.get(a) ?? 0, numbers.get(b) ?? 0]
    return Math.min(i, j) * parties.length + Math.max(i, j)
  }
  const [misses, faults, hits] = [new Map<string, Pattern>(), new Map<string, Pattern>(), new Map<string, number>()]
  const count = (map: Map<string, Pattern>, pattern: string, a: Known, b: Known): void => {
    const before = map.get(pattern)
    map.set(pattern, { pattern, right: 0, pairs: (before?.pairs ?? 0) + 1,
      example: before?.example ?? `${a.system}: ${a.said} | ${b.system}: ${b.said}` })
  }
  const { pairs, largest } = pairsOf(known, kind)
  result.largestBlock = largest
  const linked = new Map<Known, Map<Known, number>>()
  const link = (a: Known, b: Known, score: number): void => {
    for (const [one, other] of [[a, b], [b, a]] as const)
      linked.set(one, (linked.get(one) ?? new Map<Known, number>()).set(other, score))
  }
  const settled = new Set<number>()
  const note = (how: 'direct' | 'byWay', pattern: string, a: Known, b: Known): void => {
    const isSame = a.identity !== undefined && a.identity === b.identity
    settled.add(placeOf(a, b))
    result[how][isSame ? 'right' : 'wrong']++
    if (isSame) hits.set(pattern, (hits.get(pattern) ?? 0) + 1)
    else count(faults, pattern, a, b)
  }
  const undecided: [Known, Known, number][] = []
  for (const [a, b] of pairs) {
    const verdict = judge(a, b)
    if (verdict === undefined) continue
    if (verdict.certain) {
      result.certain.pairs++
      if (a.identity === undefined || a.identity !== b.identity) result.certain.wrong++
      link(a, b, 1)
      continue
    }
    result.compared++
    if (verdict.score < LIKELY) {
      undecided.push([a, b, verdict.score])
      continue
    }
    note('direct', patternOf(verdict.reasons), a, b)
    link(a, b, verdict.score)
  }
  for (const [a, neighbours] of linked) {
    for (const [via, first] of neighbours) {
      for (const [b, second] of linked.get(via) ?? []) {
        if (a === b || a.system === b.system || settled.has(placeOf(a, b)) || neighbours.has(b)) continue
        const score = byWayOf(a, b, first, second)
        if (score >= LIKELY) note('byWay', `by way of a third: ${patternOf(judgedReasons(a, b))}`, a, b)
      }
    }
  }
  for (const [a, b, score] of undecided) {
    if (score >= POSSIBLE && !settled.has(placeOf(a, b)))
      result.possible[a.identity !== undefined && a.identity === b.identity ? 'right' : 'wrong']++
  }
  for (const [a, b] of truePairsOf(known, kind)) {
    const verdict = judge(a, b)
    if (verdict === undefined || verdict.certain) continue
    result.truePairs++
    if (!settled.has(placeOf(a, b))) count(misses, patternOf(verdict.reasons), a, b)
  }
  const [right, wrong] = [result.direct.right + result.byWay.right, result.direct.wrong + result.byWay.wrong]
  result.precision = right / Math.max(1, right + wrong)
  result.recall = right / Math.max(1, result.truePairs)
  const sorted = (map: Map<string, Pattern>): Pattern[] =>
    [...map.values()].map(one => ({ ...one, right: hits.get(one.pattern) ?? 0 })).toSorted((a, b) => b.pairs - a.pairs)
  return { ...result, misses: sorted(misses), faults: sorted(faults) }
}

function judgedReasons(a: Known, b: Known): readonly Reason[] {
  const verdict = judge(a, b)
  return verdict === undefined || verdict.certain ? [] : verdict.reasons
}

const patternOf = (reasons: readonly Reason[]): string =>
  reasons.map(({ field, level }) => `${field} ${level}`).join(', ') || 'nothing to compare'

export interface Estimate {
  field: string
  level: string
  /** Shares of the pairs of one, and of the pairs of two, that have the field. */
  m: number
  u: number
  bits: number
}

/** m and u of each level, from pairs whose truth is known: those of one identity, and strangers. */
export function estimate(known: readonly Known[], kind: PartyKind): Estimate[] {
  const parties = known.filter(({ party }) => party.kind === kind)
  const counts = { same: new Map<string, number>(), other: new Map<string, number>() }
  const note = (map: Map<string, number>, a: Known, b: Known): void => {
    for (const { field, level } of compare(a, b)) {
      for (const name of [field, `${field} ${level}`]) map.set(name, (map.get(name) ?? 0) + 1)
    }
  }
  for (const [a, b] of truePairsOf(known, kind)) note(counts.same, a, b)
  const all = parties.length * parties.length
  for (let n = 0; n < all; n += Math.max(1, Math.floor(all / 400_000)) | 1) {
    const [a, b] = [parties[n % parties.length] as Known, parties[Math.floor(n / parties.length)] as Known]
    if (a.system !== b.system && (a.identity === undefined || a.identity !== b.identity)) note(counts.other, a, b)
  }
  const levels = [...new Set([...counts.same.keys(), ...counts.other.keys()])].filter(name => name.includes(' '))
  return levels.map(name => {
    const [field = '', level = ''] = name.split(' ')
    const share = (map: Map<string, number>): number => ((map.get(name) ?? 0) + 0.5) / ((map.get(field) ?? 0) + 1)
    const [m, u] = [share(counts.same), share(counts.other)]
    return { field, level, m, u, bits: Math.log2(m / u) }
  }).toSorted((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : b.bits - a.bits))
}
