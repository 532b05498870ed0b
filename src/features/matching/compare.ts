import { type FilterShape, likeness, readFilter } from './bloom.ts'
import { certainKinds, type NumberKind } from './parties.ts'
import { nameShape, type PartyTraits, streetShape } from './traits.ts'

export const fields = ['name', 'birth_date', 'phone', 'email', 'address', 'number', 'owner', 'business'] as const
export type Field = (typeof fields)[number]

/** How far two records agree in a field. Which levels a field has stands in `weights.ts`. */
export type Level = 'same' | 'close' | 'part' | 'one_word' | 'partly' | 'other' | 'exchanged' | 'same_day' | 'same_year'
  | 'shared_number' | 'same_house' | 'same_line' | 'same_neighbourhood' | 'same_street' | 'other_house' | 'same_village'
  | 'same_district' | 'other_district'

export interface Agreement {
  field: Field
  level: Level
  /** From 0 to 1, for what is compared by letters. */
  likeness?: number
}

/** Where one spelling ends and another name begins, measured over slips of the pen. */
const CLOSE = 0.82
const PARTLY = 0.6
const WITHIN = 0.97
const SAME_STREET = 0.72
const STREET_WITHIN = 0.9

/** The numbers of which one names them both: nothing else has to be compared. */
export function sharedNumber(a: PartyTraits, b: PartyTraits): NumberKind | undefined {
  return certainKinds.find(kind => shares(a, b, kind) === true)
}

/** Somebody in a record, with the others that the record names. */
export interface Side {
  party: PartyTraits
  beside: readonly PartyTraits[]
}

/** Each party of a record with the others. */
export function sidesOf(parties: readonly PartyTraits[]): Side[] {
  return parties.map(party => ({ party, beside: parties.filter(other => other !== party) }))
}

/**
 * What two records say of somebody, field by field; a field that one of them does not have is not there. Both have to
 * be of one kind, encoded under one key. Whose business it is, and whose shop, counts as well.
 */
export function compare({ party: a, beside: besideA }: Side, { party: b, beside: besideB }: Side): Agreement[] {
  const found: Agreement[] = []
  const add = (field: Field, level: Level | undefined, alike?: number): void => {
    if (level !== undefined)
      found.push({ field, level, ...(alike !== undefined && { likeness: Math.round(alike * 100) / 100 }) })
  }
  if (a.name !== undefined && b.name !== undefined) {
    const { level, alike } = compareNames(a.name, b.name)
    add('name', level, alike)
  }
  if (a.birth !== undefined && b.birth !== undefined) add('birth_date', compareBirths(a.birth, b.birth))
  for (const field of ['phone', 'email'] as const) {
    const isShared = shares(a, b, field)
    add(field, isShared === undefined ? undefined : isShared ? 'same' : 'other')
  }
  for (const kind of ['tdp', 'licence', 'application'] as const) {
    if (shares(a, b, kind) === true) {
      add('number', 'same')
      break
    }
  }
  if (a.place !== undefined && b.place !== undefined) {
    const { level, alike } = comparePlaces(a.place, b.place)
    add('address', level, alike)
  }
  const [kind, field] = a.kind === 'person' ? ['business', 'business'] as const : ['person', 'owner'] as const
  const [mine, theirs] = [besideA, besideB].map(parties => parties.find(party => party.kind === kind))
  if (a.kind !== 'parcel' && mine !== undefined && theirs !== undefined) add(field, compareBeside(mine, theirs))
  return found
}

function compareBeside(a: PartyTraits, b: PartyTraits): Level | undefined {
  if (sharedNumber(a, b) !== undefined || shares(a, b, 'phone') === true || shares(a, b, 'email') === true)
    return 'shared_number'
  return a.name && b.name && compareNames(a.name, b.name).level
}

/** Undefined when one of them has no such number. */
function shares(a: PartyTraits, b: PartyTraits, kind: NumberKind): boolean | undefined {
  const [mine, theirs] = [a, b].map(({ keys }) => keys.filter(key => key.kind === kind).map(({ hash }) => hash))
  if (mine === undefined || theirs === undefined || mine.length === 0 || theirs.length === 0) return undefined
  return mine.some(hash => theirs.includes(hash))
}

type Name = NonNullable<PartyTraits['name']>

function compareNames(a: Name, b: Name): { level: Level | undefined; alike: number } {
  const both = filtersOf(a, b, nameShape)
  if (both === undefined) return { level: undefined, alike: 0 }
  const { dice, overlap } = likeness(...both)
  // Branches of one chain are told apart by their numbers alone.
  if (a.digits !== b.digits) return { level: 'partly', alike: Math.min(dice, CLOSE) }
  if (dice >= 0.995) return { level: 'same', alike: 1 }
  if (dice >= CLOSE) return { level: 'close', alike: dice }
  if (overlap >= WITHIN) return { level: Math.min(a.words, b.words) > 1 ? 'part' : 'one_word', alike: dice }
  return { level: dice >= PARTLY ? 'partly' : 'other', alike: dice }
}

type Birth = NonNullable<PartyTraits['birth']>

function compareBirths(a: Birth, b: Birth): Level {
  if (a.date === undefined || b.date === undefined) return a.year === b.year ? 'same_year' : 'other'
  if (a.date === b.date) return 'same'
  if (a.swapped === b.date || b.swapped === a.date) return 'exchanged'
  return a.day_month === b.day_month ? 'same_day' : 'other'
}

type PlaceTraits = NonNullable<PartyTraits['place']>

function comparePlaces(a: PlaceTraits, b: PlaceTraits): { level: Level | undefined; alike?: number } {
  const both = a.street && b.street && filtersOf(a.street, b.street, streetShape)
  const { dice, overlap } = both === undefined ? { dice: undefined, overlap: 0 } : likeness(...both)
  const area = compareAreas(a, b)
  const isNear = equal(a.neighbourhood, b.neighbourhood) === true && area !== 'other_district'
  if (dice === undefined) return { level: isNear ? 'same_neighbourhood' : area }
  const isStreet = dice >= SAME_STREET || (overlap >= STREET_WITHIN && dice >= 0.5)
  const number = equal(a.number, b.number)
  if (isStreet && number === true && area === 'other_district' && equal(a.neighbourhood, b.neighbourhood) !== false)
    return { level: 'same_line', alike: dice }
  if (!isStreet || area === 'other_district')
    return { level: isNear ? 'same_neighbourhood' : area === undefined && !isStreet ? 'other_district' : area,
      alike: dice }
  if (number === true) return { level: 'same_house', alike: dice }
  if (isNear) return { level: 'same_neighbourhood', alike: dice }
  return { level: number === false ? 'other_house' : 'same_street', alike: dice }
}

function compareAreas(a: PlaceTraits, b: PlaceTraits): Level | undefined {
  const district = equal(a.district, b.district)
  if (equal(a.village, b.village) === true && district !== false) return 'same_village'
  return district === undefined ? undefined : district ? 'same_district' : 'other_district'
}

function equal(a: string | undefined, b: string | undefined): boolean | undefined {
  return a === undefined || b === undefined ? undefined : a === b
}

function filtersOf(
  a: { filter: string },
  b: { filter: string },
  shape: FilterShape
): [Uint32Array, Uint32Array] | undefined {
  const [left, right] = [readFilter(a.filter, shape), readFilter(b.filter, shape)]
  return left && right && [left, right]
}
