import type { Entry } from '../entry.ts'
import { wordsOf } from './fields.ts'
import { parseFilterQuery, type Test } from './filter-query.ts'
import { QueryError } from './query-error.ts'

/** What a search by words finds, and how well. */
export interface Words {
  test: Test
  /** Larger is better; the same for all without words. */
  score(entry: Entry): number
}

const EVERYTHING = new Set(['', '*', '*:*', '""', "''"])
const MOST_WORDS = 100
const WORD = /([+-]?)(?:"([^"]*)"|([^\s"]+))/g
/** A field in front of a colon makes it a query of fields, as in CKAN. */
const FIELD = /(?:^|\s)[+-]?[A-Za-z_]\w*:\S/

const ALL: Words = { test: () => true, score: () => 0 }

/**
 * Reads a search by words: every word, and every "phrase", stands somewhere in the dataset, in any case of letters;
 * with a `-` in front it does not. A query that names fields is read as a filter query.
 * @throws QueryError
 */
export function parseWords(q: string, now: number): Words {
  if (EVERYTHING.has(q.trim())) return ALL
  if (FIELD.test(q)) return { ...ALL, test: parseFilterQuery(q, 'q', now) }
  const found = [...q.toLowerCase().matchAll(WORD)]
  if (found.length > MOST_WORDS) throw new QueryError('q', `has more than ${MOST_WORDS} words.`)
  const words = found.flatMap(([, sign = '', phrase, word]) => {
    const text = (phrase ?? word ?? '').trim().replace(/\s+/g, ' ')
    return text === '' ? [] : [{ text, isWanted: sign !== '-' }]
  })
  const wanted = words.filter(({ isWanted }) => isWanted)
  return {
    test: entry => {
      const { all } = wordsOf(entry)
      return words.every(({ text, isWanted }) => all.includes(text) === isWanted)
    },
    score: entry => {
      const { heading, labels } = wordsOf(entry)
      // As CKAN weighs them: name and title four times, tags and groups twice.
      return wanted.reduce(
        (score, { text }) => score + 1 + (heading.includes(text) ? 4 : 0) + (labels.includes(text) ? 2 : 0),
        0
      )
    }
  }
}
