import { found, type Parsed, rejected } from '../quality.ts'
import { toText, withoutText } from './text.ts'

// Excel shows long numbers as 3,27302E+15: the digits behind are gone for good.
const SCIENTIFIC = /^[0-9]+(?:[.,][0-9]*)?e\+?[0-9]+$/i
const PUNCTUATED = /^[0-9](?:[0-9 .,'/-]*[0-9])?$/

/**
 * The digits of a number-like code, punctuation removed.
 *
 * A JSON number beyond 2^53 or in scientific notation is rejected as `numeric_id_precision`: its last
 * digits are invented. Anything but digits and punctuation is rejected as `invalid_value`.
 */
export function parseDigits(raw: unknown): Parsed<string> {
  if (typeof raw === 'number' && Number.isFinite(raw)) {
    if (raw < 0 || !Number.isInteger(raw)) return rejected('invalid_value')
    return Number.isSafeInteger(raw) ? found(String(raw)) : rejected('numeric_id_precision')
  }
  // Excel marks text cells with a leading apostrophe, and some exports keep it.
  const text = toText(raw)?.replace(/^'/, '')
  if (text === undefined) return withoutText(raw)
  if (SCIENTIFIC.test(text)) return rejected('numeric_id_precision')
  return PUNCTUATED.test(text) ? found(text.replace(/[^0-9]/g, '')) : rejected('invalid_value')
}

/**
 * A fixed-width code of at most `width` digits: leading zeros that a number column or a spreadsheet
 * dropped are put back and noted as `leading_zero_lost`.
 */
export function padCode(raw: unknown, width: number): Parsed<string> {
  const digits = parseDigits(raw)
  if (digits.value === undefined || digits.value.length === width) return digits
  if (digits.value.length > width) return rejected('invalid_value')
  return found(digits.value.padStart(width, '0'), 'leading_zero_lost')
}

/** True for a placeholder of zeros only. */
export function isZeros(digits: string): boolean {
  return /^0+$/.test(digits)
}
