import { readFileSync } from 'node:fs'
import type { Found, SiakClient } from '../../../adapters/siak/client.ts'
import { adapter } from '../../../adapters/siak/index.ts'
import type { BiodataWni } from '../../../adapters/siak/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { createTools as createMapTools } from '../../../src/gateway/systems/records.ts'
import type { AdapterContext, Mapped, MapTools, Reader } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityWith, contractErrors } from '../records.ts'

export const demoCity = createDemoCity()
export const today = '2026-11-20'

export const city = cityWith({ districts: demoCity.districts.map(district => ({
  ...district,
  villages: demoCity.villages.filter(({ districtCode }) => districtCode === district.code)
})) })

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

export const createTools = (): MapTools =>
  createMapTools({ city, today: () => today, id: () => {
    throw new Error('the id of a resident is not made of the key')
  } })

/** What the contract finds wrong with a resident once the hub has added its own fields; empty when it fits. */
export const residentErrors = (mapped: Mapped<'residents'>, { notes }: MapTools): string[] =>
  contractErrors('residents', { ...mapped, key: '9f2c7a51d0e84b36' }, { notes, id: key => `SIAK-${key}` })

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../adapters/siak/fixtures/${name}.json`, import.meta.url), 'utf8'))
}

interface Exchange {
  answer: { body: { content: BiodataWni[] } }
}

/** The recorded person. */
export const person = (fixture('person') as Exchange).answer.body.content[0] as BiodataWni
