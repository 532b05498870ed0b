import { isRealDate } from '../../../kit/indonesia/calendar.ts'
import { monthNumber } from '../../../kit/indonesia/months.ts'
import { npwpCheckDigit, parseNpwp } from '../../../kit/indonesia/npwp.ts'
import { splitTitles } from '../../../kit/indonesia/titles.ts'
import type { Chance } from './chance.ts'
import { nameParticles } from './words.ts'

/**
 * Puts invented values in the place of a person's: the same for the same value, and written in the same way. What was
 * wrong with a value is wrong with the other: a NIK of 15 digits has 15, a date that does not exist stays as it is.
 */
export interface People {
  nik(text: string): string
  familyCard(text: string): string
  npwp(text: string): string
  /** NIP, the number of a civil servant: day of birth, month of appointment, sex, serial. */
  civilServant(text: string): string
  phone(text: string): string
  email(text: string): string
  name(text: string): string
  birthDate(text: string): string
  plate(text: string): string
  /** Any other word of letters, with the same length. */
  word(word: string): string
  /** Digits that keep their number, and zeros in front. */
  number(text: string): string
}

const SERIALS = 10

/** @param isTaken words and numbers of real people, which nothing invented may be */
export function createPeople(chance: Chance, isTaken: (text: string) => boolean): People {
  const invented = new Map<string, string>()
  const used = new Map<string, number>()

  /** Draws until nothing real comes out. */
  function draw(use: string, text: string, make: (text: string) => string): string {
    const known = invented.get(`${use} ${text}`)
    if (known !== undefined) return known
    let made = make(text)
    for (let turn = 1; (isTaken(made) || made === text) && turn < 50; turn++) made = make(`${text}#${turn}`)
    invented.set(`${use} ${text}`, made)
    return made
  }

  /** Sixteen digits: region, day (women 40 more), month, year, serial. Serials 9990 to 9999 are nobody's. */
  function sixteen(digits: string): string {
    const [region, day, month, year] = [digits.slice(0, 6), Number(digits.slice(6, 8)), Number(digits.slice(8, 10)),
      digits.slice(10, 12)]
    const added = day > 40 ? 40 : 0
    const date = shiftDay(Number(year), month, day - added)
    const stem = date === undefined ? digits.slice(0, 12) : `${region}${two(date.day + added)}${two(date.month)}${year}`
    // A serial of zeros is no NIK's.
    if (digits.endsWith('0000')) return `${stem}0000`
    const serial = used.get(stem) ?? 0
    used.set(stem, serial + 1)
    return serial < SERIALS
      ? `${stem}${9990 + serial}`
      : `${region}${chance.digits('nik', digits, 6)}${9990 + (serial % SERIALS)}`
  }

  /** Another day of the same year. The year counts by its last two digits: so birth dates and NIKs stay together. */
  function shiftDay(year: number, month: number, day: number): { month: number; day: number } | undefined {
    const full = year < 100 ? 1900 + year : year
    if (!isRealDate(full, month, day) && !isRealDate(full + 100, month, day)) return undefined
    const key = `${two(full % 100)}-${two(month)}-${two(day)}`
    return { month: chance.number('month', key, 12) + 1, day: chance.number('day', key, 28) + 1 }
  }

  function personal(use: string, text: string): string {
    const digits = text.replace(/\D/g, '')
    if (digits === '' || /^0+$/.test(digits)) return text
    const made = draw(use, digits, seed => (digits.length === 16
      ? sixteen(digits)
      : `${digits.slice(0, 6)}${chance.digits(use, seed, Math.max(0, digits.length - 6))}`))
    return refill(text, made)
  }

  const word = (text: string): string => {
    const small = text.toLowerCase()
    const made = likeCase(text, draw('word', small, seed => pseudoWord(seed, small.length, chance)))
    // A letter of another character set is what is wrong with some names.
    return made.replace(/./g, (letter, at: number) => ((text[at] ?? '') > '\u007f' ? (text[at] ?? letter) : letter))
  }
  const people: People = {
    nik: text => personal('sixteen', text),
    familyCard: text => personal('sixteen', text),
    npwp(text) {
      const digits = text.replace(/\D/g, '')
      if (digits === '' || /^0+$/.test(digits)) return text
      if (digits.length === 16 && !digits.startsWith('0')) return people.nik(text)
      const zeros = digits.length === 16 ? '0' : ''
      const own = digits.slice(zeros.length)
      if (own.length !== 15)
        return refill(text, draw('npwp', digits, seed => chance.digits('npwp', seed, digits.length)))
      const made = draw('npwp', own, seed => {
        const eight = `${own.slice(0, 2)}999${chance.digits('npwp', seed, 3)}`
        const check = npwpCheckDigit(eight)
        // One that fails its check goes on failing it.
        return `${eight}${parseNpwp(own).value === undefined ? (check + 1) % 10 : check}${own.slice(9)}`
      })
      return refill(text, zeros + made)
    },
    civilServant(text) {
      const digits = text.replace(/\D/g, '')
      const born = withOtherDay(digits.slice(0, 8), shiftDay) ?? digits.slice(0, 8)
      return refill(text, draw('nip', digits, seed => `${born}${digits.slice(8, 15)}${chance.digits('nip', seed, 3)}`))
    },
    phone(text) {
      const digits = text.replace(/\D/g, '')
      // However it is written, it is one number: what follows the country and the zero.
      const national = digits.replace(/^(?:00)?62(?=[2-9])/, '').replace(/^0/, '')
      if (national.length < 5) return text
      const made = draw('phone', national,
        seed => `${national.slice(0, 3)}000${chance.digits('phone', seed, national.length)}`.slice(0, national.length))
      return refill(text, digits.slice(0, digits.length - national.length) + made)
    },
    email(text) {
      if (!/[^\s@]@[^\s@]/.test(text)) return text.replace(/\p{L}+/gu, word)
      const [local = '', host = ''] = text.split('@')
      const name = draw('email', text.toLowerCase(), seed => `warga${chance.digits('email', seed, 6)}`)
      // One without a domain goes on lacking it.
      return `${/^\s*/.exec(local)?.[0] ?? ''}${name}@${host.includes('.') ? 'surel.example' : 'surel'}${
        /\s*$/.exec(host)?.[0] ?? ''
      }`
    },
    name(text) {
      const { name } = splitTitles(text.replace(/\s+/g, ' ').trim())
      const kept = new Set(splitTitles(text).titles.flatMap(title => title.toLowerCase().split('.')).filter(Boolean))
      const own = new Set(name.toLowerCase().match(/\p{L}+/gu))
      return text.replace(/&#?\w+;|\p{L}+/gu, piece => {
        const small = piece.toLowerCase()
        if (piece.startsWith('&') || nameParticles.has(small) || (kept.has(small) && !own.has(small))) return piece
        return own.has(small) || piece.length > 2 ? word(piece) : piece
      })
    },
    birthDate: text =>
      withOtherDay(text, shiftDay) ?? refill(text, chance.digits('date', text, text.replace(/\D/g, '').length)),
    plate(text) {
      // With the letters of the region, however it is divided.
      const [, region = '', rest = ''] = /^(\s*\p{L}{1,2}(?!\p{L}))?(.*)$/su.exec(text) ?? []
      const own = text.replace(/[^\p{L}\d]/gu, '').toUpperCase()
      let place = 0
      const letter = (old: string): string =>
        likeCase(old, String.fromCharCode(97 + chance.number(`plate ${place++}`, own, 26)))
      return region + rest.replace(/\p{L}/gu, letter).replace(/\d+/g, people.number)
    },
    word,
    number: text =>
      text.replace(/[1-9]\d*/g, digits =>
        draw('number', digits, seed =>
          digits.replace(/\d/g, (_, place: number) =>
            String(1 + chance.number('number', `${seed}/${place}`, 9)))))
  }
  return people
}

