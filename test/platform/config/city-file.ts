import { Type } from 'typebox'
import type { Adapter } from '../../../src/kit/adapter.ts'
import type { LoadedAdapters } from '../../../src/platform/config/adapters.ts'
import type { ConfigReading, LoadOptions } from '../../../src/platform/config/load.ts'
import { readConfig } from '../../suites/config.ts'

/** A small city that is right in every way. Tests change one thing in it. */
export const cityFile = `city:
  name: Kota Contoh
  time_zone: Asia/Jakarta
  phone_area: "022"
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 }
  province: "32"
  regency: "32.73"
  districts:
    - { code: "32.73.01", bps: "3273250", name: Sukasari }
    - { code: "32.73.02", bps: "3273230", name: Coblong, aliases: [Koblong] }
  agencies:
    - { code: DISHUB, name: Dinas Perhubungan, kind: dinas, skpd_codes: ["1.07.01.01"], aliases: [DLLAJ] }
    - { code: DISKOMINFO, name: Dinas Komunikasi dan Informatika, kind: dinas }
    - { code: TERMINAL, name: UPT Terminal, parent: DISHUB }
hub:
  max_scan: 500
consumers:
  kiosk:
    name: Kiosk
    agency: DISHUB
    scopes: [licences:read]
  app:
    name: App
    scopes: [licences:read, complaints:write]
    environments: [development]
    rate: { requests: 10, seconds: 1 }
systems:
  permits:
    adapter: permits
    name: Permits
    prefix: IZIN
    agency: DISHUB
    url: \${PERMITS_URL}
    resources: [licences]
    settings:
      api_key: \${PERMITS_KEY}
      codes: { "1": draft, "2": issued }
    limits: { concurrency: 2, breaker: { failures: 3 } }
    freshness: { licences: { fresh: 10 } }
    contact: { name: Help desk, email: desk@example.go.id }
  register: { adapter: register, prefix: SKPD, name: Register }
`

export const cityEnv = { PERMITS_URL: 'http://10.0.0.1:81/api/', PERMITS_KEY: 'k-9f3a-secret' }

const adapter = (product: string, more: Partial<Adapter>): Adapter => ({
  product,
  title: product,
  version: 1,
  needsUrl: true,
  settings: Type.Object({}),
  resources: {},
  writes: {},
  connect: () => ({}),
  probe: async () => {},
  close: async () => {},
  ...more
})
const served = {} as never

export const permits = adapter('permits', {
  settings: Type.Object({
    api_key: Type.String({ minLength: 4, writeOnly: true }),
    codes: Type.Record(Type.String(), Type.Union([Type.Literal('draft'), Type.Literal('issued')])),
    page: Type.Integer({ minimum: 1, default: 50 }),
    nested: Type.Optional(Type.Object({ pin: Type.Number({ writeOnly: true }) }))
  }),
  resources: { 'licences': served, 'licence-applications': served },
  writes: { 'licence-applications': { create: served } }
})
export const register = adapter('register', { needsUrl: false, resources: { agencies: served } })

export const cityAdapters: LoadedAdapters = new Map([['permits', permits], ['register', register]])

/** Writes a config file into the test's own folder and reads it. */
export function read(
  t: { testdir(files: Record<string, string>): string },
  source: string,
  options: Partial<Omit<LoadOptions, 'sections'>> = {}
): ConfigReading {
  const file = `${t.testdir({ 'city.yaml': source })}/city.yaml`
  return readConfig({ file, env: cityEnv, adapters: cityAdapters, ...options })
}

/** Line and column, from 1, of the first place where a text stands. */
export function placeOf(source: string, text: string): { line: number; column: number } {
  const before = source.slice(0, source.indexOf(text)).split('\n')
  if (!source.includes(text)) throw new Error(`not in the file: ${text}`)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
