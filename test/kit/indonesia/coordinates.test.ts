import t from 'tap'
import { parseCoordinatePair, parseCoordinates } from '../../../src/kit/indonesia/coordinates.ts'
import { seeded } from '../seeded.ts'

const box = { south: -6.98, north: -6.83, west: 107.54, east: 107.74 }
const here = { lat: -6.9147, long: 107.6098 }

t.test('reads two fields', async t => {
  for (const [lat, long] of [[-6.9147, 107.6098], ['-6.9147', '107.6098'], ['-6,9147', '107,6098'], ['6.9147 LS',
    '107.6098 BT'], ['6.9147° S', '107.6098° E'], [' -6.9147 ', '+107.6098']])
  {
    t.same(parseCoordinates(lat, long, box), { value: here, codes: [] }, `${lat} ${long}`)
  }
})

t.test('puts exchanged fields right', async t => {
  t.same(parseCoordinates('107.6098', '-6.9147', box), { value: here, codes: ['coord_swapped'] })
  t.same(parseCoordinates(107.6098, -6.9147), { value: here, codes: ['coord_swapped'] })
})

t.test('drops a position outside the box', async t => {
  for (const [name, lat, long] of [
    ['another city', -6.2, 106.8],
    ['too far south', -6.981, 107.6],
    ['too far north', -6.829, 107.6],
    ['too far west', -6.9, 107.539],
    ['too far east', -6.9, 107.741],
    ['null island', 0, 0],
    ['north of the equator', 6.9147, 107.6098],
    ['beyond the pole', 91, 200]
  ] as const) {
    t.same(parseCoordinates(lat, long, box), { value: undefined, codes: ['coord_outside'] }, name)
  }
})

t.test('accepts any place on earth without a box, but not 0,0', async t => {
  t.same(parseCoordinates('7.52 LS', '110.44 BT'), { value: { lat: -7.52, long: 110.44 }, codes: [] })
  t.same(parseCoordinates('1.5 LU', '20 BB'), { value: { lat: 1.5, long: -20 }, codes: [] })
  t.same(parseCoordinates(0, 0), { value: undefined, codes: ['coord_outside'] })
})

t.test('rejects half a position and text', async t => {
  for (const [lat, long] of [[-6.9147, ''], ['', 107.6], ['utara', 'timur'], ['6°54′', '107°36′'], [Number.NaN,
    107.6]])
  {
    t.same(parseCoordinates(lat, long, box), { value: undefined, codes: ['invalid_value'] }, `${lat} ${long}`)
  }
})

t.test('has no position for blank fields', async t => {
  t.same(parseCoordinates('', null, box), { value: undefined, codes: [] })
  for (const raw of ['', '-', null, undefined]) t.same(parseCoordinatePair(raw, box), { value: undefined, codes: [] })
})

t.test('reads one field that holds both', async t => {
  for (const raw of ['-6.9147,107.6098', '-6.9147, 107.6098', '-6,9147;107,6098', '-6,9147, 107,6098',
    '-6,9147,107,6098', '-6.9147 107.6098', '(-6.9147, 107.6098)'])
  {
    t.same(parseCoordinatePair(raw, box), { value: here, codes: [] }, raw)
  }
  t.same(parseCoordinatePair('107.6098,-6.9147', box), { value: here, codes: ['coord_swapped'] })
})

t.test('rejects one field that holds no pair', async t => {
  for (const raw of ['-6.9147', '-6.9147,107.6098,5', 'Dago', {}])
    t.same(parseCoordinatePair(raw, box), { value: undefined, codes: ['invalid_value'] })
})

t.test('reads every spelling of a random place', async t => {
  const random = seeded(7)
  const wrong: unknown[] = []
  for (let round = 0; round < 1_000; round += 1) {
    const place = { lat: -random.int(68_400, 69_700) / 10_000, long: random.int(1_075_500, 1_077_300) / 10_000 }
    const comma = (value: number): string => String(value).replace('.', ',')
    for (const parsed of [
      parseCoordinates(place.lat, place.long, box),
      parseCoordinates(comma(place.lat), comma(place.long), box),
      parseCoordinates(`${-place.lat} LS`, `${place.long} BT`, box),
      parseCoordinates(place.long, place.lat, box),
      parseCoordinatePair(`${place.lat},${place.long}`, box),
      parseCoordinatePair(`${comma(place.lat)}; ${comma(place.long)}`, box)
    ]) {
      if (parsed.value?.lat !== place.lat || parsed.value.long !== place.long) wrong.push([place, parsed])
    }
  }
  t.same(wrong, [])
})