/** The digits of a text replaced one by one; what stands between them stays. */
function refill(text: string, digits: string): string {
  let at = 0
  return text.replace(/\d/g, digit => digits[at++] ?? digit)
}

type ShiftDay = (year: number, month: number, day: number) => { month: number; day: number } | undefined

/** Undefined for a text that is written in a way that nobody knows; a day that does not exist stays. */
function withOtherDay(text: string, shift: ShiftDay): string | undefined {
  const same = (count: number, number: number): string => String(number).padStart(count, '0')
  const yearFirst = /(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  if (yearFirst !== null && (yearFirst[2] !== '' || /^\s*\d{8}\s*$/.test(text))) {
    const [all, year = '', gap = '', month = '', day = ''] = yearFirst
    const other = shift(Number(year), Number(month), Number(day))
    return other === undefined
      ? text
      : text.replace(all, `${year}${gap}${same(month.length, other.month)}${gap}${same(day.length, other.day)}`)
  }
  const dayFirst = /(?<!\d)(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(text)
  if (dayFirst !== null) {
    const [all, day = '', gap = '', month = '', year = ''] = dayFirst
    const other = shift(Number(year), Number(month), Number(day))
    return other === undefined
      ? text
      : text.replace(all, `${same(day.length, other.day)}${gap}${same(month.length, other.month)}${gap}${year}`)
  }
  const worded = /(?<!\d)(\d{1,2})([-/. ]+)(\p{L}{3,9})([-/., ]+)(\d{4}|\d{2})(?!\d)/u.exec(text)
  if (worded === null) return undefined
  const [all, day = '', before = '', name = '', behind = '', year = ''] = worded
  const month = monthNumber(name)
  const other = month === undefined ? undefined : shift(Number(year), month, Number(day))
  if (other === undefined) return text
  const spelled = MONTHS[other.month - 1] ?? name
  return text.replace(all,
    `${same(day.length, other.day)}${before}${
      likeCase(name, name.length <= 3 ? spelled.slice(0, 3) : spelled)
    }${behind}${year}`)
}

const MONTHS = ['januari', 'februari', 'maret', 'april', 'mei', 'juni', 'juli', 'agustus', 'september', 'oktober',
  'november', 'desember']

const CONSONANTS = 'bcdfghjklmnprstw'
const VOWELS = 'aeiou'

/** A word that can be spoken and means nothing, of this length. */
function pseudoWord(seed: string, length: number, chance: Chance): string {
  const first = chance.number('first', seed, 2)
  return Array.from({ length }, (_, place) => {
    const letters = (place + first) % 2 === 0 ? CONSONANTS : VOWELS
    return letters[chance.number(`letter ${place}`, seed, letters.length)]
  }).join('')
}

function likeCase(model: string, text: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return text.toUpperCase()
  const [first = ''] = model
  return first === first.toUpperCase() ? (text[0] ?? '').toUpperCase() + text.slice(1) : text
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
