import { createConnection } from 'mysql2/promise'
import { readFileSync } from 'node:fs'
import type { MusrenbangClient, Surroundings } from '../../../adapters/musrenbang/client.ts'
import { adapter } from '../../../adapters/musrenbang/index.ts'
import type { MusrenbangSettings } from '../../../adapters/musrenbang/settings.ts'
import type { Usulan } from '../../../adapters/musrenbang/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import type { AdapterContext, Call, MapTools, Reader } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityWith, toolsFor } from '../records.ts'

const today = '2026-11-20'
const { districts, villages } = createDemoCity()

export const city = cityWith({
  districts: districts.map(district => ({ ...district,
    villages: villages.filter(({ districtCode }) => districtCode === district.code) })
  ),
  agencies: [{ id: 'SKPD-DPU', code: 'DPU', name: 'Dinas Pekerjaan Umum', skpd_codes: ['1.03.01'] }]
})

export const call = (signal = new AbortController().signal): Call => ({ signal, requestId: 'req-test' })

export const proposals = adapter.resources.proposals as unknown as Required<
  Pick<Reader<'proposals', MusrenbangClient, Usulan>, 'list' | 'get' | 'map' | 'pageSize'>
>

/** Settings as the config loader hands them over: defaults filled in. */
export function settingsOf(
  database: { url: string; password: string },
  given: Record<string, unknown> = {}
): MusrenbangSettings {
  const settings = { database: { ...database }, ...given }
  if (!compile(adapter.settings)(settings)) throw new Error('the settings do not fit their schema')
  return settings as unknown as MusrenbangSettings
}

export function open(settings: MusrenbangSettings): MusrenbangClient {
  const system = { id: 'planning', name: 'Musrenbang', prefix: 'PLAN', agencyId: undefined }
  return adapter.connect(settings,
    { system, url: '', city, today: () => today } satisfies AdapterContext) as MusrenbangClient
}

export const surroundings: Surroundings = {
  codes: settingsOf({ url: 'mysql://satu@localhost/x', password: 'x' }).codes,
  regency: '32.73',
  agencies: city.agencies
}

export const createTools = (): MapTools => toolsFor(city, 'PLAN')

export type Columns = Record<string, string | number | null>

/** Rows of DAT_USULAN as they are in the database. */
export const knownRows = JSON.parse(text('rows.json')) as Columns[]

/** Columns that spoil a good row, by what is wrong. */
export const badColumns = JSON.parse(text('bad-rows.json')) as Record<string, Columns>

function text(name: string): string {
  return readFileSync(new URL(`../../../adapters/musrenbang/fixtures/${name}`, import.meta.url), 'utf8')
}

/** Makes the database as the application has it, with these rows; old applications are not strict about dates. */
export async function makeDatabase(url: string, name: string, rows: readonly Columns[]): Promise<void> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' })
  await connection.query(`DROP DATABASE IF EXISTS ${name}`)
  await connection.query(`CREATE DATABASE ${name}`)
  await connection.query(`USE ${name}`)
  await connection.query("SET SESSION sql_mode = ''")
  await connection.query(text('schema.sql'))
  const columns = Object.keys(rows[0] ?? {})
  const values = rows.map(row => columns.map(column => row[column] ?? null))
  if (rows.length > 0) await connection.query(`INSERT INTO DAT_USULAN (${columns.join(', ')}) VALUES ?`, [values])
  await connection.end()
}
