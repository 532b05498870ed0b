import { check as checkGeoJson } from '@placemarkio/check-geojson'
import { tableFromIPC } from 'apache-arrow'
import { parse as parseCsv } from 'csv-parse/sync'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readParquet } from 'parquet-wasm'
import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { readXlsx } from '../../src/kit/formats/xlsx.ts'
import { rowsOf } from '../kit/formats/rows.ts'
import { until } from '../services/wait.ts'
import { canariesOf } from '../suites/canary.ts'
import { cityVariables } from '../suites/city-variables.ts'
import { loadConfig } from '../suites/config.ts'
import type { DatasetView } from '../suites/core/dataset.ts'
import { startCity } from '../suites/demo-city.ts'

t.setTimeout(300_000)

type Cell = string | number | boolean | null
type Row = Record<string, Cell>
const shipped = loadConfig({ file: 'config/bandung.yaml', env: cityVariables() }).datasets
// To ask for each application alone takes longer than all the rest: open-data-blds.test.ts does so for a few.
const { 'permits-blds-status-history': _history, ...datasets } = shipped
const city = await startCity({ change: config => ({ ...config, datasets }) })
t.teardown(() => city.close())

const file = async (path: string): Promise<Buffer> => {
  const response = await fetch(city.url + path)
  if (response.status !== 200) throw new Error(`${path} is a ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}
let views: (DatasetView & { name: string })[] = []
await until(async () => {
  views = ((await city.get('/data', { as: null })).body as { datasets: typeof views }).datasets
  return views.every(({ state }) => state === 'current')
}, { what: 'every dataset', timeoutMs: 240_000 })
const rows = new Map<string, Row[]>()
for (const { name, files } of views) {
  const csv = await file(`/data/${name}.csv`)
  rows.set(name, files.some(({ format }) => format === 'json')
    ? JSON.parse((await file(`/data/${name}.json`)).toString()) as Row[]
    : parseCsv<Row>(csv, { columns: true }))
}
const of = (name: string): Row[] => rows.get(name) ?? []

t.test('the city publishes more than eight datasets, and all have rows', async t => {
  t.ok(views.length >= 8)
  for (const { name } of views) t.ok(of(name).length > 0, name)
})

for (const { name, files } of views) {
  t.test(`${name} says the same in every format, to other readers`, async t => {
    const expected = of(name)
    const columns = Object.keys(expected[0] ?? {})
    const text = (value: Cell): string => (value === null ? '' : String(value).replace(/^(?=[=+@\t\r]|-(?!\d))/, "'"))
    const csv = parseCsv<Row>(await file(`/data/${name}.csv`), { columns: true })
    t.same(Object.keys(csv[0] ?? {}), columns)
    if (files.length > 1)
      t.same(csv, expected.map(row =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)]))
      ))
    for (const { format, size } of files) {
      const content = await file(`/data/${name}.${format}`)
      t.equal(content.length, size, `${format} has the size that is told`)
      if (format === 'xlsx') {
        const read = await rowsOf(readXlsx([content]))
        t.same(read.map(row => columns.map(column => row[column] ?? null)), expected.map(row =>
          Object.values(row).map(value => (value === '' ? null : value))
        ))
      }
      if (format === 'parquet') {
        const table = tableFromIPC(readParquet(new Uint8Array(content)).intoIPCStream())
        t.same(table.schema.fields.map(field => field.name), columns)
        const [first = ''] = columns
        t.same(table.toArray().map(row => plain((row.toJSON() as Row)[first])), expected.map(row => row[first]))
      }
      if (format === 'geojson') {
        const { features } = checkGeoJson(content.toString()) as {
          features: { geometry: { coordinates: number[] } | null; properties: Row }[]
        }
        t.same(features.map(({ geometry }) => geometry?.coordinates ?? null), expected.map((
          { longitude, latitude }
        ) => (latitude === null || longitude === null ? null : [longitude, latitude])))
        t.ok(features.some(({ geometry }) => geometry !== null))
      }
    }
  })
}

t.test('no person and no secret of the city is in any file of them', async t => {
  const secrets = city.config.systems.flatMap(({ settings }) =>
    Object.entries(settings).flatMap((
      [key, value]
    ) => (/password|key$/.test(key) && typeof value === 'string' && value.length > 7 ? [value] : []))
  )
  const people = createDemoCity().people.filter(({ name }) => name.includes(' ') && name.length > 12)
  const find = canariesOf({ people }, secrets)
  t.not(find({ name: 'a trap', text: people[0]?.name ?? '' }).length, 0, 'they would be found')
  const folder = join(city.dataDir, 'open-data')
  let looked = 0
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const path = join(folder, name)
    if (!statSync(path).isFile() || /\.(gz|xlsx|parquet)$/.test(name)) continue
    t.same(find({ name, text: readFileSync(path, 'latin1') }), [], name)
    looked++
  }
  t.ok(looked > views.length * 2)
})

t.test('confidential complaints and the words of residents are in none', async t => {
  const shown = new Set<unknown>()
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, next_cursor } =
      (await city.get(`/v1/complaints?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`)).body as {
        items: { id: string; classification?: string }[]
        next_cursor: string | null
      }
    for (const { id, classification } of items) if (classification !== 'whistleblowing') shown.add(id)
    cursor = next_cursor
  }
  t.ok(of('complaints').every(({ id }) => shown.has(id)))
  t.notOk(Object.keys(of('complaints')[0] ?? {}).some(name => /title|description|reporter|address/.test(name)))
  t.ok(
    of('complaints').every(({ latitude }) =>
      latitude === null || Number.isInteger(Math.round(Number(latitude) * 1e8) / 1e6)
    ),
    'places are coarse'
  )
})

t.test('no number about fewer than five is told', async t => {
  for (const [name, column] of [['complaints-by-district-year', 'complaints'], ['complaints-by-month', 'complaints'], [
    'tax-objects-by-district',
    'objects'
  ], ['tax-bills-by-year', 'bills'], ['information-requests-by-year', 'requests']] as const) {
    for (const row of of(name))
      t.ok(row['suppressed'] === true ? row[column] === null : Number(row[column]) >= 5,
        `${name} ${JSON.stringify(row)}`)
  }
  t.ok(of('information-requests-by-year').some(({ suppressed }) => suppressed === true))
})

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
