import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Test } from 'tap'
import { adapter } from '../../../adapters/pbb/index.ts'
import { type PbbSettings, settingsSchema } from '../../../adapters/pbb/settings.ts'
import { districts } from '../../../demo/city/regions.ts'
import { taxDistricts } from '../../../demo/systems/tax-tables.ts'
import type { Call, MapTools, Reader, ResourceName } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityWith, toolsFor } from '../records.ts'

export const call: Call = { signal: new AbortController().signal, requestId: 'req-test' }

export const city = cityWith({ districts })

const districtCodes = Object.fromEntries(Object.entries(taxDistricts).map(([code, tax]) => [tax, code]))

/** Settings as the config loader hands them over: defaults filled in. */
export function settingsOf(url: string, given: Record<string, unknown> = {}): PbbSettings {
  const settings = { files: { url }, district_codes: districtCodes, ...given }
  if (!compile(settingsSchema)(settings)) throw new Error('the settings do not fit their schema')
  return settings as unknown as PbbSettings
}

export function connect(t: Test, url: string, today = '2026-11-21'): unknown {
  const context = { system: { id: 'tax', name: 'PBB', prefix: 'PBBX', agencyId: undefined }, url: '', city,
    today: () => today }
  const client = adapter.connect(settingsOf(url), context)
  t.teardown(() => adapter.close(client))
  return client
}

/** A copy of the recorded export, to be spoilt. */
export function copyExport(t: Test): { folder: string; url: string } {
  const folder = mkdtempSync(join(tmpdir(), 'satu-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const fixtures = fileURLToPath(new URL('../../../adapters/pbb/fixtures/', import.meta.url))
  cpSync(fixtures, folder, { recursive: true, filter: path => !path.includes('GAGAL') })
  return { folder, url: pathToFileURL(folder).href }
}

export const readerOf = <R extends ResourceName, Row>(resource: R) =>
  adapter.resources[resource] as unknown as Reader<R, unknown, Row>

/** All rows of the newest version. */
export async function readAll<Row>(resource: ResourceName, client: unknown): Promise<Row[]> {
  const { snapshot } = readerOf<ResourceName, Row>(resource)
  const newest = await snapshot?.newest(client, call)
  if (snapshot === undefined || newest === undefined) throw new Error('there is no version')
  const rows: Row[] = []
  for await (const row of snapshot.rows(client, newest.version, call)) rows.push(row)
  return rows
}

export const createTools = (): MapTools => toolsFor(city, 'PBBX', '2026-11-21')
