import type { Value } from '../model.ts'
import type { Plan } from '../plan.ts'
import type { Format } from './format.ts'

/**
 * An array of objects, one a line, each with every column in the order of the columns; null is what a row is without.
 */
export const json: Format = (output, plan) => {
  const toText = objectWriter(plan.columns)
  let before = '[\n'
  return {
    row(values) {
      output.text(before + toText(values))
      before = ',\n'
    },
    end() {
      output.text(before === '[\n' ? '[]\n' : '\n]\n')
    }
  }
}

/** Writes values as an object with the names of the columns. */
export function objectWriter(columns: Plan['columns']): (values: readonly Value[]) => string {
  const names = columns.map(({ name }) => `${JSON.stringify(name)}:`)
  return values => `{${names.map((name, i) => name + JSON.stringify(values[i] ?? null)).join(',')}}`
}
