import { absent, found, type Parsed, rejected } from '../quality.ts'
import { toText } from './text.ts'

/** Where a city's records must lie: degrees, WGS 84. */
export interface CoordinateBox {
  south: number
  north: number
  west: number
  east: number
}

export interface Coordinates {
  /** Degrees north, negative south of the equator. */
  lat: number
  /** Degrees east. */
  long: number
}

/**
 * A position from two fields. Decimal commas, degree signs and compass letters of BMKG (`7.52 LS`,
 * `110.44 BT`) are understood. Latitude and longitude that fit the box only when exchanged are exchanged and
 * noted `coord_swapped`; a position outside is dropped as `coord_outside`, so is a half position as
 * `invalid_value`. Without a box, any place on earth but 0,0 goes, and only a latitude beyond the poles
 * proves an exchange.
 */
export function parseCoordinates(rawLat: unknown, rawLong: unknown, box?: CoordinateBox): Parsed<Coordinates> {
  const [latText, longText] = [toText(rawLat), toText(rawLong)]
  if (latText === undefined && longText === undefined) return absent()
  const [lat, long] = [degrees(latText), degrees(longText)]
  if (lat === undefined || long === undefined) return rejected('invalid_value')
  if (isInside(lat, long, box)) return found({ lat, long })
  if (isInside(long, lat, box)) return found({ lat: long, long: lat }, 'coord_swapped')
  return rejected('coord_outside')
}

/** A position from one field, latitude first: `-6.9147,107.6098`, `-6,9147; 107,6098`, `-6.9147 107.6098`. */
export function parseCoordinatePair(raw: unknown, box?: CoordinateBox): Parsed<Coordinates> {
  const text = toText(raw)?.replace(/^[([]|[)\]]$/g, '').trim()
  if (text === undefined) return raw == null || typeof raw === 'string' ? absent() : rejected('invalid_value')
  const [lat, long, ...more] = splitPair(text)
  return lat === undefined || long === undefined || more.length > 0
    ? rejected('invalid_value')
    : parseCoordinates(lat, long, box)
}

function splitPair(text: string): string[] {
  if (text.includes(';')) return text.split(';')
  const byComma = text.split(',')
  if (byComma.length === 2 && text.includes('.')) return byComma
  // "-6,9147,107,6098": decimal commas all the way.
  if (byComma.length === 4) return [byComma.slice(0, 2).join(','), byComma.slice(2).join(',')]
  const byBlank = text.split(/,? +(?=[-+0-9])/)
  return byBlank.length === 2 ? byBlank : byComma
}

const DEGREES = /^([+-]?[0-9]{1,3}(?:[.,][0-9]+)?) ?°? ?(LS|LU|BT|BB|[NSEW])?$/i

function degrees(text: string | undefined): number | undefined {
  const [all, digits = '', letter = ''] = DEGREES.exec(text?.trim() ?? '') ?? []
  if (all === undefined) return undefined
  const value = Number(digits.replace(',', '.'))
  // LS (lintang selatan) is south, BB (bujur barat) west: both negative.
  return /^(?:LS|S|BB|W)$/i.test(letter) ? -Math.abs(value) : value
}

function isInside(lat: number, long: number, box: CoordinateBox | undefined): boolean {
  if (box === undefined) return Math.abs(lat) <= 90 && Math.abs(long) <= 180 && !(lat === 0 && long === 0)
  return lat >= box.south && lat <= box.north && long >= box.west && long <= box.east
}
