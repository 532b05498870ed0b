import { readText } from './dbf-values.ts'
import { type Decimal, decimalValue, parseDecimal } from './decimal.ts'

export interface FixedField {
  name: string
  /** Position of its first character in the line, counted from 1 as in the legacy system's own description. */
  from: number
  length: number
  /** Default `text`: without the blanks behind it. */
  type?: 'text' | 'number'
  /** Of a number written without a point: how many of its digits stand behind it. */
  decimals?: number
}

export type FixedValue = string | number | null
/** Texts, numbers (as text where a JavaScript number would not be exact), null for a blank number. */
export type FixedRow = Record<string, FixedValue>

/** Cuts one kind of line into its fields. */
export interface Layout {
  /** Characters that a line has at least. */
  length: number
  /** The row, or the name of the number that is none. */
  read(line: string): FixedRow | string
  /** A number field as it stands in the line; undefined when it is blank. */
  decimal(line: string, name: string): Decimal | undefined
}

/** @throws TypeError for a layout that describes no line */
export function createLayout(fields: readonly FixedField[]): Layout {
  const names = new Set<string>()
  for (const { name, from, length } of fields) {
    if (!Number.isInteger(from) || !Number.isInteger(length) || from < 1 || length < 1) {
      throw new TypeError(`the field ${name} must have a position from 1 on and a length`)
    }
    if (names.has(name)) throw new TypeError(`the layout has ${name} twice`)
    names.add(name)
  }
  const cut = (line: string, { from, length }: FixedField): string => line.slice(from - 1, from - 1 + length)
  return {
    length: fields.reduce((most, { from, length }) => Math.max(most, from - 1 + length), 0),
    read(line) {
      const row: FixedRow = {}
      for (const field of fields) {
        const text = readText(cut(line, field))
        if (field.type !== 'number') {
          row[field.name] = text
          continue
        }
        const digits = text.trimStart()
        const decimal = digits === '' ? undefined : parseDecimal(digits, field.decimals)
        if (decimal === undefined && digits !== '') return field.name
        row[field.name] = decimal === undefined ? null : decimalValue(decimal)
      }
      return row
    },
    decimal(line, name) {
      const field = fields.find(field => field.name === name)
      return field && parseDecimal(cut(line, field).trim(), field.decimals)
    }
  }
}
