import { columns } from './columns.ts'

/** One thing, and what happened to it last. */
export interface Details {
  /** Names and values; a fact without a value is left out. */
  facts: readonly (readonly [name: string, value: string])[]
  /** Says what the rows are, where there are more than are shown. */
  title: string | undefined
  head: readonly string[]
  rows: readonly (readonly string[])[]
  /** Which columns are numbers. */
  numbers?: readonly number[]
}

export function writeDetails({ facts, title, head, rows, numbers }: Details, write: (line: string) => void): void {
  for (const line of columns(facts.filter(([, value]) => value !== ''))) write(line)
  write('')
  if (title !== undefined) write(title)
  for (const line of columns([head, ...rows], numbers)) write(line)
}
