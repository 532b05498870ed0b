import type { Declared, LegacyRow } from './columns.ts'

/** How a sample came, as `satu adapter new` names its connectors. */
export type SampleFormat = 'json' | 'xml' | 'wsdl' | 'csv' | 'fixed-width' | 'dbf' | 'xlsx' | 'sql'

/** Rows of a legacy system, with what is known beside them. */
export interface Sample {
  format: SampleFormat
  rows: readonly LegacyRow[]
  /** Where the rows are: `result.items[]`, `sheet 1`, `separated by ;, windows-1252`. */
  place: string
  /** Words that may name what a row is: of the file, the element, the table. */
  names: readonly string[]
  declared?: Readonly<Record<string, Declared>>
  /** Bad rows passed over, a wrong declaration of the character set, ... */
  remarks: readonly string[]
}

/** Why nothing can be learned: one line for the terminal, and the command's end. */
export class SampleError extends Error {
  override readonly name = 'SampleError'
}

/** Rows that are read: more would not make the guess better. */
export const MOST_ROWS = 3_000

/**
 * Takes the first rows of a reader. One that fails behind the first rows has told enough when only a file's head was
 * read.
 */
export async function takeRows<Row>(
  rows: AsyncIterable<Row>,
  { isHead, most = MOST_ROWS }: { isHead: boolean; most?: number }
): Promise<Row[]> {
  const taken: Row[] = []
  try {
    for await (const row of rows) {
      taken.push(row)
      if (taken.length >= most) break
    }
  } catch (error) {
    if (!isHead || taken.length === 0) throw error
  }
  return taken
}
