import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { bag, list } from '../../platform/config/bag.ts'
import type { Document } from '../../platform/config/document.ts'
import type { SectionFiles } from '../../platform/config/section.ts'
import { markAt, problemAt } from '../../platform/config/shape.ts'

/** The shape of a district: rings of positions (longitude, latitude), holes among them. */
export interface DistrictShape {
  code: string
  rings: (readonly [number, number])[][]
}

const MOST_BYTES = 20_000_000
const MOST_POSITIONS = 500_000
const POINTER = '/command_center/boundaries'

/** Reads the boundaries that a config file names. Whatever has the wrong shape there is passed over. */
export function readBoundaries(document: Document, file: string): SectionFiles {
  const content = bag(document.value)
  const { file: path, property = 'code' } = bag(bag(content['command_center'])['boundaries'])
  if (typeof path !== 'string' || path === '' || typeof property !== 'string' ||
    markAt(document, `${POINTER}/file`).unresolved) return { problems: [], files: [] }
  const absolute = resolve(dirname(file), path)
  const report = (message: string): SectionFiles => ({
    problems: [problemAt(document, file, `${POINTER}/file`, message)],
    files: [absolute]
  })
  let text: string
  try {
    text = readFileSync(absolute, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return report(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`)
  }
  if (text.length > MOST_BYTES) return report('holds more than 20 MB: simplify the boundaries first')
  let collection: unknown
  try {
    collection = JSON.parse(text)
  } catch {
    return report('holds no JSON')
  }
  const districts = list(bag(content['city'])['districts']).map(district => bag(district)['code']).filter(code =>
    typeof code === 'string'
  )
  const byDigits = new Map(districts.map(code => [code.replaceAll('.', ''), code]))
  const shapes = new Map<string, DistrictShape>()
  let positions = 0
  for (const feature of list(bag(collection)['features'])) {
    const { properties, geometry } = bag(feature)
    const named = bag(properties)[property]
    const code = typeof named === 'string' || typeof named === 'number'
      ? byDigits.get(String(named).replaceAll('.', ''))
      : undefined
    // The neighbours of the city may be in the file as well.
    if (code === undefined) continue
    const rings = ringsOf(geometry)
    if (rings === undefined)
      return report(`the feature of ${code} is no Polygon or MultiPolygon with positions in degrees`)
    positions += rings.reduce((sum, ring) => sum + ring.length, 0)
    shapes.set(code, { code, rings: [...shapes.get(code)?.rings ?? [], ...rings] })
  }
  const missing = districts.filter(code => !shapes.has(code))
  if (shapes.size === 0) return report(`has no feature whose \`${property}\` is the code of a district of the city`)
  if (missing.length > 0)
    return report(
      `has no feature for ${missing.slice(0, 5).join(', ')}${
        missing.length > 5 ? ` and ${missing.length - 5} more` : ''
      }`
    )
  if (positions > MOST_POSITIONS)
    return report(`has ${positions} positions, more than ${MOST_POSITIONS}: simplify the boundaries first`)
  return { config: { boundaries: districts.map(code => shapes.get(code) as DistrictShape) }, problems: [],
    files: [absolute] }
}

function ringsOf(geometry: unknown): (readonly [number, number])[][] | undefined {
  const { type, coordinates } = bag(geometry)
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? list(coordinates) : []
  const rings = polygons.flatMap(polygon => list(polygon)).map(ring => list(ring).map(positionOf))
  const isWhole = rings.length > 0 &&
    rings.every(ring => ring.length > 3 && ring.every(position => position !== undefined))
  return isWhole ? (rings as (readonly [number, number])[][]) : undefined
}

function positionOf(value: unknown): readonly [number, number] | undefined {
  const [long, lat] = list(value)
  return typeof long === 'number' && typeof lat === 'number' && Math.abs(long) <= 180 && Math.abs(lat) <= 90
    ? [long, lat]
    : undefined
}
