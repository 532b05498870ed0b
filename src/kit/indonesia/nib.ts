import { absent, found, type Parsed, rejected } from '../quality.ts'
import { isZeros, padCode, parseDigits } from './digits.ts'

/**
 * A business number (NIB, since 2018): 13 digits. A number that lost one leading zero is padded and noted;
 * text must be whole. Zeros only give no value.
 */
export function parseNib(raw: unknown): Parsed<string> {
  const { value: digits, codes } = parseDigits(raw)
  if (digits === undefined) return { value: digits, codes }
  if (isZeros(digits)) return absent()
  if (digits.length === 13) return found(digits)
  return typeof raw === 'number' && digits.length === 12 ? padCode(raw, 13) : rejected('invalid_value')
}
