/** Longitude and latitude in degrees. */
type Point = readonly [long: number, lat: number]
/** The corners of an area, in order; whether the last repeats the first does not matter. */
export type Ring = readonly (readonly number[])[]
/** West, south, east, north. */
type Box = readonly [number, number, number, number]

/** Whether an area and a box have a point in common. On a city's scale degrees are as good as a plane. */
export function touches(ring: Ring, box: Box): boolean {
  const [west, south, east, north] = box
  const points = ring.map(([long = NaN, lat = NaN]): Point => [long, lat])
  if (points.some(([long, lat]) => long >= west && long <= east && lat >= south && lat <= north)) return true
  // No corner of the area lies in the box: either the box lies in the area, or their edges cross.
  if (holds(points, [west, south])) return true
  const corners: Point[] = [[west, south], [east, south], [east, north], [west, north]]
  return edges(points).some(([a, b]) => edges(corners).some(([c, d]) => cross(a, b, c, d)))
}

function edges(points: readonly Point[]): [Point, Point][] {
  return points.map((point, i) => [points.at(i - 1) as Point, point])
}

/** A ray from the point to the east meets the edges of an area around it an odd number of times. */
function holds(points: readonly Point[], [long, lat]: Point): boolean {
  const met = edges(points).filter(([[fromLong, fromLat], [toLong, toLat]]) =>
    fromLat > lat !== toLat > lat && long < fromLong + ((toLong - fromLong) * (lat - fromLat)) / (toLat - fromLat)
  )
  return met.length % 2 === 1
}

/** Whether the line from a to b and the one from c to d meet. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return overlap(a[0], b[0], c[0], d[0]) && overlap(a[1], b[1], c[1], d[1]) &&
    side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0
}

function overlap(a: number, b: number, c: number, d: number): boolean {
  return Math.max(a, b) >= Math.min(c, d) && Math.max(c, d) >= Math.min(a, b)
}

/** On which side of the line from a to b the point lies: positive, negative, or 0 for on it. */
function side([aLong, aLat]: Point, [bLong, bLat]: Point, [long, lat]: Point): number {
  return (bLong - aLong) * (lat - aLat) - (bLat - aLat) * (long - aLong)
}
