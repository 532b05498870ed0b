import { readFileSync } from 'node:fs'
import type { Found, SiakClient } from '../../../adapters/siak/client.ts'
import { adapter } from '../../../adapters/siak/index.ts'
import type { BiodataWni } from '../../../adapters/siak/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import type { AdapterContext, City, Mapped, MapTools, Reader } from '../../../src/kit/index.ts'
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

export const residents = adapter.resources.residents as unknown as Required<Reader<'residents', SiakClient, Found>>

/** A client as the hub makes it; settings are those of the demo unless told. */
export function connect(
  url: string,
  environment: Record<string, string>,
  settings: Record<string, unknown> = {}
): SiakClient {
  const given = {
    user: environment['POPULATION_USER'],
    password: environment['POPULATION_PASSWORD'],
    consumer: 'satu',
    region: '32-73',
    ip: '10.73.1.20',
    ...settings
  }
  if (!compile(adapter.settings)(given)) throw new Error('the settings do not fit their schema')
  const system = { id: 'population', name: 'SIAK', prefix: 'SIAK', agencyId: 'SKPD-DISDUKCAPIL' }
  return adapter.connect(given, { system, url, city, today: () => today } satisfies AdapterContext) as SiakClient
}

export function createTools(): MapTools {
  const notes = createNotes()
  const { regions, box, phoneArea } = city
  const id = (): string => {
    throw new Error('the id of a resident is not made of the key')
  }
  return { notes, read: createFieldReader(notes, { today, regions, box, phoneArea }), id }
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with a resident once the hub has added its own fields; empty when it fits. */
export function contractErrors({ updatedAt, record }: Mapped<'residents'>, tools: MapTools): string[] {
  const source = { system: 'population', record_id: '9f2c7a51d0e84b36', fetched_at: `${today}T10:00:00+07:00`,
    updated_at: updatedAt }
  const whole = { id: 'SIAK-9f2c7a51d0e84b36', ...record, source, quality: tools.notes.list() }
  return validation.errorsOf('Resident', whole).map(error => `${error.instancePath} ${error.message}`)
}

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../adapters/siak/fixtures/${name}.json`, import.meta.url), 'utf8'))
}

interface Exchange {
  answer: { body: { content: BiodataWni[] } }
}

/** The recorded person. */
export const person = (fixture('person') as Exchange).answer.body.content[0] as BiodataWni
