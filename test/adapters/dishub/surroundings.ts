import { readFileSync } from 'node:fs'
import type { DishubClient, Row, Surroundings } from '../../../adapters/dishub/client.ts'
import { adapter } from '../../../adapters/dishub/index.ts'
import type { DishubSettings } from '../../../adapters/dishub/settings.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { readXml } from '../../../src/kit/connectors/xml.ts'
import type { AdapterContext, MapTools } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityWith, toolsFor } from '../records.ts'

export const demoCity = createDemoCity()
export const today = '2026-11-20'

export const city = cityWith({ districts: demoCity.districts.map(district => ({
  ...district,
  villages: demoCity.villages.filter(({ districtCode }) => districtCode === district.code)
})) })

/** Settings as the config loader hands them over: defaults filled in. */
export function settingsOf(given: Record<string, unknown> = {}): DishubSettings {
  const settings = { user: 'satu', password: 'demo-dishub-only', ...given }
  if (!compile(adapter.settings)(settings)) throw new Error('the settings do not fit their schema')
  return settings as unknown as DishubSettings
}

export function connect(url: string, settings: DishubSettings): DishubClient {
  const system = { id: 'transport', name: 'Dishub', prefix: 'DISHUB', agencyId: 'SKPD-DISHUB' }
  return adapter.connect(settings, { system, url, city, today: () => today } satisfies AdapterContext) as DishubClient
}

export const surroundings: Surroundings = { codes: settingsOf().codes, agencyId: 'SKPD-DISHUB', regions: city.regions }

export const createTools = (): MapTools => toolsFor(city, 'DISHUB')

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../../adapters/dishub/fixtures/${name}`, import.meta.url))
}

/** The rows of a recorded list, as the client gives them. */
export function rowsOf(name: string): Row<Record<string, string>>[] {
  const { rows, repaired } = readXml(fixture(`${name}.xml`), { rows: 'item' })
  return rows.map(row => ({ row, repaired }))
}

/** Columns that spoil a good row, by what is wrong. */
export function badRows(name: string): Record<string, Record<string, string>> {
  return JSON.parse(fixture(`${name}.json`).toString()) as Record<string, Record<string, string>>
}
