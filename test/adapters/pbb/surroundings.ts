import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Test } from 'tap'
import { adapter } from '../../../adapters/pbb/index.ts'
import { type PbbSettings, settingsSchema } from '../../../adapters/pbb/settings.ts'
import { districts } from '../../../demo/city/regions.ts'
import { taxDistricts } from '../../../demo/systems/tax-tables.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import { toId } from '../../../src/kit/ids.ts'
import type { Call, City, MapTools, Reader, ResourceName } from '../../../src/kit/index.ts'
import { createRegions } from '../../../src/kit/indonesia/regions.ts'
import { createNotes } from '../../../src/kit/quality.ts'
import { compile } from '../../../src/platform/config/shape.ts'

export const call: Call = { signal: new AbortController().signal, requestId: 'req-test' }

export const city: City = {
  name: 'Kota Bandung',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  phoneArea: '022',
  regions: createRegions({ province: { code: '32', name: 'Jawa Barat' },
    regency: { code: '32.73', name: 'Kota Bandung' }, districts }),
  agencies: []
}

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

export function createTools(): MapTools {
  const notes = createNotes()
  const { regions, box, phoneArea } = city
  return { notes, read: createFieldReader(notes, { today: '2026-11-21', regions, box, phoneArea }),
    id: key => toId('PBBX', key) }
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with a mapped record once the hub has added its own fields. */
export function contractErrors(
  schema: 'TaxObject' | 'TaxBill',
  { key, updatedAt, record }: { key: string; updatedAt: string; record: object },
  tools: MapTools
): string[] {
  const source = { system: 'tax', record_id: key, fetched_at: '2026-11-21T10:00:00+07:00', updated_at: updatedAt }
  const whole = { id: tools.id(key), ...record, source, quality: tools.notes.list() }
  return validation.errorsOf(schema, whole).map(error => `${error.instancePath} ${error.message}`)
}
