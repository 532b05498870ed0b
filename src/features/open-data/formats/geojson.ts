import type { Format } from './format.ts'
import { objectWriter } from './json.ts'

/** RFC 7946: a feature for each row, its geometry null where the position is not known. Longitude comes first. */
export const geojson: Format = (output, { columns, position }) => {
  if (position === undefined) throw new Error('the dataset has no positions')
  const { lat, long } = position
  const placed = columns.map((column, i) => ({ column, i })).filter(({ i }) => i !== lat && i !== long)
  const toText = objectWriter(placed.map(({ column }) => column))
  let before = '{"type":"FeatureCollection","features":[\n'
  return {
    row(values) {
      const [x, y] = [values[long], values[lat]]
      const geometry = typeof x === 'number' && typeof y === 'number'
        ? `{"type":"Point","coordinates":[${x},${y}]}`
        : 'null'
      output.text(
        `${before}{"type":"Feature","geometry":${geometry},"properties":${
          toText(placed.map(({ i }) => values[i] ?? null))
        }}`
      )
      before = ',\n'
    },
    end() {
      output.text(before === ',\n' ? '\n]}\n' : `${before}]}\n`)
    }
  }
}
