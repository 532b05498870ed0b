import { found, type Parsed, rejected } from '../quality.ts'
import { toText, withoutText } from './text.ts'

/**
 * A number from a number or from text with Indonesian (`1.250.000,50`), plain (`1250000.50`) or English
 * (`1,250,000.50`) separators. A single separator followed by exactly three digits groups thousands:
 * `1.250` is 1250, never 1.25.
 */
export function parseNumber(raw: unknown): Parsed<number> {
  if (typeof raw === 'number') return Number.isFinite(raw) ? found(raw) : rejected('invalid_value')
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  const plain = toPlainNumber(text)
  if (plain === undefined) return rejected('invalid_value')
  const value = Number(plain)
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? rejected('numeric_id_precision') : found(value)
}

/** A whole number; `invalid_value` when there is a fraction or the value lies outside the bounds. */
export function parseInteger(raw: unknown, bounds: { min?: number; max?: number } = {}): Parsed<number> {
  const { value, codes } = parseNumber(raw)
  if (value === undefined) return { value, codes }
  const fits = Number.isSafeInteger(value) && value >= (bounds.min ?? -Infinity) && value <= (bounds.max ?? Infinity)
  return fits ? found(value) : rejected('invalid_value')
}

// Groups of three behind one separator, then at most one other separator before the decimals.
const INDONESIAN = /^[+-]?[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]{0,4})?$/
const ENGLISH = /^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{0,4})?$/
const UNGROUPED = /^[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)$/

/** The same number as `Number()` reads it, or undefined. */
export function toPlainNumber(text: string): string | undefined {
  if (INDONESIAN.test(text)) return text.replace(/[. ]/g, '').replace(',', '.')
  if (ENGLISH.test(text)) return text.replaceAll(',', '')
  return UNGROUPED.test(text) ? text.replace(',', '.') : undefined
}
