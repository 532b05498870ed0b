import { createCity } from '../../src/gateway/systems/city.ts'
import type { City, MapTools } from '../../src/kit/adapter.ts'
import { loadConfig } from '../suites/config.ts'
import { toolsFor } from './records.ts'

export { contractErrors } from './records.ts'

/** The city of the config that ships. */
export const city: City = createCity(loadConfig({ file: 'config/bandung.yaml', env: {}, skipEnvironment: true }))

/** What a mapping is given, as the hub gives it. */
export const toolsOf = (prefix: string): MapTools => toolsFor(city, prefix)
