import { type Candidate, candidateOf } from './candidates.ts'
import type { Column } from './columns.ts'
import { nameFit, type Surroundings } from './name-fit.ts'
import { listOf, type Target } from './targets.ts'
import { readingsOf, wordsOfPath } from './words.ts'

/** A legacy list and the canonical list that its items belong to. */
export interface ListMatch {
  column: Column
  /** `updates` */
  list: string
  score: number
  candidates: readonly Candidate[]
}

const LEAST = 0.45

/**
 * Finds the canonical list of each legacy list: by its name, and by how many of the items' fields find a place there.
 */
export function matchLists(
  columns: readonly Column[],
  targets: readonly Target[],
  surroundings: Surroundings
): ListMatch[] {
  const lists = [...new Set(targets.flatMap(({ path }) => listOf(path) ?? []))].filter(list => !list.includes('[]'))
  const rated = columns.flatMap(column => lists.map(list => rate(column, list, targets, surroundings)))
  const found: ListMatch[] = []
  for (const match of rated.toSorted((a, b) => b.score - a.score)) {
    if (match.score < LEAST || found.some(({ column, list }) => column === match.column || list === match.list))
      continue
    found.push(match)
  }
  return found
}

function rate(column: Column, list: string, targets: readonly Target[], surroundings: Surroundings): ListMatch {
  const own = targets.filter(({ path }) => listOf(path) === list)
  const listWords = wordsOfPath(list)
  const fields = column.items?.filter(({ items }) => items === undefined) ?? []
  const candidates = fields.flatMap(field =>
    own.flatMap(target =>
      candidateOf(field, target, target.words.filter(word => !listWords.includes(word)), surroundings) ?? []
    )
  )
  const best = fields.map(field =>
    Math.max(0, ...candidates.filter(candidate => candidate.column === field).map(({ score }) => score))
  )
  const name = Math.max(0,
    ...readingsOf(column.path.at(-1) ?? '').map(reading =>
      nameFit(reading, listWords, { ...surroundings, parties: new Set() })
    ))
  const held = fields.length === 0 ? 0 : best.reduce((sum, score) => sum + score, 0) / fields.length
  return { column, list, score: 0.6 * name + 0.4 * held, candidates }
}
