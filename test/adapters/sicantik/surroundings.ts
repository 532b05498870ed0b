import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { settingsSchema, type SicantikSettings } from '../../../adapters/sicantik/settings.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import type { AdapterContext, Call, MapTools } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityWith, toolsFor } from '../records.ts'

export const demoCity = createDemoCity()

// The variants stand for the aliases of the city's config.
const aliases: Readonly<Record<string, string[]>> = {
  'Astana Anyar': ['Astanaanyar'],
  'Ujungberung': ['Ujung Berung'],
  'Buahbatu': ['Buah Batu'],
  'Kiaracondong': ['Kiara Condong']
}

export const city = cityWith({ districts: demoCity.districts.map(district => ({
  ...district,
  aliases: aliases[district.name] ?? [],
  villages: demoCity.villages.filter(({ districtCode }) => districtCode === district.code)
})),
  agencies: [{ id: 'SKPD-DPMPTSP', code: 'DPMPTSP', name: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu' }] })

export function contextOf(url: string, prefix = 'HAYU'): AdapterContext {
  return { system: { id: 'licensing-a', name: 'Licensing', prefix, agencyId: 'SKPD-DPMPTSP' }, url, city,
    today: () => '2026-11-20' }
}

/** Settings as the config loader hands them over: defaults filled in. */
export function settingsOf(given: Record<string, unknown> = {}): SicantikSettings {
  const settings = { api_key: 'demo-key-hayu', ...given }
  if (!compile(settingsSchema)(settings)) throw new Error('the settings do not fit their schema')
  return settings as unknown as SicantikSettings
}

const readme = readFileSync(new URL('../../../adapters/sicantik/README.md', import.meta.url), 'utf8')
const example = parse(/```yaml\n([^]*?)```/.exec(readme)?.[1] ?? '') as {
  systems: Record<string, { settings: { codes?: object } }>
}

/** The code tables of the second deployment, as its README tells a city to configure them. */
export const codesOfB = example.systems['licensing-b']?.settings.codes ?? {}

export const createTools = (prefix = 'HAYU'): MapTools => toolsFor(city, prefix)

export const call: Call = { signal: new AbortController().signal, requestId: 'test' }

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../adapters/sicantik/fixtures/${name}.json`, import.meta.url), 'utf8'))
}
