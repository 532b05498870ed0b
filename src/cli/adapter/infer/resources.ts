import type { Contract } from '../../../contract/contract.ts'
import { type ResourceName, resourceNames } from '../../../contract/resources.ts'
import type { Column } from './columns.ts'
import { nounsOf } from './dictionary.ts'
import { matchColumns, type Matching } from './match.ts'
import { type Target, targetsOf } from './targets.ts'
import { readingsOf, wordsOfPath } from './words.ts'

/** A resource that the rows may be, and how well they fit it. */
export interface Ranked {
  resource: ResourceName
  /** 0 to 1. */
  score: number
  matching: Matching
}

/** The resources in the order in which the rows fit them. */
export function rankResources(columns: readonly Column[], names: readonly string[], contract: Contract): Ranked[] {
  const nouns = new Set(names.flatMap(name => readingsOf(name).flatMap(({ words, unknown }) => [...words, ...unknown])))
  return resourceNames
    .map(resource => {
      const targets = targetsOf(contract, resource)
      const matching = matchColumns(columns, targets, resource)
      return { resource, score: scoreOf(matching, targets, nouns), matching }
    })
    .toSorted((a, b) => b.score - a.score)
}

/** How many of the legacy fields find a place, how many of the needed ones are found, and what the rows are called. */
function scoreOf(
  { resource, pairs, composites, unplaced, missing, lists }: Matching,
  targets: readonly Target[],
  nouns: ReadonlySet<string>
): number {
  const own = pairs.filter(({ column }) => column.contents.count > 0 || column.declared.type !== undefined)
  const idle = unplaced.filter(({ column }) => column.contents.count > 0 && !column.contents.isCounter).length
  const placed = own.reduce((sum, { score, sure }) => sum + (sure ? 1 : 0.6 * score), 0) + composites.length * 2 +
    lists.length
  const explained = placed / Math.max(1, own.length + idle + composites.length * 2 + lists.length)
  // The hub's own fields and references say nothing of what a record is.
  const needed = targets.filter(({ path, required, kind }) =>
    required && !/^(?:source|status)\b|\[\]/.test(path) && kind !== 'reference'
  )
  const found = needed.filter(target => !missing.includes(target)).length
  const told = [...wordsOfPath(resource.replaceAll('-', '_')), ...nounsOf(resource)].some(noun => nouns.has(noun))
    ? 1
    : 0
  return 0.4 * explained + 0.4 * (found / Math.max(1, needed.length)) + 0.2 * told
}
