import { readFileSync } from 'node:fs'
import { type LaporSettings, settingsSchema } from '../../../adapters/lapor/settings.ts'
import { loadContract } from '../../../src/contract/contract.ts'
import { createValidation } from '../../../src/contract/validation.ts'
import { createFieldReader } from '../../../src/kit/fields.ts'
import { toId } from '../../../src/kit/ids.ts'
import type { City, MapTools } from '../../../src/kit/index.ts'
import { createRegions } from '../../../src/kit/indonesia/regions.ts'
import { createNotes } from '../../../src/kit/quality.ts'
import { compile } from '../../../src/platform/config/shape.ts'

const agency = (code: string, name: string, aliases: string[] = []) => ({ id: `SKPD-${code}`, code, name, aliases })

export const city: City = {
  name: 'Bandung',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  phoneArea: '022',
  regions: createRegions({
    province: { code: '32', name: 'Jawa Barat' },
    regency: { code: '32.73', name: 'Kota Bandung' },
    districts: [
      { code: '32.73.02', name: 'Coblong', villages: [{ code: '32.73.02.1004', name: 'Dago' }] },
      { code: '32.73.19', name: 'Sumur Bandung' }
    ]
  }),
  agencies: [
    { ...agency('DPU', 'Dinas Pekerjaan Umum', ['DBMP', 'Dinas Bina Marga dan Pengairan']), short_name: 'DPU' },
    agency('DLHK', 'Dinas Lingkungan Hidup dan Kebersihan', ['PD Kebersihan', 'Dinas Pekerjaan Umum Kebersihan']),
    { ...agency('SATPOLPP', 'Satuan Polisi Pamong Praja'), short_name: 'Satpol PP' },
    { ...agency('DISKOMINFO', 'Dinas Komunikasi dan Informatika', ['Dinas Pekerjaan Umum']), short_name: 'Diskominfo' }
  ]
}

/** Settings as the config loader hands them over: defaults filled in. */
export function settingsOf(given: Record<string, unknown> = {}): LaporSettings {
  const settings = { api_key: 'demo-lapor-only', ...given }
  if (!compile(settingsSchema)(settings)) throw new Error('the settings do not fit their schema')
  return settings as unknown as LaporSettings
}

export function createTools(): MapTools {
  const notes = createNotes()
  const { regions, box, phoneArea } = city
  const read = createFieldReader(notes, { today: '2026-11-20', regions, box, phoneArea })
  return { notes, read, id: key => toId('LAPOR', key) }
}

const validation = createValidation(loadContract())

/** What the contract finds wrong with a mapped record once the hub has added its own fields; empty when it fits. */
export function contractErrors(
  schema: 'Complaint' | 'Service',
  { key, updatedAt, record }: { key: string; updatedAt: string; record: object },
  tools: MapTools
) {
  const source = { system: 'complaints', record_id: key, fetched_at: '2026-11-20T10:00:00+07:00',
    updated_at: updatedAt }
  const whole = { id: tools.id(key), ...record, source, quality: tools.notes.list() }
  return validation.errorsOf(schema, whole).map(error => `${error.instancePath} ${error.message}`)
}

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../adapters/lapor/fixtures/${name}.json`, import.meta.url), 'utf8'))
}
