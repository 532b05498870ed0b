import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { settingsSchema, type SicantikSettings } from '../../../adapters/sicantik/settings.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import { toId } from '../../../src/kit/ids.ts'
import type { AdapterContext, Call, City, MapTools } from '../../../src/kit/index.ts'
import { createRegions } from '../../../src/kit/indonesia/regions.ts'
import { createNotes } from '../../../src/kit/quality.ts'
import { compile } from '../../../src/platform/config/shape.ts'

export const demoCity = createDemoCity()

// The variants stand for the aliases of the city's config.
const aliases: Readonly<Record<string, string[]>> = {
  'Astana Anyar': ['Astanaanyar'],
  'Ujungberung': ['Ujung Berung'],
  'Buahbatu': ['Buah Batu'],
  'Kiaracondong': ['Kiara Condong']
}

export const city: City = {
  name: 'Bandung',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  phoneArea: '022',
  regions: createRegions({
    province: { code: '32', name: 'Jawa Barat' },
    regency: { code: '32.73', name: 'Kota Bandung' },
    districts: demoCity.districts.map(district => ({
      ...district,
      aliases: aliases[district.name] ?? [],
      villages: demoCity.villages.filter(({ districtCode }) => districtCode === district.code)
    }))
  }),
  agencies: [{ id: 'SKPD-DPMPTSP', code: 'DPMPTSP', name: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu' }]
}

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

export function createTools(prefix = 'HAYU'): MapTools {
  const notes = createNotes()
  const { regions, box, phoneArea } = city
  const read = createFieldReader(notes, { today: '2026-11-20', regions, box, phoneArea })
  return { notes, read, id: key => toId(prefix, key) }
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with a mapped record once the hub has added its own fields; empty when it fits. */
export function contractErrors(
  schema: 'LicenceApplication' | 'Licence' | 'Service',
  { key, updatedAt, record }: { key: string; updatedAt: string; record: object },
  tools: MapTools
): string[] {
  const source = { system: 'licensing-a', record_id: key, fetched_at: '2026-11-20T10:00:00+07:00',
    updated_at: updatedAt }
  const whole = { id: tools.id(key), ...record, source, quality: tools.notes.list() }
  return validation.errorsOf(schema, whole).map(error => `${error.instancePath} ${error.message}`)
}

export const call: Call = { signal: new AbortController().signal, requestId: 'test' }

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../adapters/sicantik/fixtures/${name}.json`, import.meta.url), 'utf8'))
}
