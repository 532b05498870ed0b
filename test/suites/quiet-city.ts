import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../src/config/schema.ts'
import { testFolder } from './folder.ts'

/** The city without what the hub asks of itself - looks for changes, open data - for tests that count what systems are asked, and which ask nothing more when they close the hub. */
export function quiet(config: Config): Config {
  return { ...config, hub: { ...config.hub, times: { ...config.hub.times, drain_ms: 0 } }, datasets: {}, systems: config.systems.map(system => ({ ...system, changes: {} })) }
}

/** The same as a file. */
export function quietCityFile(): string {
  const file = join(testFolder(), 'city.yaml')
  writeFileSync(file, readFileSync('config/bandung.yaml', 'utf8').replaceAll(/^ +changes: .*\n/gm, '').replace(/^datasets:\n(?:(?: .*)?\n)+/m, ''))
  return file
}
