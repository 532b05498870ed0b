import type { TSchema } from 'typebox'
import type { LoadedAdapters } from './adapters.ts'
import type { Document } from './document.ts'
import type { Problem } from './problems.ts'
import type { Config, ConfigFile } from './schema.ts'

/**
 * A feature's part of the city's file. Its keys stand in the file beside those of the core; the types of what is read
 * are merged into `Config` by the feature (`declare module`).
 */
export interface ConfigSection {
  /** Keys at the top of the file. */
  top?: Readonly<Record<string, TSchema>>
  /** Keys below `hub`. */
  hub?: Readonly<Record<string, TSchema>>
  /** Keys in the entry of each system. */
  system?: Readonly<Record<string, TSchema>>
  /**
   * What a schema cannot say: what must exist elsewhere in the file, or must agree.
   * @param adapters the loaded products; undefined where nothing that depends on one is checked
   */
  check?(document: Document, file: string, adapters: LoadedAdapters | undefined): readonly Problem[]
  /** What stands in the configuration in the place of the keys of the file. */
  resolve?(content: ConfigFile): Partial<Config>
}
