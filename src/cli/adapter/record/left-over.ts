import { decodeBody } from '../../../kit/encoding.ts'
import { parseNik } from '../../../kit/indonesia/nik.ts'
import type { Fields } from './fields.ts'

/** What must not stand in anything that is written. */
export interface Originals {
  /** Of identity cards, family cards, tax numbers and telephones: digits alone. */
  numbers: ReadonlySet<string>
  /** In lower case: names of two words and more, and addresses of email. */
  texts: ReadonlySet<string>
}

/** The personal values of a recording, as they came. */
export function originalsOf(fields: Fields, isOrdinary: (text: string) => boolean): Originals {
  const numbers = new Set<string>()
  const texts = new Set<string>()
  for (const key of fields.keys()) {
    const kind = fields.kindOf(key)
    for (const value of new Set(fields.valuesOf(key))) {
      const own = kind === 'keep' ? fields.kindOfValue(value) : kind
      const digits = value.replace(/\D/g, '')
      if ((own === 'nik' || own === 'familyCard' || own === 'npwp') && digits.length >= 12 && !/^0+$/.test(digits))
        numbers.add(digits)
      if (own === 'phone') {
        const national = digits.replace(/^(?:00)?62(?=[2-9])/, '').replace(/^0/, '')
        if (national.length >= 7 && !/^0+$/.test(national)) numbers.add(national)
      }
      if (own === 'email' && value.includes('@')) texts.add(value.trim().toLowerCase())
      if (own === 'name') {
        const name = value.replace(/\s+/g, ' ').trim().toLowerCase()
        if (/\p{L}{2,}.* .*\p{L}{2,}/u.test(name) && !isOrdinary(name)) texts.add(name)
      }
    }
  }
  return { numbers, texts }
}

/**
 * Looks once more at what is to be written. A number is found however it is divided, and one that reads like a NIK
 * though nobody invented it as well.
 * @returns the names of files in which something of a person is left
 */
export function leftOver(files: ReadonlyMap<string, Buffer>, { numbers, texts }: Originals, today: string): string[] {
  return [...files].filter(([name, bytes]) => {
    const text = `${name}\n${decodeBody(bytes).text}`.toLowerCase()
    const digits = text.match(/\d(?:[ .()/-]?\d){6,}/g)?.map(found => found.replace(/\D/g, '')) ?? []
    const runs = text.match(/\d{7,}/g) ?? []
    return (
      [...digits, ...runs].some(run =>
        numbers.has(run) || numbers.has(run.replace(/^(?:00)?62/, '').replace(/^0/, ''))
      ) ||
      runs.some(run => run.length === 16 && parseNik(run, { today }).codes.length === 0 && !/999\d$/.test(run)) ||
      [...texts].some(own => containsWord(text, own))
    )
  }).map(([name]) => name)
}

function containsWord(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!/[\p{L}\d]/u.test(text[at - 1] ?? '') && !/[\p{L}\d]/u.test(text[at + words.length] ?? '')) return true
  }
  return false
}
