import { MUHAMMAD } from './names.ts'
import type { Party, PartyKind } from './parties.ts'
import { mainWord, type Place } from './places.ts'
import { skeleton } from './spelling.ts'

/** What blocks are made of, before it is hashed. */
export interface Blocked {
  kind: PartyKind
  words: readonly string[]
  place: Place | undefined
  birth: Party['birth']
}

/**
 * The blocks of somebody: only who shares one is compared, so that a million records need no 10¹² comparisons. Each is
 * of two facts or more, hence small, and the hashes of them tell less than those of one fact would. Two spellings of
 * one person fall apart in all of them only when several facts are wrong at once.
 */
export function blocksOf({ kind, words, place, birth }: Blocked): string[] {
  const blocks = new Set<string>()
  const add = (name: string, ...facts: (string | undefined)[]): void => {
    if (facts.every(fact => fact !== undefined && fact !== '')) blocks.add([name, ...facts].join(' '))
  }
  const street = place && mainWord(place)
  const telling = words.filter(word => word !== MUHAMMAD && word.length > 1)
  const [first, last] = [telling[0], telling.length > 1 ? telling.at(-1) : undefined]
  const [head, tail] = [first && skeleton(first), last && skeleton(last)]
  const house = place?.number && `${place.number} ${street && skeleton(street)}`
  if (kind === 'parcel') {
    if (street !== undefined) add('house', house, place?.neighbourhood)
    add('house', street && house, place?.district)
    return [...blocks]
  }
  const all = telling.toSorted().join(' ')
  add('name district', all, place?.district)
  for (const word of [head, tail]) {
    add('name house', word, street && house)
    add('name neighbourhood', word, place?.neighbourhood, place?.district)
  }
  if (kind === 'business') add('name', telling.length > 1 ? all : undefined)
  if (birth?.precision === 'day') {
    add('name birth', head, birth.date)
    add('name birth', tail, birth.date)
  }
  return [...blocks]
}
