import type { Value } from '../model.ts'
import type { Format } from './format.ts'
import { isFormula } from './formula.ts'

/**
 * RFC 4180 in UTF-8 with a header. Empty is what a row is without. Text that a spreadsheet would run as a formula has
 * an apostrophe before it, which spreadsheets do not show.
 */
export const csv: Format = (output, { columns }) => {
  output.text(`${columns.map(({ name }) => name).join(',')}\r\n`)
  return {
    row(values) {
      output.text(`${values.map(cell).join(',')}\r\n`)
    },
    end() {}
  }
}

export function cell(value: Value): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = isFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
