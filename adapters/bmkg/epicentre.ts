import { type Coordinates, parseCoordinatePair, parseCoordinates, type Parsed,
  parseIndonesianDateTime } from '../../src/kit/index.ts'
import type { Gempa } from './wire.ts'

/** What tells one earthquake from another, however a feed writes it. */
export interface Epicentre {
  /** `20251212T073521Z-S752-E11044`: second and hundredths of a degree. The same in all feeds and formats. */
  key: string
  /** RFC 3339 in WIB. */
  at: string
  position: Coordinates
  /** Latitude and longitude stood in each other's place. */
  swapped: boolean
  /** `DateTime` and `Tanggal` with `Jam` name different seconds. */
  ambiguous: boolean
}

/** Undefined when the row does not say when or where. Years are written out, so no date of today is needed. */
export function readEpicentre(row: Gempa): Epicentre | undefined {
  const position = readPosition(row)
  const at = readTime(row.DateTime)
  const local = readTime([row.Tanggal, row.Jam].filter(Boolean).join(' '))
  const known = at ?? local
  if (position.value === undefined || known === undefined) return undefined
  const { lat, long } = position.value
  const utc = new Date(known).toISOString().slice(0, 19).replace(/[-:]/g, '')
  return {
    key: `${utc}Z-${hundredths(lat, 'N', 'S')}-${hundredths(long, 'E', 'W')}`,
    at: known,
    position: position.value,
    swapped: position.codes.includes('coord_swapped'),
    ambiguous: at !== undefined && local !== undefined && at !== local
  }
}

/** Most lie outside the city, so its box is not asked: all longitudes of Indonesia lie beyond the poles' 90 degrees. */
function readPosition({ Coordinates, Lintang, Bujur }: Gempa): Parsed<Coordinates> {
  const pair = parseCoordinatePair(Coordinates)
  return pair.value === undefined ? parseCoordinates(Lintang, Bujur) : pair
}

function readTime(text: string | undefined): string | undefined {
  return parseIndonesianDateTime(text, { today: '2000-01-01' }).value
}

function hundredths(degrees: number, positive: string, negative: string): string {
  return `${degrees < 0 ? negative : positive}${Math.round(Math.abs(degrees) * 100)}`
}
