import { currentLook } from '../wire-look.ts'
import { checkRequired, columnNames, type Problems } from './source.ts'

export interface CsvTableOptions {
  columns?: readonly string[]
  required?: readonly string[]
  ragged?: 'refuse' | 'fill'
}

/** Gives the fields of a row their names. */
export class CsvTable {
  #options: CsvTableOptions
  #problems: Problems
  #names: string[] | undefined

  constructor(options: CsvTableOptions, problems: Problems) {
    this.#options = options
    this.#problems = problems
    if (options.columns !== undefined) this.#setNames(options.columns)
  }

  get hasNames(): boolean {
    return this.#names !== undefined
  }

  /** Undefined for the header row and for rows that are passed over. */
  row(values: string[], line: number, wrong: string | undefined, isWhole: boolean): Record<string, string> | undefined {
    if (this.#names === undefined) {
      if (wrong !== undefined) throw this.#problems.faultIn(line, 'unreadable', wrong)
      this.#setNames(values)
      return undefined
    }
    const names = this.#names
    if (wrong !== undefined) return this.#pass(line, wrong)
    if (values.length !== names.length && this.#options.ragged !== 'fill') {
      if (!isWhole && values.length < names.length) throw this.#problems.fault('truncated', `ends within line ${line}`)
      return this.#pass(line, `has ${values.length} instead of ${names.length} fields`)
    }
    const row: Record<string, string> = {}
    for (let index = 0; index < names.length; index++) row[names[index]!] = values[index] ?? ''
    for (let index = names.length; index < values.length; index++) row[`column_${index + 1}`] = values[index]!
    return row
  }

  #pass(line: number, wrong: string): undefined {
    this.#problems.badRow(line, wrong)
    return undefined
  }

  #setNames(titles: readonly string[]): void {
    this.#names = columnNames(titles)
    checkRequired(this.#names, this.#options.required, this.#problems)
    if (this.#options.columns === undefined)
      currentLook()?.columns(this.#problems.stage, this.#names.map(name => ({ name })))
  }
}
