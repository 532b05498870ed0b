import { absent, found, type Parsed, rejected } from '../quality.ts'
import { isZeros, padCode, parseDigits } from './digits.ts'
import { toText, withoutText } from './text.ts'

/** The seven parts of a tax object number (NOP), in order. District and village are tax codes, no others. */
export interface NopParts {
  /** 2 digits */
  province: string
  /** 2 digits */
  regency: string
  /** 3 digits, tax code of the kecamatan */
  district: string
  /** 3 digits, tax code of the kelurahan */
  village: string
  /** 3 digits */
  block: string
  /** 4 digits */
  sequence: string
  /** 1 digit */
  kind: string
}

const WIDTHS: readonly (readonly [keyof NopParts, number])[] = [
  ['province', 2],
  ['regency', 2],
  ['district', 3],
  ['village', 3],
  ['block', 3],
  ['sequence', 4],
  ['kind', 1]
]

const WHOLE = /^[0-9]{18}$/

/**
 * A NOP as 18 digits, from digits or from seven parts divided by dots, hyphens or blanks. Parts that lost
 * leading zeros are padded and noted. A JSON number cannot hold 18 digits and is `numeric_id_precision`.
 */
export function parseNop(raw: unknown): Parsed<string> {
  if (typeof raw === 'number')
    return raw === 0
      ? absent()
      : rejected(raw > Number.MAX_SAFE_INTEGER ? 'numeric_id_precision' : 'invalid_value')
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  if (WHOLE.test(text) && !isZeros(text)) return found(text)
  const { value: digits, codes } = parseDigits(text)
  if (digits === undefined) return { value: digits, codes }
  if (isZeros(digits)) return absent()
  if (digits.length === 18) return found(digits)
  const parts = text.split(/[ .\-/]+/)
  return parts.length === WIDTHS.length ? joinParts(parts) : rejected('invalid_value')
}

/** A NOP from the seven columns of SISMIOP; numbers and shortened codes are padded and noted. */
export function nopFromParts(parts: Readonly<Record<keyof NopParts, unknown>>): Parsed<string> {
  return joinParts(WIDTHS.map(([name]) => parts[name]))
}

function joinParts(parts: readonly unknown[]): Parsed<string> {
  const padded = WIDTHS.map(([, width], index) => padCode(parts[index], width))
  if (padded.every(part => part.value === undefined && part.codes.length === 0)) return absent()
  if (padded.some(part => part.value === undefined)) return rejected('invalid_value')
  const nop = padded.map(part => part.value).join('')
  if (isZeros(nop)) return absent()
  return padded.some(part => part.codes.length > 0) ? found(nop, 'leading_zero_lost') : found(nop)
}

/** The parts of an 18-digit NOP; undefined for anything else. */
export function splitNop(nop: string): NopParts | undefined {
  const [all, province = '', regency = '', district = '', village = '', block = '', sequence = '', kind = ''] =
    /^(\d{2})(\d{2})(\d{3})(\d{3})(\d{3})(\d{4})(\d)$/.exec(nop) ?? []
  return all === undefined ? undefined : { province, regency, district, village, block, sequence, kind }
}

/** `32.73.060.001.002-0030.0`, or with `dots` `32.73.060.001.002.0030.0`. Anything but 18 digits stays as it is. */
export function formatNop(nop: string, style: 'tax_bill' | 'dots' = 'tax_bill'): string {
  const parts = splitNop(nop)
  if (parts === undefined) return nop
  const { province, regency, district, village, block, sequence, kind } = parts
  const gap = style === 'dots' ? '.' : '-'
  return `${[province, regency, district, village, block].join('.')}${gap}${sequence}.${kind}`
}
