import type { City } from '../../src/kit/index.ts'

/** A point as the contract has it: longitude, latitude. */
type Point = [long: number, lat: number]

/** A ring of CAP (`lat,long lat,long ...`) as the contract has it, closed; undefined when it is none. */
export function readRing(text: string): Point[] | undefined {
  const points = text.trim().split(/\s+/).map(readPoint)
  if (!points.every(point => point !== undefined)) return undefined
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const closed = first[0] === last[0] && first[1] === last[1] ? points : [...points, first]
  return closed.length >= 4 ? closed : undefined
}

function readPoint(pair: string): Point | undefined {
  const [lat, long, ...more] = pair.split(',').map(Number)
  if (lat === undefined || long === undefined || more.length > 0) return undefined
  return Math.abs(lat) <= 90 && Math.abs(long) <= 180 ? [long, lat] : undefined
}

/** The contract has one ring for an area: the one that touches the city, else the largest. */
export function chooseRing(rings: readonly Point[][], box: City['box']): Point[] | undefined {
  return rings.find(ring => touches(ring, box)) ?? rings.toSorted((a, b) => size(b) - size(a))[0]
}

function touches(ring: readonly Point[], { south, north, west, east }: City['box']): boolean {
  const corners: Point[] = [[west, south], [west, north], [east, south], [east, north]]
  const inBox = ([long, lat]: Point): boolean => long >= west && long <= east && lat >= south && lat <= north
  return ring.some(inBox) || corners.some(corner => isInside(corner, ring))
}

/** Counts how often a ray to the east crosses the ring. */
function isInside([x, y]: Point, ring: readonly Point[]): boolean {
  let inside = false
  for (const [at, [toX, toY]] of ring.entries()) {
    const [fromX, fromY] = ring[at - 1] ?? [toX, toY]
    if (fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX) inside = !inside
  }
  return inside
}

/** In square degrees: good enough to compare. */
function size(ring: readonly Point[]): number {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[at + 1] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(twice)
}
