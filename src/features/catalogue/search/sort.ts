import { compare } from '../catalogue.ts'
import type { Entry } from '../entry.ts'
import { QueryError } from './query-error.ts'

export const DEFAULT_SORT = 'score desc, metadata_modified desc'

type Key = (entry: Entry, score: (entry: Entry) => number) => string | number

const keys: Readonly<Record<string, Key>> = {
  score: (entry, score) => score(entry),
  metadata_modified: ({ modifiedAt }) => modifiedAt,
  metadata_created: ({ createdAt }) => createdAt ?? 0,
  title_string: ({ title }) => title.toLowerCase(),
  title: ({ title }) => title.toLowerCase(),
  name: ({ name }) => name,
  id: ({ id }) => id
}
const MOST_KEYS = 10

export type Order = (a: Entry, b: Entry) => number

/**
 * Reads an order such as `score desc, metadata_modified desc`. What is equal by it is put in the order of the ids, so
 * that pages hold everything once.
 * @throws QueryError
 */
export function parseSort(sort: string, score: (entry: Entry) => number): Order {
  const parts = sort.split(',')
  if (parts.length > MOST_KEYS) throw new QueryError('sort', `has more than ${MOST_KEYS} fields.`)
  const fields = parts.map(part => {
    const [, name = '', way = ''] = /^\s*(\w+)\s+(asc|desc)\s*$/i.exec(part) ?? []
    const key = Object.hasOwn(keys, name) ? keys[name] : undefined
    if (key === undefined)
      throw new QueryError('sort', `is no list of fields with asc or desc: ${Object.keys(keys).join(', ')}.`)
    return { key, sign: way.toLowerCase() === 'desc' ? -1 : 1 }
  })
  return (a, b) => {
    for (const { key, sign } of fields) {
      const [one, other] = [key(a, score), key(b, score)]
      if (one !== other) return one < other ? -sign : sign
    }
    return compare(a.id, b.id)
  }
}
