import { absent, found, type Parsed, rejected } from '../quality.ts'
import { isZeros, parseDigits } from './digits.ts'

/**
 * A taxpayer number (NPWP), digits only: 15, or the 16 of PMK 112/2022 (a NIK for persons, `0` and the 15
 * for others).
 *
 * The ninth digit checks the first nine (Luhn); a number that fails is dropped as `invalid_value`, as it
 * is nobody's or somebody else's. A lost leading zero is put back when the check digit then fits. The zeros
 * that forms print when there is none give no value. Whether a 16-digit number is a real NIK is not looked at.
 */
export function parseNpwp(raw: unknown): Parsed<string> {
  const { value: digits, codes } = parseDigits(raw)
  if (digits === undefined) return { value: digits, codes }
  if (isZeros(digits)) return absent()
  if (digits.length === 14 && hasCheckDigit(`0${digits}`)) return found(`0${digits}`, 'leading_zero_lost')
  const isValid = (digits.length === 15 && hasCheckDigit(digits)) ||
    (digits.length === 16 && (digits.startsWith('0') ? hasCheckDigit(digits.slice(1)) : true))
  return isValid ? found(digits) : rejected('invalid_value')
}

function hasCheckDigit(npwp: string): boolean {
  return luhnSum(npwp.slice(0, 9)) % 10 === 0
}

function luhnSum(digits: string): number {
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum
}

/** The check digit, ninth of the number, for its first eight digits. */
export function npwpCheckDigit(firstEight: string): number {
  return (10 - (luhnSum(`${firstEight}0`) % 10)) % 10
}

/** `01.234.567.4-423.000`; 16 digits and anything else stay as they are. */
export function formatNpwp(npwp: string): string {
  return npwp.replace(/^(\d{2})(\d{3})(\d{3})(\d)(\d{3})(\d{3})$/, '$1.$2.$3.$4-$5.$6')
}
