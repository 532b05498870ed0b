import { createHmac } from 'node:crypto'
import type { ResourceName } from '../../contract/resources.ts'
import { blocksOf } from './blocks.ts'
import { createFilterMaker, type FilterMaker, type FilterShape, gramsOf, writeFilter } from './bloom.ts'
import { businessWords, MUHAMMAD, personWords } from './names.ts'
import { numberForm, type NumberKind, partiesOf, type Party, type PartyKind, type Role } from './parties.ts'
import { type Place, readPlace } from './places.ts'

/** Kinds of keys by which records are found: numbers, and `block`s of those that may be the same. */
export type KeyKind = NumberKind | 'block'

export interface TraitKey {
  kind: KeyKind
  /** Letters and digits; the same for the same number under one key of the access log. */
  hash: string
}

/** What is kept of somebody that a record speaks of: keyed encodings, nothing that could be read without the key. */
export interface PartyTraits {
  kind: PartyKind
  role: Role
  keys: TraitKey[]
  /** Bloom filter of the pairs of letters, base64url, and how many words it holds. */
  name?: { filter: string; words: number; digits?: string }
  /** Of the whole date, of the date with day and month exchanged, and of its parts. */
  birth?: { date?: string; swapped?: string; day_month?: string; year: string }
  place?: { street?: { filter: string; words: number }; number?: string; neighbourhood?: string; village?: string;
    district?: string }
}

/** What is kept of one record for finding who is the same. */
export interface Traits {
  /** How it was encoded: what another version made is encoded anew at the next reading, and not compared before. */
  version: number
  /** Id of the access log's key that it was encoded with. */
  key: string
  parties: PartyTraits[]
}

export const TRAITS_VERSION = 1

/** A key of the access log, as far as encoding needs it. */
export interface EncodingKey {
  id: string
  recordKey(nik: string): string
  matchingSecret: Buffer
}

export interface TraitsMaker {
  /** @returns undefined when the record speaks of nobody */
  traitsOf(resource: ResourceName, record: Readonly<Record<string, unknown>>): Traits | undefined
  /** What a number is found by; a NIK by the key of its resident. Undefined for what is masked or malformed. */
  keyOf(kind: NumberKind, number: string): string | undefined
}

export const nameShape: FilterShape = { bits: 512, hashes: 10 }
export const streetShape: FilterShape = { bits: 256, hashes: 8 }
// 60 bits: a hundred million different values have no two alike.
const HASH_LENGTH = 10

/**
 * Encodes records under one key. Everything follows from that key, so that a new key begins anew: records are encoded
 * with it as they are read, and until then those of the older key are not compared with them.
 */
export function createTraitsMaker({ id, recordKey, matchingSecret }: EncodingKey): TraitsMaker {
  const names: Record<'person' | 'business', FilterMaker> = {
    person: createFilterMaker(matchingSecret, 'name person', nameShape),
    business: createFilterMaker(matchingSecret, 'name business', nameShape)
  }
  const streets = createFilterMaker(matchingSecret, 'street', streetShape)
  const hashOf = (field: string, value: string): string =>
    createHmac('sha256', matchingSecret).update(`${field} ${value}`).digest('base64url').slice(0, HASH_LENGTH)
  const keyOf = (
    kind: NumberKind,
    value: string
  ): string => (kind === 'nik'
    ? recordKey(value)
    : createHmac('sha256', matchingSecret).update(`number ${kind} ${value}`).digest('base64url').slice(0, 22))

  const nameTraits = (kind: 'person' | 'business', words: readonly string[]): NonNullable<PartyTraits['name']> => {
    const digits = kind === 'business' ? words.filter(word => /\d/.test(word)).join(' ') : ''
    return {
      filter: writeFilter(names[kind].encode(gramsOf(words, kind === 'person' ? MUHAMMAD : undefined))),
      words: words.length,
      ...(digits !== '' && { digits: hashOf('digits', digits) })
    }
  }
  const placeTraits = (
    { street, number, neighbourhood, village, district }: Place
  ): NonNullable<PartyTraits['place']> => ({
    ...(street.length > 0 &&
      { street: { filter: writeFilter(streets.encode(gramsOf(street))), words: street.length } }),
    ...(number !== undefined && { number: hashOf('house', number) }),
    ...(neighbourhood !== undefined && { neighbourhood: hashOf('neighbourhood', neighbourhood) }),
    ...(village !== undefined && { village: hashOf('village', village) }),
    ...(district !== undefined && { district: hashOf('district', district) })
  })
  const birthTraits = ({ date, precision }: NonNullable<Party['birth']>): NonNullable<PartyTraits['birth']> => {
    const [year = '', month = '', day = ''] = date.split('-')
    return {
      year: hashOf('birth year', year),
      ...(precision === 'day' &&
        { date: hashOf('birth date', date), swapped: hashOf('birth date', `${year}-${day}-${month}`),
          day_month: hashOf('birth day', `${month}-${day}`) })
    }
  }
  const encode = (party: Party): PartyTraits => {
    const { kind, role, name, birth } = party
    const words = name === undefined ? [] : kind === 'person' ? personWords(name) : businessWords(name)
    const place = party.location && readPlace(party.location)
    const numbers = party.numbers.map(number => ({ kind: number.kind, hash: keyOf(number.kind, number.value) }))
    const blocks = blocksOf({ kind, words, place, birth }).map(block => ({ kind: 'block' as const,
      hash: hashOf('block', `${kind} ${block}`) })
    )
    return {
      kind,
      role,
      keys: [...numbers, ...blocks],
      ...(words.length > 0 && kind !== 'parcel' && { name: nameTraits(kind, words) }),
      ...(birth && { birth: birthTraits(birth) }),
      ...(place && { place: placeTraits(place) })
    }
  }

  return {
    traitsOf(resource, record) {
      const parties = partiesOf(resource, record).map(encode).filter(({ keys, name, place }) =>
        keys.length > 0 || name !== undefined || place !== undefined
      )
      return parties.length === 0 ? undefined : { version: TRAITS_VERSION, key: id, parties }
    },
    keyOf(kind, number) {
      const form = numberForm(kind, number)
      return form === undefined ? undefined : keyOf(kind, form)
    }
  }
}

/** All keys of a record, each once: what it is found by. */
export function keysOf({ parties }: Pick<Traits, 'parties'>): TraitKey[] {
  return [...new Map(parties.flatMap(({ keys }) => keys).map(key => [`${key.kind} ${key.hash}`, key])).values()]
}
