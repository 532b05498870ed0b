import type { Catalogue } from '../catalogue.ts'
import type { Entry } from '../entry.ts'
import { parseFilterQuery } from './filter-query.ts'
import { DEFAULT_SORT, parseSort } from './sort.ts'
import { parseWords } from './words.ts'

export interface Search {
  q?: string
  /** All of them hold. */
  filters?: readonly { parameter: string; query: string }[]
  sort?: string
  /** ms since 1970 */
  now: number
}

/**
 * The datasets that a search finds, in its order.
 * @throws QueryError
 */
export function findEntries(
  { entries }: Pick<Catalogue, 'entries'>,
  { q = '', filters = [], sort = DEFAULT_SORT, now }: Search
): Entry[] {
  const words = parseWords(q, now)
  const tests = filters.map(({ query, parameter }) => parseFilterQuery(query, parameter, now))
  const order = parseSort(sort, words.score)
  return entries.filter(entry => words.test(entry) && tests.every(test => test(entry))).sort(order)
}
