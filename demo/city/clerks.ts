import type { DemoCity } from './city.ts'
import type { Address, Business, Person } from './inhabitants.ts'
import { createRandom, type Random } from './random.ts'

/** Who a record of a legacy system is really about. Known to whoever measures, and sent to nobody. */
export interface Identity {
  person?: Person | undefined
  business?: Business | undefined
}

/** Is told, as a system's records are made, whom each is about. */
export type Witness = (resource: string, key: string, who: Identity) => void

const VOWELS = ['A', 'E', 'I', 'O', 'U']
const OLD: readonly (readonly [RegExp, string])[] = [[/U(?!$)/, 'OE'], [/J(?!A?$)/, 'DJ'], [/C(?=[AEIOU])/, 'TJ'], [
  /Y(?=[AEU])/,
  'J'
], [/SY/, 'SJ']]
const HEARD: readonly (readonly [RegExp, string])[] = [[/F/, 'P'], [/P(?=[UI])/, 'F'], [/Z/, 'S'], [/D(?=[AI])/, 'DH'],
  [/AE/, 'AI'], [/H$/, ''], [/SY?A/, 'SYA'], [/I$/, 'IE'], [/TT?A$/, 'TTA']]
const title = /^(?:(?:HJ?|DRS|IR|DR|R)\. )+/

/**
 * A person as a clerk without a card in his hand typed him in: most are right; titles come and go, names are written as
 * in his school days or as he heard them, cut short, or misspelt. Some have moved, or another telephone.
 */
export function typedPerson(city: DemoCity, place: string, person: Person): Person {
  const random = createRandom(`${city.seed}typed ${place}`)
  const name = typedName(random, person.name)
  const phone = typedPhone(random, city, person)
  const address = random.chance(0.03) ? random.pick(city.people).address : typedAddress(random, person.address)
  return { ...person, name, phone, address }
}

/** A business as it was typed in: its legal form written in some way, short words, slips. */
export function typedBusiness(city: DemoCity, place: string, business: Business): Business {
  const random = createRandom(`${city.seed}typed business ${place}`)
  const dice = random.next()
  let { name } = business
  if (dice < 0.12) name = name.replace(/^(PT|CV|UD|PD) /, '$1. ')
  else if (dice < 0.16)
    name = name.replace(/^(P)(T) |^(C)(V) /, (_, a = '', b = '', c = '', d = '') => `${a}${c}.${b}${d}. `)
  else if (dice < 0.2)
    name = name.replace(/\bToko\b/, 'Tk.').replace(/\bKoperasi\b/, 'Kop.').replace(/\bRumah Makan\b/, 'RM')
  else if (dice < 0.25) name = slip(random, name)
  return { ...business, name,
    address: random.chance(0.03) ? random.pick(city.people).address : typedAddress(random, business.address) }
}

function typedName(random: Random, whole: string): string {
  let name = random.chance(0.4) ? (whole.split(',')[0] ?? whole).replace(title, '') : whole
  const dice = random.next()
  const words = name.split(' ')
  const isPlain = !name.includes('.') && !name.includes(',')
  if (dice < 0.05) name = slip(random, name)
  else if (dice < 0.1) name = first(random, OLD, name)
  else if (dice < 0.14) name = first(random, HEARD, name)
  else if (dice < 0.17 && isPlain && words.length > 2) name = words.slice(0, -1).join(' ')
  else if (dice < 0.2 && isPlain && words.length > 2)
    name = [...words.slice(0, -1), `${words.at(-1)?.charAt(0)}.`].join(' ')
  if (name.startsWith('MUHAMMAD '))
    name = name.replace('MUHAMMAD', random.pick(['MUHAMMAD', 'M.', 'MOCH.', 'MOHAMAD', 'MUH.']))
  return name
}

function first(random: Random, rules: readonly (readonly [RegExp, string])[], name: string): string {
  const fitting = rules.filter(([pattern]) => pattern.test(name))
  if (fitting.length === 0) return name
  const [pattern, by] = random.pick(fitting)
  return name.replace(pattern, by)
}

/** One letter too few, twice, in its neighbour's place, or another vowel; never the first of a word. */
function slip(random: Random, text: string): string {
  const places = [...text.matchAll(/(?<=\p{L})\p{L}/gu)].map(({ index }) => index)
  if (places.length === 0) return text
  const at = random.pick(places)
  const [before, letter, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)]
  const dice = random.next()
  if (dice < 0.3) return before + after
  if (dice < 0.5) return before + letter + letter + after
  if (dice < 0.7)
    return /^\p{L}/u.test(after)
      ? before + after.charAt(0) + letter + after.slice(1)
      : before + letter + letter + after
  const vowel = random.pick(VOWELS)
  return before + (letter === letter.toUpperCase() ? vowel : vowel.toLowerCase()) + after
}

const households = new WeakMap<DemoCity, Map<string, Person[]>>()

/** By the number of their family card. */
function householdsOf(city: DemoCity): Map<string, Person[]> {
  const known = households.get(city) ?? Map.groupBy(city.people, ({ kk }) => kk)
  households.set(city, known)
  return known
}

function typedPhone(random: Random, city: DemoCity, person: Person): string {
  const dice = random.next()
  // Of one household often one telephone is known.
  if (dice < 0.04) return random.pick(householdsOf(city).get(person.kk) ?? []).phone
  return dice < 0.09 ? `${person.phone.slice(0, 4)}000${random.integer(70_000, 99_999)}` : person.phone
}

const STREETS: readonly (readonly [string, string])[] = [
  ['Jl. Soekarno Hatta', 'Jl. Sukarno-Hatta'],
  ['Jl. Moh. Toha', 'Jl. Mohammad Toha'],
  ['Jl. Ir. H. Juanda', 'Jl. Juanda'],
  ['Jl. Buah Batu', 'Jl. Buahbatu'],
  ['Jl. Otto Iskandardinata', 'Jl. Otista'],
  ['Jl. A.H. Nasution', 'Jl. Jend. A.H. Nasution'],
  ['Jl. Terusan Jakarta', 'Jl. Trs. Jakarta'],
  ['Gg. H. Kurdi', 'Gg. Haji Kurdi'],
  ['Komp. Margahayu Raya Blok C', 'Margahayu Raya Blok C']
]

function typedAddress(random: Random, address: Address): Address {
  const dice = random.next()
  const { street } = address
  if (dice < 0.3) return { ...address, street: STREETS.find(([whole]) => whole === street)?.[1] ?? street }
  if (dice < 0.34)
    return { ...address,
      street: slip(random, street.replace(/^(?:Jl|Gg|Komp)\. /, '')).replace(/^/,
        street.slice(0, street.indexOf(' ') + 1)) }
  return dice < 0.355 ? { ...address, number: String(random.integer(1, 240)) } : address
}
