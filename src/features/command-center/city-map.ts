import type { City } from '../../kit/adapter.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { DistrictShape } from './boundaries.ts'

/** What the page knows of the city before anything happens in it. */
export interface CityMap {
  name: string
  /** IANA name. */
  timeZone: string
  agencies: { id: string; name: string }[]
  /** With the place of each in the schematic map, counted from 1 at the upper left. */
  districts: { code: string; name: string; column: number; row: number }[]
  /** Where the city has given its boundaries: they take the place of the schematic. */
  boundaries?: Boundaries
}

/** The districts as shapes of SVG, and where a position of the world is among them. */
export interface Boundaries {
  width: number
  height: number
  west: number
  north: number
  /** Units of the drawing for a degree. */
  perDegreeX: number
  perDegreeY: number
  /** With the middle of each, where its name stands. */
  shapes: { code: string; d: string; x: number; y: number }[]
}

/** How much wider than high a schematic is that nobody has laid out. */
const WIDTH = 1.5

/** Units of a drawing; positions are rounded to a tenth of one, so what is sent is small. */
const DRAWN_WIDTH = 1_000

export function createCityMap(
  { city: { name, time_zone: timeZone, districts }, boundaries }: Config,
  { agencies }: City
): CityMap {
  const isLaidOut = districts.every(({ tile }) => tile !== undefined)
  const columns = Math.ceil(Math.sqrt(districts.length * WIDTH))
  return {
    name,
    timeZone,
    agencies: agencies.map(({ id, name: whole, short_name: short }) => ({ id, name: short ?? whole })),
    districts: districts.map(({ code, name: called, tile }, index) => ({
      code,
      name: called,
      column: isLaidOut && tile !== undefined ? tile.column : (index % columns) + 1,
      row: isLaidOut && tile !== undefined ? tile.row : Math.floor(index / columns) + 1
    })),
    ...(boundaries && { boundaries: drawBoundaries(boundaries) })
  }
}

/** The shapes in a drawing that is true at the middle latitude (equirectangular): a city is small. */
export function drawBoundaries(given: readonly DistrictShape[]): Boundaries {
  const all = given.flatMap(({ rings }) => rings.flat())
  const [west, east, south, north] = all.reduce(
    ([w, e, s, n], [long, lat]) => [Math.min(w, long), Math.max(e, long), Math.min(s, lat), Math.max(n, lat)],
    [Infinity, -Infinity, Infinity, -Infinity]
  )
  const perDegreeX = DRAWN_WIDTH / (east - west)
  const perDegreeY = perDegreeX / Math.cos(((north + south) / 2) * (Math.PI / 180))
  const draw = (
    [long, lat]: readonly [number, number]
  ): [number, number] => [tenth((long - west) * perDegreeX), tenth((north - lat) * perDegreeY)]
  return {
    width: DRAWN_WIDTH,
    height: Math.ceil((north - south) * perDegreeY),
    west,
    north,
    perDegreeX,
    perDegreeY,
    shapes: given.map(({ code, rings }) => {
      const drawn = rings.map(ring =>
        ring.map(draw).filter(([x, y], index, points) =>
          index === 0 || x !== points[index - 1]?.[0] || y !== points[index - 1]?.[1]
        )
      )
      const largest = drawn.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0] ?? []
      const [x, y] = middleOf(largest)
      return { code, d: drawn.map(points => `M${points.map(point => point.join(' ')).join('L')}Z`).join(''), x, y }
    })
  }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** Twice the area of a ring; its sign tells the direction. */
function areaOf(points: readonly (readonly [number, number])[]): number {
  return points.reduce((sum, [x, y], index) => {
    const [toX, toY] = points[(index + 1) % points.length] ?? [x, y]
    return sum + x * toY - toX * y
  }, 0)
}

function middleOf(points: readonly (readonly [number, number])[]): [number, number] {
  const area = areaOf(points)
  if (area === 0) return [points[0]?.[0] ?? 0, points[0]?.[1] ?? 0]
  const [sumX, sumY] = points.reduce(([sx, sy], [x, y], index) => {
    const [toX, toY] = points[(index + 1) % points.length] ?? [x, y]
    const cross = x * toY - toX * y
    return [sx + (x + toX) * cross, sy + (y + toY) * cross]
  }, [0, 0])
  return [tenth(sumX / (3 * area)), tenth(sumY / (3 * area))]
}
