import { parseNik } from '../../../kit/indonesia/nik.ts'
import type { Regions } from '../../../kit/indonesia/regions.ts'
import type { Chance } from './chance.ts'
import type { Fields } from './fields.ts'
import type { Kind } from './kinds.ts'
import type { People } from './people.ts'
import { addressWords } from './words.ts'

/** Takes out of a value what is a person's, by the field that it stands in. */
export type Scrub = (key: string, text: string) => string

export interface ScrubberOptions {
  fields: Fields
  people: People
  chance: Chance
  regions: Regions
  today: string
  /** Words that name nobody. */
  vocabulary: ReadonlySet<string>
  /** Credentials of the config. */
  secrets: readonly string[]
}

/** Stands where a credential stood. */
export const WITHHELD = '...'

const LONG_SECRET = 8

export function createScrubber(
  { fields, people, chance, regions, today, vocabulary, secrets }: ScrubberOptions
): Scrub {
  const tokens = new Map<string, string>()
  const isRegion = (text: string): boolean =>
    regions.district(text, 'name').value !== undefined ||
    regions.districts.some(({ code }) => regions.village(text, code, 'name').value !== undefined)

  /** Words that name nobody stay, those of regions as well; entities and tags are no words. */
  function words(text: string, ordinary: ReadonlySet<string>, keepsRegions = false): string {
    const kept = keepsRegions ? regionsIn(text, isRegion) : new Set<number>()
    return text.replace(/<[^>]*>|&#?\w+;|https?:\/\/\S+|\p{L}[\p{L}'’]*/gu, (piece, at: number) => {
      if (!/^\p{L}/u.test(piece) || piece.length < 3 || kept.has(at) || ordinary.has(piece.toLowerCase())) return piece
      return piece.replace(/\p{L}+/gu, people.word)
    })
  }

  /** Numbers of people, wherever somebody wrote them. */
  function numbers(text: string): string {
    return text
      .replace(/[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu, people.email)
      .replace(/(?<!\d)(?:19|20)\d{6} ?(?:19|20)\d{4} ?[12] ?\d{3}(?!\d)/g, people.civilServant)
      .replace(/(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)/g, people.npwp)
      .replace(/(?<![\d.,])(?:\d[ .-]?){15}\d(?![\d])/g,
        found => (parseNik(found, { today }).codes.length === 0 ? people.nik(found) : found))
      .replace(/(?<![\d.,/])(?:(?:\+|00)?62[ .-]?|\(?0)(?:8[1-9]\d{1,2}|2\d{1,2}\)?)[ .-]?\d{3,4}[ .-]?\d{2,5}(?!\d)/g,
        found => (isDated(found) ? found : people.phone(found)))
  }

  function coordinates(text: string): string {
    // About a kilometre.
    return text.replace(/(-?\d{1,3}[.,])(\d+)/g,
      (_, degrees: string, fraction: string) =>
        degrees + fraction.slice(0, 2) + '0'.repeat(Math.max(0, fraction.length - 2)))
  }

  function address(text: string): string {
    const inner = words(numbers(text), addressWords, true)
    // Postal codes say no more than the district does.
    return inner.replace(/(?<![\d.])\d{1,4}(?![\d.])/g, digits => people.number(digits))
  }

  function secret(text: string): string {
    if (text === '' || text === WITHHELD) return text
    let token = tokens.get(text)
    if (token === undefined) tokens.set(text, token = `token-${tokens.size + 1}`)
    return token
  }

  /** Another of the values that the field has: what it said of somebody is gone. */
  function attribute(key: string, text: string): string {
    const values = [...new Set(fields.valuesOf(key).filter(value => /[\p{L}\d]/u.test(value)))].toSorted()
    return !/[\p{L}\d]/u.test(text)
      ? text
      : (values[chance.number('attribute', `${key} ${text}`, values.length)] ?? text)
  }

  const byKind: Readonly<Record<Kind, (key: string, text: string) => string>> = {
    nik: (_, text) => people.nik(text),
    familyCard: (_, text) => people.familyCard(text),
    npwp: (_, text) => people.npwp(text),
    phone: (
      _,
      text
    ) => (/\p{L}{3}/u.test(text)
      ? words(text, vocabulary).replace(/\d[\d ().+-]{4,}\d/g, people.phone)
      : people.phone(text)),
    email: (_, text) => people.email(text),
    name: (_, text) => people.name(numbers(text)),
    birthDate: (_, text) => people.birthDate(text),
    birthPlace: (_, text) => text.replace(/\p{L}+/gu, people.word),
    plate: (_, text) => people.plate(text),
    attribute,
    address: (_, text) => address(text),
    unit: (_, text) => people.number(text),
    coordinate: (_, text) => coordinates(text),
    business: (_, text) => words(numbers(text), vocabulary),
    text: (_, text) => words(numbers(text), vocabulary, true),
    secret: (_, text) => secret(text),
    keep: (_, text) => numbers(text)
  }

  return (key, text) => {
    if (text === '') return text
    if (secrets.includes(text)) return WITHHELD
    const kind = fields.kindOf(key)
    const own = kind === 'keep' ? (fields.kindOfValue(text) ?? 'keep') : kind
    const scrubbed = byKind[own](key, text)
    // A short one may be a word of the text.
    return secrets.reduce((all, secret) => (secret.length < LONG_SECRET ? all : all.replaceAll(secret, WITHHELD)),
      scrubbed)
  }
}

/** Where the words of regions begin: "Kel. Babakan Ciamis Kec. Sumur Bandung". */
function regionsIn(text: string, isRegion: (text: string) => boolean): Set<number> {
  const found = new Set<number>()
  const pieces = [...text.matchAll(/\p{L}[\p{L}'’]*/gu)]
  for (let start = 0; start < pieces.length; start++) {
    for (let count = Math.min(3, pieces.length - start); count > 0; count--) {
      const run = pieces.slice(start, start + count)
      const name = text.slice(run[0]!.index, run.at(-1)!.index + run.at(-1)![0].length)
      if (name.length < 4 || !isRegion(name)) continue
      // A street may be called like a village.
      if (!/\b(?:kel|kelurahan|desa|kec|kecamatan|kota|kab|kabupaten)\b[.:\s]*$/i.test(text.slice(0, run[0]!.index)))
        continue
      for (const { index } of run) found.add(index)
      break
    }
  }
  return found
}

function isDated(text: string): boolean {
  return /^0\d[-. ]\d{2}[-. ](?:19|20)\d{2}/.test(text)
}
