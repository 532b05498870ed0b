import type { TSchema } from 'typebox'

/** The keys that a feature puts into the city's file, by where they stand. */
export interface SectionKeys {
  /** Keys at the top of the file. */
  top?: Readonly<Record<string, TSchema>>
  /** Keys below `hub`. */
  hub?: Readonly<Record<string, TSchema>>
  /** Keys in the entry of each system. */
  system?: Readonly<Record<string, TSchema>>
}
