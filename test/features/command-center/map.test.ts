import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createCityMap } from '../../../src/features/command-center/city-map.ts'
import { cityFile, read } from '../../platform/config/city-file.ts'
import { city, createConfig } from '../../suites/core/city.ts'
import { testFolder } from '../../suites/folder.ts'

const folder = testFolder()
const square = (
  west: number,
  north: number,
  size = 0.01
) => [[west, north], [west + size, north], [west + size, north - size], [west, north - size], [west, north]]
const feature = (code: unknown, geometry: unknown, name = 'code') => ({ type: 'Feature', properties: { [name]: code },
  geometry })
const polygon = (west: number, north: number) => ({ type: 'Polygon', coordinates: [square(west, north)] })
const both = [feature('32.73.01', polygon(107.6, -6.9)),
  feature(327302, { type: 'MultiPolygon', coordinates: [[square(107.61, -6.9)], [square(107.63, -6.9, 0.001)]] }),
  feature('32.77.01', polygon(107, -6))]

const fileOf = (name: string, content: unknown): string => {
  const file = join(folder, name)
  writeFileSync(file,
    typeof content === 'string' ? content : JSON.stringify({ type: 'FeatureCollection', features: content }))
  return file
}
const withMap = (file: string, more = ''): string =>
  cityFile.replace('consumers:\n', `command_center:\n  boundaries: { file: ${file}${more} }\nconsumers:\n`)

t.test('boundaries take the place of the schematic, true to their places', async t => {
  const file = fileOf('good.geojson', both)
  const { config, problems, files } = read(t, withMap(file))
  t.same(problems, [])
  t.same(files, [file], 'a change of the file is a change of the configuration')
  t.same(config?.boundaries?.map(({ code, rings }) => [code, rings.length]), [['32.73.01', 1], ['32.73.02', 2]],
    'in the order of the districts, without the neighbours')
  const { boundaries } = createCityMap({ ...createConfig([]), boundaries: config?.boundaries ?? [] }, city)
  t.match(boundaries, { width: 1_000, west: 107.6, north: -6.9 })
  const [first, second] = boundaries?.shapes ?? []
  t.match(first?.d, /^M0 0L[\d.]+ 0L/)
  t.ok((first?.x ?? 0) > 0 && (first?.x ?? 0) < (second?.x ?? 0), 'its name stands in the middle of each')
  t.ok(Math.abs((boundaries?.perDegreeY ?? 0) / (boundaries?.perDegreeX ?? 1) - 1.0073) < 0.001,
    'as wide as it is high')
})

t.test('a file that is no map of the districts is refused, with what is wrong', async t => {
  for (const [name, content, message] of [
    ['none.geojson', undefined, 'there is no such file'],
    ['text.geojson', 'Bandung', 'holds no JSON'],
    ['empty.geojson', [], 'has no feature whose `code` is the code of a district of the city'],
    ['other.geojson', [feature('32.73.01', polygon(107.6, -6.9), 'kode')], /has no feature whose `code`/],
    ['half.geojson', [both[0]], 'has no feature for 32.73.02'],
    ['points.geojson', [feature('32.73.01', { type: 'Point', coordinates: [107, -6] })],
      'the feature of 32.73.01 is no Polygon or MultiPolygon with positions in degrees'],
    ['metres.geojson', [feature('32.73.01', polygon(790_000, 9_230_000))], /32\.73\.01 is no Polygon/]
  ] as const) {
    const file = content === undefined ? join(folder, name) : fileOf(name, content)
    const { problems } = read(t, withMap(file))
    t.match(problems, [{ path: 'command_center.boundaries.file', message }], name)
  }
  t.same(
    read(t, withMap(
      fileOf('kode.geojson',
        both.map(({ properties, ...rest }) => ({ ...rest, properties: { kode: properties['code'] } }))),
      ', property: kode'
    )).problems,
    []
  )
})

t.test('districts without tiles stand in their order, those with tiles where they are put', async t => {
  const config = createConfig([])
  t.same(createCityMap(config, city).districts.map(({ column, row }) => [column, row]), [[1, 1], [2, 1], [3, 1]])
  const placed = { ...config,
    city: { ...config.city,
      districts: config.city.districts.map((district, index) => ({ ...district,
        tile: { column: 3 - index, row: 2 } })
      ) } }
  t.same(createCityMap(placed, city).districts.map(({ column, row }) => [column, row]), [[3, 2], [2, 2], [1, 2]])
  t.equal(createCityMap(config, city).boundaries, undefined)
})

t.test('an issuer that is not there cannot sign anybody in', async t => {
  const { problems } = read(t,
    cityFile.replace('consumers:\n', 'command_center:\n  sign_in: { issuer: sso, client_id: center }\nconsumers:\n'))
  t.match(problems, [{ path: 'command_center.sign_in.issuer', message: 'unknown issuer "sso"' }])
})
