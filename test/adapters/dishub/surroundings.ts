import { readFileSync } from 'node:fs'
import type { DishubClient, Row, Surroundings } from '../../../adapters/dishub/client.ts'
import { adapter } from '../../../adapters/dishub/index.ts'
import type { DishubSettings } from '../../../adapters/dishub/settings.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { readXml } from '../../../src/kit/connectors/xml.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import { toId } from '../../../src/kit/ids.ts'
import type { AdapterContext, City, MapTools } from '../../../src/kit/index.ts'
import { createRegions } from '../../../src/kit/indonesia/regions.ts'
import { createNotes } from '../../../src/kit/quality.ts'
import { compile } from '../../../src/platform/config/shape.ts'

export const demoCity = createDemoCity()
export const today = '2026-11-20'

export const city: City = {
  name: 'Bandung',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  phoneArea: '022',
  regions: createRegions({
    province: { code: '32', name: 'Jawa Barat' },
    regency: { code: '32.73', name: 'Kota Bandung' },
    districts: demoCity.districts.map(district => ({
      ...district,
      villages: demoCity.villages.filter(({ districtCode }) => districtCode === district.code)
    }))
  }),
  agencies: []
}

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

export function createTools(): MapTools {
  const notes = createNotes()
  const { regions, box, phoneArea } = city
  return { notes, read: createFieldReader(notes, { today, regions, box, phoneArea }), id: key => toId('DISHUB', key) }
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with a record once the hub has added its own fields; empty when it fits. */
export function contractErrors(
  schema: 'Licence' | 'LicenceApplication' | 'Service' | 'Incident',
  { key, updatedAt, record }: { key: string; updatedAt: string; record: object },
  tools: MapTools
): string[] {
  const source = { system: 'transport', record_id: key, fetched_at: `${today}T10:00:00+07:00`, updated_at: updatedAt }
  const whole = { id: tools.id(key), ...record, source, quality: tools.notes.list() }
  return validation.errorsOf(schema, whole).map(error => `${error.instancePath} ${error.message}`)
}

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
