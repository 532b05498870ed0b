import { found, type Parsed } from '../quality.ts'
import { parseUnitNumber } from './neighbourhood.ts'
import { toText, withoutText } from './text.ts'

export interface Address {
  /** Street, number, block, complex: what is left when the parts below are taken out. */
  address?: string
  /** 3 digits; an RT lies within its RW. */
  rt?: string
  /** 3 digits */
  rw?: string
  /** As written; look it up with `Regions.village`. */
  villageName?: string
  /** As written; look it up with `Regions.district`. */
  districtName?: string
  /** 5 digits */
  postalCode?: string
}

export interface AddressOptions {
  /** Which comes first in a bare `003/005`: RT in population systems (the default), RW in property tax. */
  pairOrder?: 'rt_rw' | 'rw_rt'
}

type Pick = (opts: AddressOptions, first: string, second: string) => Address

const MARK = String.raw`\s*[.:]?\s*`
const PAIR = String.raw`([0-9]{1,3})\s*/\s*([0-9]{1,3})(?![0-9/])`
const NUMBER = String.raw`([0-9]{1,3})(?![0-9])\s*[/,]?`
// A name ends where the next part or a comma begins. "Jl. Desa No. 3" is a street.
const NOT_STREET = String.raw`(?<!\b(?:jl|jln|jalan|gg)\b\.?\s*)`
const NAME = String.raw`(?!no\b)(\p{L}.*?)(?=\s*(?:[,;]|\b(?:kec|kecamatan|kel|kelurahan|desa|kota|kab|kabupaten)\b|$))`

// In order: what an earlier pattern takes is gone for the later ones. None is tried on a text without its word.
const PARTS: readonly (readonly [word: string, pattern: RegExp, pick: Pick])[] = [
  ['rt', pattern(String.raw`\brt\b${MARK}/\s*rw\b${MARK}${PAIR}`),
    (_, rt, rw) => ({ ...unit('rt', rt), ...unit('rw', rw) })],
  ['rw', pattern(String.raw`\brw\b${MARK}/\s*rt\b${MARK}${PAIR}`),
    (_, rw, rt) => ({ ...unit('rt', rt), ...unit('rw', rw) })],
  ['rt', pattern(String.raw`\brt${MARK}${PAIR}`), (_, rt, rw) => ({ ...unit('rt', rt), ...unit('rw', rw) })],
  ['rw', pattern(String.raw`\brw${MARK}${PAIR}`), (_, rw, rt) => ({ ...unit('rt', rt), ...unit('rw', rw) })],
  ['rt', pattern(String.raw`\brt${MARK}${NUMBER}`), (_, rt) => unit('rt', rt)],
  ['rw', pattern(String.raw`\brw${MARK}${NUMBER}`), (_, rw) => unit('rw', rw)],
  // Bare, only with a leading zero and no "No." in front: 12/5 is a house number.
  [
    '/',
    pattern(String.raw`(?<!\bno\.?\s*)(?<![0-9/])(?=0|[0-9]{1,3}/0)([0-9]{2,3})/([0-9]{2,3})(?![0-9/])`),
    ({ pairOrder }, first, second) =>
      pairOrder === 'rw_rt'
        ? { ...unit('rw', first), ...unit('rt', second) }
        : { ...unit('rt', first), ...unit('rw', second) }
  ],
  ['', pattern(String.raw`(?:\bkode\s*pos${MARK})?(?<![0-9])([1-9][0-9]{4})\s*\.?$`),
    (_, postalCode) => ({ postalCode })],
  ['kec', pattern(String.raw`${NOT_STREET}\b(?:kecamatan|kec)\b${MARK}${NAME}`),
    (_, name) => ({ districtName: tidy(name) })],
  ['', pattern(String.raw`${NOT_STREET}\b(?:kelurahan|kel|desa)\b${MARK}${NAME}`),
    (_, name) => ({ villageName: tidy(name) })]
]

// What any of them needs: most property tax addresses are a street and a number, and pass them all at once.
const ANY_PART = /\b(?:r[tw]|ke[cl]|desa)|[0-9]\/[0-9]|[0-9]{5}/iu

/**
 * Splits a one-line address such as
 * `Jl. Wastukancana No. 2 RT 003 RW 005 Kel. Babakan Ciamis Kec. Sumur Bandung 40117`.
 *
 * RT and RW become three digits each, though tax offices keep RW in two. The street stays as written but
 * for `Jln`/`Jalan`, which become `Jl.`. Text with none of the parts is all street.
 */
export function parseAddress(raw: unknown, opts: AddressOptions = {}): Parsed<Address> {
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  const address: Address = {}
  let rest = text
  const words = text.toLowerCase()
  for (const [word, pattern, pick] of ANY_PART.test(text) ? PARTS : []) {
    if (!words.includes(word)) continue
    const match = pattern.exec(rest)
    if (match === null) continue
    Object.assign(address, pick(opts, match[1] ?? '', match[2] ?? ''))
    rest = `${rest.slice(0, match.index)} , ${rest.slice(match.index + match[0].length)}`
  }
  const street = tidy(rest).replace(/\b(?:jalan|jln|jl)\b\.?\s*(?=\S)/gi, 'Jl. ')
  return found(street === '' ? address : { ...address, address: street })
}

function unit(name: 'rt' | 'rw', digits: string): Address {
  const { value } = parseUnitNumber(digits)
  return value === undefined ? {} : { [name]: value }
}

function pattern(source: string): RegExp {
  return new RegExp(source, 'iu')
}

function tidy(text: string): string {
  return text
    .replace(/(?:\s*[,;])+/g, ',')
    .replace(/,(?=\S)/g, ', ')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s,./-]+|[\s,/-]+$/g, '')
}
