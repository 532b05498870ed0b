import { sections } from '../../src/features.ts'
import { type ConfigReading, loadConfig as load, type LoadOptions,
  readConfig as read } from '../../src/platform/config/load.ts'
import type { Config } from '../../src/platform/config/schema.ts'

/** As in the hub: with the sections of all features. */
type Options = Omit<LoadOptions, 'sections'>

export const loadConfig = (options: Options): Config => load({ sections, ...options })
export const readConfig = (options: Options): ConfigReading => read({ sections, ...options })

/** For the context of a command. */
export const loadSections = async (): Promise<typeof sections> => sections
