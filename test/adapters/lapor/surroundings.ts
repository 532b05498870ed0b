import { readFileSync } from 'node:fs'
import { type LaporSettings, settingsSchema } from '../../../adapters/lapor/settings.ts'
import type { MapTools } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityWith, toolsFor } from '../records.ts'

const agency = (code: string, name: string, aliases: string[] = []) => ({ id: `SKPD-${code}`, code, name, aliases })

export const city = cityWith({ districts: [
  { code: '32.73.02', name: 'Coblong', villages: [{ code: '32.73.02.1004', name: 'Dago' }] },
  { code: '32.73.19', name: 'Sumur Bandung' }
], agencies: [
  { ...agency('DPU', 'Dinas Pekerjaan Umum', ['DBMP', 'Dinas Bina Marga dan Pengairan']), short_name: 'DPU' },
  agency('DLHK', 'Dinas Lingkungan Hidup dan Kebersihan', ['PD Kebersihan', 'Dinas Pekerjaan Umum Kebersihan']),
  { ...agency('SATPOLPP', 'Satuan Polisi Pamong Praja'), short_name: 'Satpol PP' },
  { ...agency('DISKOMINFO', 'Dinas Komunikasi dan Informatika', ['Dinas Pekerjaan Umum']), short_name: 'Diskominfo' }
] })

/** Settings as the config loader hands them over: defaults filled in. */
export function settingsOf(given: Record<string, unknown> = {}): LaporSettings {
  const settings = { api_key: 'demo-lapor-only', ...given }
  if (!compile(settingsSchema)(settings)) throw new Error('the settings do not fit their schema')
  return settings as unknown as LaporSettings
}

export const createTools = (): MapTools => toolsFor(city, 'LAPOR')

export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../adapters/lapor/fixtures/${name}.json`, import.meta.url), 'utf8'))
}
