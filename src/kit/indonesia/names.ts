import { absent, found, type Parsed, type QualityCode } from '../quality.ts'
import { toText, withoutText } from './text.ts'
import { splitTitles } from './titles.ts'

export interface PersonName {
  /** Name without titles, title-cased when the system writes capitals only. Many people have one name. */
  fullName: string
  /** As the system sent it, ends trimmed. */
  raw: string
  /** Titles before and degrees after, in order, in their usual spelling (`Ir.`, `H.`, `M.M.`). */
  titles: string[]
  /** Marked as dead in the name field (`ALM.`). */
  deceased: boolean
}

export interface NameOptions {
  /** Width of the legacy column; a name that fills it is noted `name_truncated`. */
  width?: number
}

/** Reads a person's name. A name field without a single letter gives no value and `invalid_value`. */
export function parseName(raw: unknown, opts: NameOptions = {}): Parsed<PersonName> {
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  if (!/\p{L}/u.test(text)) return /^[\s.*_?-]+$/.test(text) ? absent() : { value: undefined, codes: ['invalid_value'] }
  const { name, titles, deceased } = splitTitles(text)
  const codes: QualityCode[] = opts.width !== undefined && text.length >= opts.width ? ['name_truncated'] : []
  return found({ fullName: titleCaseName(name), raw: text, titles, deceased }, ...codes)
}

// Written small inside a name, large at its start.
const PARTICLES = new Set(['bin', 'binti', 'van', 'der', 'den', 'ter'])
const ROMAN = /^(?:II|III|IV|VI|VII|VIII)$/

/**
 * Title case for a name in capitals only or in small letters only; any other spelling is the owner's and
 * stays. `MA'RUF` becomes `Ma'ruf`, `NUR-AINI` `Nur-Aini`, `M. YUSUF BIN ALI` `M. Yusuf bin Ali`.
 */
export function titleCaseName(name: string): string {
  if (name !== name.toUpperCase() && name !== name.toLowerCase()) return name
  return name.split(' ').map(caseWord).join(' ')
}

// Most words: no letter in them begins a second part.
const PLAIN_WORD = /^[A-Za-z]*[^A-Za-z\u0080-\uffff]*$/

function caseWord(word: string, index: number): string {
  if (ROMAN.test(word)) return word
  const small = word.toLowerCase()
  if (index > 0 && PARTICLES.has(small)) return small
  if (PLAIN_WORD.test(word)) return word.charAt(0).toUpperCase() + small.slice(1)
  return small.replace(/(^|[^\p{L}'’`])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase())
}

/** Initials of each word, for masked output: `Asep Sunandar` becomes `A. S.` */
export function nameInitials(name: string): string {
  const initials = name.match(/(?<![\p{L}'’`])\p{L}/gu) ?? []
  return initials.map(letter => `${letter.toUpperCase()}.`).join(' ')
}

// One name in many spellings, and the only one that papers also shorten. A lone "M." is not among them:
// it may be Maman or Maria as well.
const MUHAMMAD = /^(?:M[OU](?:CH|K?H)AM+[AE]D|M[OU](?:CH|H)|MHD|MUHD|MOHD)$/

/**
 * The form in which names are compared: no titles, capitals, no accents, apostrophes or other
 * punctuation, one blank between words, every spelling of Muhammad (Mohamad, Moch., Muh.) as one.
 */
export function normalizeName(name: string): string {
  const words = splitTitles(toText(name) ?? '').name
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`´ʼ]/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  return words.map(word => (MUHAMMAD.test(word) ? 'MUHAMMAD' : word)).join(' ')
}

/**
 * Whether two names are the same person's name, strictly enough for a yes/no check of identity: same
 * letters in the same order. Titles, case, punctuation, the gap in `Nur Hayati`/`Nurhayati` and the
 * spellings of Muhammad are passed over; word order, initials, missing words and old spelling (Soe-/Su-)
 * are not. A name without letters matches nothing.
 */
export function namesMatch(a: string, b: string): boolean {
  const left = joined(a)
  return left !== '' && left === joined(b)
}

function joined(name: string): string {
  return normalizeName(name).replaceAll(' ', '')
}
