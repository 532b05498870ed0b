import { absent, type Parsed, type QualityCode, rejected } from '../quality.ts'
import { isRealDate } from './calendar.ts'
import { isZeros, parseDigits } from './digits.ts'

const LENGTH = 16

/**
 * The number of a family card (kartu keluarga): 16 digits, region and day of issue as in a NIK but without
 * the 40 added for women. Sixteen digits are always returned; `invalid_value` when the day of issue cannot
 * be real. Zeros stand for people who have no card. Mask it with `maskNik`.
 */
export function parseFamilyCard(raw: unknown): Parsed<string> {
  const digits = parseDigits(raw)
  if (digits.value === undefined) return digits
  if (isZeros(digits.value)) return absent()
  const number = typeof raw === 'number' && digits.value.length === LENGTH - 1 ? `0${digits.value}` : digits.value
  if (number.length !== LENGTH) return rejected('invalid_value')
  const codes: QualityCode[] = []
  if (digits.value.length < LENGTH) codes.push('leading_zero_lost')
  const [day, month, year] = [number.slice(6, 8), number.slice(8, 10), number.slice(10, 12)].map(Number)
  // The century is not told and makes no difference: no card was issued in 1900, the one odd leap year.
  if (!isRealDate(2000 + (year ?? 0), month ?? 0, day ?? 0) || number.endsWith('0000')) codes.push('invalid_value')
  return { value: number, codes }
}
