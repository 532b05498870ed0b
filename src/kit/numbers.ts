import type { Call } from './call.ts'

/**
 * A number that residents hold of a system's records: printed on a receipt, a form or a letter. It tells which system a
 * number may belong to, and how its record is found.
 */
export interface NumberForm<Client> {
  /** What people call it. */
  name: Readonly<Record<'id' | 'en', string>>
  /** One as it is printed, invented: what a number looks like is told to whoever typed another. */
  example: string
  /**
   * The whole of a number after `compactNumber`. It must not fit a NIK: those are never looked up by whoever holds one.
   */
  pattern: RegExp
  /**
   * The keys that `get` knows its records by, of the parts of the pattern.
   * @param today `YYYY-MM-DD` in the city, for what is numbered by years
   */
  keys?(parts: RegExpExecArray, today: string): readonly string[]
  /**
   * For a number that is no key: looks for the record, and gives its key. Compare the whole number, not a part of it.
   * @returns undefined when the system has none
   */
  find?(client: Client, parts: RegExpExecArray, call: Call): Promise<string | undefined>
}

/** A number in capitals, of its letters and digits alone: however its blanks, stops, dashes and slashes are written. */
export function compactNumber(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')
}
