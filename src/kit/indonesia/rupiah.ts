import { found, type Parsed, rejected } from '../quality.ts'
import { toPlainNumber } from './numbers.ts'
import { toText, withoutText } from './text.ts'

/**
 * An amount in whole rupiah from `Rp 1.250.000,00`, `Rp1.250.000`, `Rp. 1.250.000,-`, `IDR 1,250,000.00`,
 * `1250000.0000` or a number.
 *
 * Sen are no longer money: `,00` is dropped; other decimals are rounded half up and noted `invalid_value`,
 * since an official amount never has them. Negative amounts and anything else give no value and
 * `invalid_value`.
 */
export function parseRupiah(raw: unknown): Parsed<number> {
  if (typeof raw === 'number') return whole(raw)
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  const amount = text
    .replace(/^(?:rp|idr)\.?\s*/i, '')
    .replace(/\s*(?:idr|rupiah)$/i, '')
    .replace(/\s*[,.]\s*[-=]{1,2}$/, '')
  const plain = toPlainNumber(amount)
  return plain === undefined ? rejected('invalid_value') : whole(Number(plain))
}

function whole(amount: number): Parsed<number> {
  if (!(amount >= 0) || amount > Number.MAX_SAFE_INTEGER) return rejected('invalid_value')
  const rounded = Math.floor(amount + 0.5)
  return rounded === amount ? found(rounded === 0 ? 0 : rounded) : found(rounded, 'invalid_value')
}

/** `Rp1.250.000`, the spelling of the national style guide (EYD). */
export function formatRupiah(amountIdr: number): string {
  return `Rp${String(amountIdr).replace(/\B(?=(?:[0-9]{3})+$)/g, '.')}`
}
