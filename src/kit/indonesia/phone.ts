import { absent, found, type Parsed, rejected } from '../quality.ts'
import { toText, withoutText } from './text.ts'

export interface PhoneOptions {
  /** Area code of the city (`022` or `22`); local landline numbers get it. Without it they are rejected. */
  areaCode?: string | undefined
}

// Several numbers in one field: the clerk's first choice stands first.
const BETWEEN = /\s*(?:[/;|,\n]|\s(?:dan|atau|or|&)\s|\s-\s)\s*/i

/**
 * A phone number in E.164 (`+6281234567890`, `+62222534135`) from the ways people write it: `0812-3456-7890`,
 * `(022) 2534135`, `62812...`, `+62 (0)812...`, without the leading zero (`leading_zero_lost`). Of several
 * numbers the first valid one is taken. Foreign numbers need their `+`.
 */
export function parsePhone(raw: unknown, opts: PhoneOptions = {}): Parsed<string> {
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  if (/^[0-9]+(?:[.,][0-9]*)?e\+?[0-9]+$/i.test(text)) return rejected('numeric_id_precision')
  if (/^[0\s.+-]+$/.test(text)) return absent()
  for (const part of text.split(BETWEEN)) {
    const phone = readOne(part, opts)
    if (phone !== undefined) return phone
  }
  return rejected('invalid_value')
}

function readOne(text: string, opts: PhoneOptions): Parsed<string> | undefined {
  const bare = text
    .replace(/\s*(?:ext|eks|pes|pesawat)\b.*$/i, '')
    .replace(/^[\p{L}\s.:]+(?=[+(0-9])/u, '')
    .replace(/\(0\)/g, '')
  if (/[^0-9\s().+\-–]/.test(bare)) return undefined
  const digits = bare.replace(/[^0-9]/g, '')
  if (bare.trim().startsWith('+')) return international(digits)
  if (digits.startsWith('00')) return international(digits.slice(2))
  if (digits.startsWith('0')) return national(digits.slice(1))
  if (/^62[2-9]/.test(digits) && digits.length >= 10) return international(digits)
  return withoutZero(digits, opts)
}

function international(digits: string): Parsed<string> | undefined {
  if (digits.startsWith('62')) return national(digits.slice(2).replace(/^0/, ''))
  return /^[1-9][0-9]{7,14}$/.test(digits) ? found(`+${digits}`) : undefined
}

// Mobile numbers have 9 to 12 digits after the zero and start with 8; area codes (2 or 3 digits, 2-7 or 9
// first) are followed by 5 to 8 digits.
const MOBILE = /^8[1-9][0-9]{7,10}$/
const LANDLINE = /^[2-79][0-9]{7,10}$/

function national(digits: string): Parsed<string> | undefined {
  return MOBILE.test(digits) || LANDLINE.test(digits) ? found(`+62${digits}`) : undefined
}

function withoutZero(digits: string, opts: PhoneOptions): Parsed<string> | undefined {
  const areaCode = opts.areaCode?.replace(/^0/, '')
  if (MOBILE.test(digits)) return found(`+62${digits}`, 'leading_zero_lost')
  if (areaCode === undefined) return undefined
  if (/^[2-9][0-9]{5,7}$/.test(digits)) return found(`+62${areaCode}${digits}`)
  const isWithArea = digits.startsWith(areaCode) && digits.length > areaCode.length + 5
  return isWithArea && LANDLINE.test(digits) ? found(`+62${digits}`, 'leading_zero_lost') : undefined
}

/** All but the last three characters starred; a text too short to hide anything is starred whole. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '*'.repeat(Math.max(phone.length, 5)) : '*'.repeat(phone.length - 3) + phone.slice(-3)
}
