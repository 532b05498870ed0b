import { type Parsed, type QualityCode, rejected } from '../quality.ts'
import { pastDate } from './calendar.ts'
import { isZeros, parseDigits } from './digits.ts'
import { provinceExists } from './provinces.ts'

/**
 * A national identity number and what its digits say. Never read an address from it: the region is that of first issue.
 */
export interface Nik {
  /** 16 digits. */
  number: string
  /** `32`, where the number was first issued. */
  provinceCode: string
  /** `32.73` */
  regencyCode: string
  /** `32.73.02` */
  districtCode: string
  /** `YYYY-MM-DD`; absent when the digits are no real date. */
  birthDate?: string
  sex?: 'male' | 'female'
}

export interface NikOptions {
  /** `YYYY-MM-DD`; the two-digit year of birth is the last one not after it. */
  today: string
  /** The birth date the same record gives, `YYYY-MM-DD`; a difference is noted `nik_birthdate_mismatch`. */
  birthDate?: string | undefined
  /** Whether a district (`32.73.02`) was ever issued; without it only the province is checked. */
  isDistrict?: (districtCode: string) => boolean
}

const LENGTH = 16
/** Added to the day of birth of women. */
const FEMALE_OFFSET = 40

/**
 * Reads a NIK: province, regency and district of first issue, day of birth (women 41-71), month, year,
 * serial (Permendagri on the NIK; PPKKCC DDMMYY SSSS).
 *
 * Sixteen digits are always returned, with `nik_invalid`, `region_unknown` or `nik_birthdate_mismatch` when
 * they do not hold together: registers contain such numbers and people live with them. Anything else
 * gives no value. A number that lost one leading zero is padded and noted, though no province starts
 * with zero, so it is `nik_invalid` too.
 */
export function parseNik(raw: unknown, opts: NikOptions): Parsed<Nik> {
  const read = parseDigits(raw)
  if (read.value === undefined) {
    return { value: undefined, codes: read.codes.map(code => (code === 'invalid_value' ? 'nik_invalid' : code)) }
  }
  const number = typeof raw === 'number' && read.value.length === LENGTH - 1 ? `0${read.value}` : read.value
  if (number.length !== LENGTH || isZeros(number)) return rejected('nik_invalid')
  const value = describe(number, opts.today)
  const codes: QualityCode[] = []
  if (read.value.length < LENGTH) codes.push('leading_zero_lost')
  if (value.birthDate === undefined || number.endsWith('0000') || number.startsWith('0')) codes.push('nik_invalid')
  if (!isKnown(value, opts)) codes.push('region_unknown')
  if (opts.birthDate !== undefined && value.birthDate !== undefined && opts.birthDate !== value.birthDate) {
    codes.push('nik_birthdate_mismatch')
  }
  return { value, codes }
}

function describe(number: string, today: string): Nik {
  const [province, regency, district] = [number.slice(0, 2), number.slice(2, 4), number.slice(4, 6)]
  const region = {
    number,
    provinceCode: province,
    regencyCode: `${province}.${regency}`,
    districtCode: `${province}.${regency}.${district}`
  }
  const codedDay = Number(number.slice(6, 8))
  const isFemale = codedDay > FEMALE_OFFSET
  const birthDate = pastDate(
    Number(number.slice(10, 12)),
    Number(number.slice(8, 10)),
    isFemale ? codedDay - FEMALE_OFFSET : codedDay,
    today
  )
  return birthDate === undefined ? region : { ...region, birthDate, sex: isFemale ? 'female' : 'male' }
}

function isKnown(nik: Nik, opts: NikOptions): boolean {
  if (opts.isDistrict) return opts.isDistrict(nik.districtCode)
  return provinceExists(nik.provinceCode) && !nik.districtCode.split('.').includes('00')
}

/**
 * Masks a NIK or family card number as `327302******9991`. Whatever does not have 16 digits becomes
 * sixteen stars, so nothing of it can leak.
 */
export function maskNik(number: string): string {
  return /^[0-9]{16}$/.test(number) ? `${number.slice(0, 6)}******${number.slice(12)}` : '*'.repeat(LENGTH)
}

const WRITTEN = /(?<!\d)(\d\d)\d{4}(?:0[1-9]|[1256]\d|3[01]|4[1-9]|7[01])(?:0[1-9]|1[0-2])\d{6}(?!\d)/g

/** Whether a number stands in a text that can be somebody's NIK: of a province that is there, and of a day of birth. */
export function holdsNik(text: string): boolean {
  for (const [, province = ''] of text.matchAll(WRITTEN)) if (provinceExists(province)) return true
  return false
}
