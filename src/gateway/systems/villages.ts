import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Village } from '../../kit/indonesia/regions.ts'

/**
 * The urban villages (kelurahan) of a city by district code, out of the package idn-area-data. Its data is under
 * the ODbL, so it is read from the package and no table made from it stands in this repository.
 * @param regency Kemendagri code of the city, `32.73`
 */
export function readVillages(regency: string): Map<string, Village[]> {
  const file = new URL('../data/villages.csv', import.meta.resolve('idn-area-data'))
  const text = linesOf(readFileSync(fileURLToPath(file)), `${regency}.`)
  const villages = new Map<string, Village[]>()
  for (const line of text.split('\n').filter(Boolean)) {
    const [code = '', district = '', name = ''] = line.trim().split(',')
    const siblings = villages.get(district)
    if (siblings === undefined) villages.set(district, [{ code, name }])
    else siblings.push({ code, name })
  }
  return villages
}

/**
 * The lines that begin so, which stand together: the file is sorted by code. Parsing the whole country would cost the
 * start; and a name cut out of its text would keep all 5 MiB of it.
 */
function linesOf(file: Buffer, beginning: string): string {
  const from = file.indexOf(`\n${beginning}`) + 1
  if (from === 0) return ''
  const end = file.indexOf('\n', file.lastIndexOf(`\n${beginning}`) + 1)
  return file.toString('utf8', from, end < 0 ? undefined : end)
}
