import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../src/platform/config/schema.ts'
import { testFolder } from './folder.ts'

/**
 * The city without what the hub asks of itself - looks for changes, open data, the mirror - for tests that count what
 * systems are asked, and which ask nothing more when they close the hub.
 */
export function quiet(config: Config): Config {
  return { ...config,
    hub: { ...config.hub, times: { ...config.hub.times, drain_ms: 0 },
      mirror: { ...config.hub.mirror, resources: [] } }, datasets: {},
    systems: config.systems.map(system => ({ ...system, changes: {} })) }
}

/** The same as a file. */
export function quietCityFile(): string {
  const file = join(testFolder(), 'city.yaml')
  writeFileSync(file,
    readFileSync('config/bandung.yaml', 'utf8').replaceAll(/^ +(?:changes|mirror): .*\n/gm, '').replace(
      /^ {2}mirror:\n(?: {4}.*\n)+/m,
      ''
    ).replace(/^datasets:\n(?:(?: .*)?\n)+/m, ''))
  return file
}
