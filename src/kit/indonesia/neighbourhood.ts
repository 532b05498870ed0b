import { absent, found, type Parsed, rejected } from '../quality.ts'
import { isZeros, parseDigits } from './digits.ts'
import { toText, withoutText } from './text.ts'

/**
 * An RT or RW number as three digits: `3`, `"03"` and `"003"` are one. Zeros only mean "none". Shorter
 * spellings are the column's width (RW is CHAR(2) in the tax database), so nothing is noted.
 */
export function parseUnitNumber(raw: unknown): Parsed<string> {
  const { value, codes } = parseDigits(raw)
  if (value === undefined) return { value, codes }
  if (isZeros(value)) return absent()
  return value.length <= 3 ? found(value.padStart(3, '0')) : rejected('invalid_value')
}

/** A postal code: five digits, the first not zero. Zeros only mean "none". */
export function parsePostalCode(raw: unknown): Parsed<string> {
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  if (isZeros(text)) return absent()
  return /^[1-9][0-9]{4}$/.test(text) ? found(text) : rejected('invalid_value')
}
