import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Village } from '../kit/indonesia/regions.ts'

/**
 * The urban villages (kelurahan) of a city by district code, out of the package idn-area-data. Its data is under
 * the ODbL, so it is read from the package and no table made from it stands in this repository.
 * @param regency Kemendagri code of the city, `32.73`
 */
export function readVillages(regency: string): Map<string, Village[]> {
  const file = new URL('../data/villages.csv', import.meta.resolve('idn-area-data'))
  const text = readFileSync(fileURLToPath(file), 'utf8')
  const villages = new Map<string, Village[]>()
  // The file is sorted by code, so the city's lines stand together: parsing the whole country would cost the start.
  let at = text.indexOf(`\n${regency}.`) + 1
  while (at > 0 && text.startsWith(`${regency}.`, at)) {
    const end = text.indexOf('\n', at)
    const [code = '', district = '', name = ''] = text.slice(at, end < 0 ? undefined : end).trim().split(',')
    const siblings = villages.get(district)
    if (siblings === undefined) villages.set(district, [{ code, name }])
    else siblings.push({ code, name })
    if (end < 0) break
    at = end + 1
  }
  return villages
}
