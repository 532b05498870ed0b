import type { Field, Level } from './compare.ts'
import type { PartyKind } from './parties.ts'

/**
 * Weights as Fellegi and Sunter have them (1969): log2 of how often records of one person agree so far, over how often
 * those of two do. They were estimated by `npm run match-report -- --weights` over a city of another seed than any that
 * is measured, and rounded; where one family can be mistaken for one person they are set lower than it says, as the
 * estimate knows no twins of other cities.
 */
export type Weights = { readonly [F in Field]?: { readonly [L in Level]?: number } }

const address = {
  same_house: 11,
  same_line: 6,
  same_neighbourhood: 8,
  same_street: 6,
  other_house: 2,
  same_village: 2,
  same_district: -2,
  other_district: -4
} as const

export const weights: Readonly<Record<PartyKind, Weights>> = {
  person: {
    name: { same: 11, close: 7, part: 5, one_word: 0, partly: -9, other: -14 },
    birth_date: { same: 13, exchanged: 8, same_year: 4, same_day: 2, other: -9 },
    phone: { same: 12, other: -2 },
    email: { same: 12, other: -1 },
    number: { same: 4 },
    business: { shared_number: 12, same: 10, close: 7, part: 3, other: -1 },
    address
  },
  business: {
    name: { same: 11, close: 7, part: 5, one_word: 0, partly: -8, other: -14 },
    number: { same: 14 },
    phone: { same: 8, other: -1 },
    owner: { shared_number: 10, same: 10, close: 7, part: 3, other: -3 },
    address
  },
  parcel: {
    address: { same_house: 18, same_neighbourhood: 4, same_line: 2, same_street: 2, other_house: -8, same_village: -4,
      same_district: -4, other_district: -14 }
  }
}

/** What two records out of a city of a million have against them before anything is compared. */
export const PRIOR = -16
/** From here on two records are likely of the same: by the report nine of ten doubts lie below. */
export const LIKELY = 0.6
/** Below it nobody is named. */
export const POSSIBLE = 0.1
