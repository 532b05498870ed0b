/** A decimal number as its text has it: nothing of it is lost. */
export interface Decimal {
  isNegative: boolean
  /** Without point and sign. */
  digits: string
  /** How many of the digits stand behind the point. */
  scale: number
}

const plain = /^([+-]?)(\d*)(?:\.(\d*))?([+-]?)$/

/**
 * Reads `-12.50`, `12.50-`, `000001250` (with `decimals` 2: the point is where the layout says). Undefined for what is
 * no number.
 */
export function parseDecimal(text: string, decimals = 0): Decimal | undefined {
  const [, before = '', whole = '', fraction, behind = ''] = plain.exec(text) ?? []
  const digits = whole + (fraction ?? '')
  if (digits === '' || (before !== '' && behind !== '')) return undefined
  return { isNegative: before === '-' || behind === '-', digits,
    scale: fraction === undefined ? decimals : fraction.length }
}

/** As a number when JavaScript's hold it exactly (15 digits, or a safe integer), else as its text. */
export function decimalValue({ isNegative, digits, scale }: Decimal): number | string {
  const all = digits.padStart(scale + 1, '0')
  const point = all.length - scale
  const text = `${isNegative ? '-' : ''}${all.slice(0, point)}${scale > 0 ? `.${all.slice(point)}` : ''}`
  const value = Number(text)
  const significant = digits.replace(/^0+/, '').length
  if (significant <= 15 || (scale === 0 && Number.isSafeInteger(value))) return value === 0 ? 0 : value
  return text.replace(/^(-?)0+(?=\d)/, '$1')
}

const SUM_SCALE = 6

/** Adds decimals up exactly, in millionths. */
export class DecimalSum {
  #millionths = 0n

  add({ isNegative, digits, scale }: Decimal): void {
    const units = BigInt(digits) * 10n ** BigInt(Math.max(0, SUM_SCALE - scale)) /
      10n ** BigInt(Math.max(0, scale - SUM_SCALE))
    this.#millionths += isNegative ? -units : units
  }

  equals(total: Decimal): boolean {
    const other = new DecimalSum()
    other.add(total)
    return other.#millionths === this.#millionths
  }
}
