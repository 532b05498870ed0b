import { type Agreement, compare, sharedNumber, type Side } from './compare.ts'
import type { NumberKind } from './parties.ts'
import type { PartyTraits } from './traits.ts'
import { LIKELY, POSSIBLE, PRIOR, weights } from './weights.ts'

export interface Reason extends Agreement {
  /** Bits for (positive) or against (negative). */
  weight: number
}

export type Verdict =
  /** They share a number that nobody else has. */
  | { certain: true; by: NumberKind }
  /** They may be the same: how sure, from 0 to 1, and why. A person decides. */
  | { certain: false; score: number; band: 'likely' | 'possible' | 'unlikely'; reasons: Reason[] }

/**
 * Whether two records may speak of the same: by a number that names them, else by what agrees. Two that hold different
 * numbers of one kind (two NIKs) are not the same, however much else agrees.
 * @returns undefined when they are of two kinds
 */
export function judge(one: Side, other: Side): Verdict | undefined {
  const [a, b] = [one.party, other.party]
  if (a.kind !== b.kind) return undefined
  const by = sharedNumber(a, b)
  if (by !== undefined) return { certain: true, by }
  const reasons = compare(one, other).map(agreement => ({ ...agreement,
    weight: weights[a.kind][agreement.field]?.[agreement.level] ?? 0 })
  )
  const score = contradicts(a, b) ? 0 : probability(reasons.reduce((sum, { weight }) => sum + weight, PRIOR))
  return { certain: false, score: Math.round(score * 1_000) / 1_000,
    band: score >= LIKELY ? 'likely' : score >= POSSIBLE ? 'possible' : 'unlikely', reasons }
}

const NAME_HOLDS: ReadonlySet<string> = new Set(['same', 'close', 'part'])

/**
 * Whether two are the same that a third record joins, as the telephone of a licence joins an owner's home with his
 * shop: both links have to hold, and nothing between the two themselves may speak against it.
 * @param first how sure it is that one and the third are the same, `second` the third and the other; from 0 to 1
 */
export function byWayOf(one: Side, other: Side, first: number, second: number): number {
  if (one.party.kind !== other.party.kind || contradicts(one.party, other.party)) return 0
  const agreements = compare(one, other)
  if (!agreements.some(({ field, level }) => field === 'name' && NAME_HOLDS.has(level))) return 0
  if (agreements.some(({ field, level }) => field === 'birth_date' && level === 'other')) return 0
  return Math.round(first * second * 1_000) / 1_000
}

/** Numbers of which each has one alone. A business has an NPWP for each branch. */
const ONE_EACH: Readonly<Record<PartyTraits['kind'], readonly NumberKind[]>> = { person: ['nik'], business: ['nib'],
  parcel: ['nop'] }

function contradicts(a: PartyTraits, b: PartyTraits): boolean {
  return ONE_EACH[a.kind].some(kind => [a, b].every(({ keys }) => keys.some(key => key.kind === kind)))
}

const probability = (bits: number): number => 1 / (1 + 2 ** -bits)

const WORDS: Readonly<Record<string, string>> = {
  'name same': 'the same name',
  'name close': 'nearly the same name',
  'name part': 'one name is part of the other',
  'name one_word': 'one word of the name is the same',
  'name partly': 'names that are alike in parts',
  'name other': 'another name',
  'birth_date same': 'the same date of birth',
  'birth_date exchanged': 'the same date of birth with day and month exchanged',
  'birth_date same_year': 'the same year of birth',
  'birth_date same_day': 'the same day and month of birth, another year',
  'birth_date other': 'another date of birth',
  'phone same': 'the same telephone',
  'phone other': 'another telephone',
  'email same': 'the same e-mail address',
  'email other': 'another e-mail address',
  'number same': 'a number in common',
  'address same_house': 'the same house',
  'address same_neighbourhood': 'the same RT and RW',
  'address same_street': 'the same street',
  'address other_house': 'the same street, another house',
  'address same_line': 'the same house number, RT and RW, another district',
  'owner shared_number': 'owners with a number in common',
  'owner same': 'owners of the same name',
  'owner close': 'owners of nearly the same name',
  'owner part': 'owners of whose names one is part of the other',
  'owner other': 'another owner',
  'business shared_number': 'businesses with a number in common',
  'business same': 'businesses of the same name',
  'business close': 'businesses of nearly the same name',
  'business part': 'businesses of whose names one is part of the other',
  'business other': 'another business',
  'address same_village': 'the same kelurahan',
  'address same_district': 'the same district',
  'address other_district': 'another address'
}

/** A reason in words, with how alike the letters are where that was compared. */
export function reasonText({ field, level, likeness }: Agreement): string {
  const words = WORDS[`${field} ${level}`] ?? `${field}: ${level}`
  return likeness === undefined || level === 'same' ? words : `${words} (${Math.round(likeness * 100)} % alike)`
}
