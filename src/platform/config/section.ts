import type { CheckContext } from './check-context.ts'
import type { Document } from './document.ts'
import type { Problem } from './problems.ts'
import type { Config, ConfigFile } from './schema.ts'
import type { SectionKeys } from './section-keys.ts'

/**
 * A feature's part of the city's file. Its keys stand in the file beside those of the core; the types of what is read
 * are merged into `ConfigFile`, `Config`, `HubConfig` and `SystemConfig` by the feature (`declare module`).
 */
export interface FeatureSection extends SectionKeys {
  /**
   * What a schema cannot say: what must exist elsewhere in the file, or must agree. Whatever has the wrong shape is
   * passed over: the schema has told it. Not called while the feature is off.
   */
  check?(context: CheckContext): void
  /**
   * Reads the files that its keys name. Not called while the feature is off, nor where the surroundings of the hub are
   * left alone.
   */
  readFiles?(document: Document, file: string): SectionFiles
  /** What stands in the configuration in place of the keys of the file, where it is not the same. */
  resolve?(content: ConfigFile): Partial<Config>
}

export interface SectionFiles {
  /** What is put into the configuration. */
  config?: Partial<Config>
  problems: readonly Problem[]
  /** Absolute: they are followed, and a change of one is a change of the configuration. */
  files: readonly string[]
}

/** A feature as the city's file knows it: by its name it is switched off. */
export interface ConfigSection extends FeatureSection {
  name: string
  /** Names of the features that it is off without. */
  needs: readonly string[]
}
