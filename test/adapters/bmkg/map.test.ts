import t from 'tap'
import { readAlert } from '../../../adapters/bmkg/cap.ts'
import { readEpicentre } from '../../../adapters/bmkg/epicentre.ts'
import { severityOf } from '../../../adapters/bmkg/intensity.ts'
import { mapIncident } from '../../../adapters/bmkg/map.ts'
import type { Row } from '../../../adapters/bmkg/rows.ts'
import type { Alert, Gempa } from '../../../adapters/bmkg/wire.ts'
import { contractErrors } from '../records.ts'
import { city, createTools, fixture } from './surroundings.ts'

const json = (name: string): unknown => JSON.parse(fixture(name).toString())
const [felt, near] = (json('gempadirasakan.json') as { Infogempa: { gempa: [Gempa, Gempa] } }).Infogempa.gempa
const alert = readAlert(fixture('alert.xml'), 'text/xml', 'alert')
const inForce = Date.parse('2025-12-12T16:00:00+07:00')

function map(row: Row) {
  const tools = createTools()
  const mapped = mapIncident(row, tools, city.box)
  return { ...mapped, errors: contractErrors('incidents', mapped, tools), notes: tools.notes.list() }
}

function mapQuake(gempa: Gempa) {
  const epicentre = readEpicentre(gempa)
  if (epicentre === undefined) throw new Error('does not say when or where')
  return map({ kind: 'earthquake', gempa, epicentre })
}

const mapWarning = (given: Partial<Alert> = {}, readAt = inForce) =>
  map({ kind: 'warning', code: 'CJB20251212001', alert: { ...alert, ...given }, readAt })

const badQuakes = json('bad-gempa.json') as Record<string, Partial<Gempa>>
const badQuake = (name: string): Gempa => {
  if (badQuakes[name] === undefined) throw new Error(`no fixture "${name}"`)
  return { ...felt, ...badQuakes[name] }
}
const badAlerts = json('bad-alerts.json') as Record<string, Partial<Alert>>
const badAlert = (name: string): Partial<Alert> => {
  if (badAlerts[name] === undefined) throw new Error(`no fixture "${name}"`)
  return badAlerts[name]
}

t.test('maps an earthquake far away: an area, and no location', async t => {
  const { record, errors, notes, key, updatedAt } = mapQuake(felt)
  t.same(errors, [])
  t.same(notes, [])
  t.equal(key, '20251212T073521Z-S752-E11044')
  t.equal(updatedAt, '2025-12-12T14:35:21+07:00')
  t.same(record, {
    identifiers: [],
    status: { code: 'verified', raw_code: '' },
    kind: 'earthquake',
    severity: 'minor',
    headline: 'Gempa bumi M5.1: Pusat gempa berada di darat 18 km BaratLaut Boyolali',
    description:
      'Kedalaman: 10 km.\nDirasakan (MMI): III-IV Boyolali, III Salatiga.\nSumber: BMKG (Badan Meteorologi, ' +
      'Klimatologi, dan Geofisika).',
    occurred_at: '2025-12-12T14:35:21+07:00',
    area: { name: 'Pusat gempa berada di darat 18 km BaratLaut Boyolali' },
    cap: { certainty: 'observed' }
  })
})

t.test('an earthquake within the city has a location', async t => {
  const { record, errors, notes } = mapQuake(near)
  t.same(errors, [])
  t.same(notes, [])
  t.same(record.location, { lat: -6.85, long: 107.64 })
})

t.test('maps a warning with the ring that touches the city', async t => {
  const { record, errors, notes, key, updatedAt } = mapWarning()
  t.same(errors, [])
  t.same(notes, [{ field: 'area.polygon', code: 'invalid_value', severity: 'info', raw: '1 of 3 polygons' }])
  t.equal(key, 'CJB20251212001')
  t.equal(updatedAt, '2025-12-12T14:30:00+07:00')
  t.match(record, {
    identifiers: [{ scheme: 'cap', value: '2.49.0.1.360.0.2025.12.12.07.32.001' }],
    status: { code: 'verified', raw_code: 'Alert' },
    kind: 'weather',
    severity: 'moderate',
    headline: 'Hujan Lebat disertai Petir di Jawa Barat',
    occurred_at: '2025-12-12T14:45:00+07:00',
    reported_at: '2025-12-12T14:30:00+07:00',
    area: { name: 'Jawa Barat',
      polygon: [[107.58, -6.91], [107.58, -6.99], [107.66, -6.99], [107.66, -6.91], [107.58, -6.91]] },
    cap: { urgency: 'immediate', certainty: 'observed', expires: '2025-12-12T17:30:00+07:00' }
  })
  t.match(record.description,
    /^Hujan Lebat dan Petir\.\nHujan lebat disertai petir akan terjadi .* & pohon tumbang\.\nSumber: BMKG \(/s)
  t.notOk(record.location)
})

t.test('a warning is expired from its end on', async t => {
  const end = Date.parse('2025-12-12T17:30:00+07:00')
  t.same(mapWarning({}, end - 1).record.status, { code: 'verified', raw_code: 'Alert' })
  t.same(mapWarning({}, end).record.status, { code: 'expired', raw_code: 'Alert' })
})

t.test('names BMKG in every record', async t => {
  for (const { record } of [mapQuake(near), mapWarning(), mapWarning({ description: '' }),
    mapQuake(badQuake('nothing felt'))])
  {
    t.match(record.description, /Sumber: BMKG/)
  }
})

t.test('the key of an earthquake is the same however it is written', async t => {
  const { key } = mapQuake(felt)
  for (const name of ['position exchanged', 'position in words only', 'position with other digits', 'no DateTime',
    'two times', 'time of another zone'])
  {
    const mapped = mapQuake(badQuake(name))
    t.equal(mapped.key, key, name)
    t.same(mapped.errors, [], name)
  }
})

t.test('hundredths of a degree keep all their digits in a key', async t => {
  t.equal(mapQuake({ ...felt, Coordinates: '0.29,126.57' }).key, '20251212T073521Z-N29-E12657')
})

t.test('an earthquake without time or position is refused', async t => {
  for (const name of ['no position', 'half a position', 'no time at all'])
    t.throws(() => mapQuake(badQuake(name)), /when or where/, name)
})

t.test('notes what is wrong with an earthquake', async t => {
  const notesOf = (name: string) => mapQuake(badQuake(name)).notes.map(({ field, code }) => `${field} ${code}`)
  t.same(notesOf('position exchanged'), ['location.lat coord_swapped'])
  t.same(notesOf('two times'), ['occurred_at ambiguous_date'])
  t.same(notesOf('endless place'), ['area.name invalid_value', 'headline invalid_value'])
  t.same(notesOf('no DateTime'), [])
})

t.test('an earthquake says no more than its feed does', async t => {
  const unnamed = mapQuake(badQuake('no place'))
  t.same(unnamed.errors, [])
  t.equal(unnamed.record.headline, 'Gempa bumi M5.1')
  t.notOk(unnamed.record.area)
  t.match(mapQuake(badQuake('magnitude in words')).record.headline, /^Gempa bumi: Pusat gempa/)
  t.equal(mapQuake(badQuake('nothing felt')).record.severity, 'unknown')
})

t.test('the severity follows the strongest intensity that was reported', async t => {
  const cases: readonly (readonly [string, string])[] = [
    ['II Lembang', 'minor'],
    ['II - V Garut', 'minor'],
    ['III Bima, VI Dompu', 'moderate'],
    ['VI-VII Palu', 'severe'],
    ['VIII Palu', 'severe'],
    ['IX Palu, II Poso', 'extreme'],
    ['-', 'unknown'],
    ['', 'unknown'],
    ['Dirasakan di Bima', 'unknown'],
    ['Vila Indah II', 'unknown']
  ]
  for (const [reports, severity] of cases) t.equal(severityOf(reports, undefined), severity, reports)
  t.equal(severityOf('II Ternate', 'Berpotensi TSUNAMI untuk diteruskan pada masyarakat'), 'extreme')
  t.equal(severityOf('II Ternate', 'Tidak berpotensi tsunami'), 'minor')
})

t.test('an unknown word of a warning is unknown, with its raw value', async t => {
  const severity = mapWarning(badAlert('severity of its own'))
  t.equal(severity.record.severity, 'unknown')
  t.match(severity.notes, [{ field: 'severity', code: 'status_unmapped', raw: 'Parah' }])
  t.equal(mapWarning(badAlert('no severity')).record.severity, 'unknown')
  t.equal(mapWarning(badAlert('urgency of its own')).record.cap?.urgency, 'unknown')
  t.same(mapWarning(badAlert('message type of its own')).record.status, { code: 'unknown', raw_code: 'Ack' })
  for (const name of Object.keys(badAlerts)) {
    if (!/no time at all|public|earthquake/.test(name)) t.same(mapWarning(badAlert(name)).errors, [], name)
  }
})

t.test('a cancelled warning is no longer in force', async t => {
  t.same(mapWarning(badAlert('cancelled')).record.status, { code: 'expired', raw_code: 'Cancel' })
})

t.test('times of other zones are told in WIB', async t => {
  const { record } = mapWarning(badAlert('central Indonesian time'))
  t.match(record, { reported_at: '2025-12-12T14:30:00+07:00', occurred_at: '2025-12-12T14:45:00+07:00' })
})

t.test('a warning holds from when it was sent when it does not say', async t => {
  t.equal(mapWarning(badAlert('no begin')).record.occurred_at, '2025-12-12T14:30:00+07:00')
  t.equal(mapWarning(badAlert('no end')).record.status.code, 'verified')
  t.throws(() => mapWarning(badAlert('no time at all')), /from when/)
})

t.test('refuses what is no public warning of the weather', async t => {
  t.throws(() => mapWarning(badAlert('not for the public')), /not for the public/)
  t.throws(() => mapWarning(badAlert('an earthquake')), /no warning of the weather/)
  t.throws(() => map({ kind: 'broken', reason: 'CJB1 sent broken XML' }), { message: 'CJB1 sent broken XML' })
})

t.test('leaves out polygons that are none, and closes open ones', async t => {
  for (const name of ['polygon of two points', 'polygon of words']) {
    const { record, notes } = mapWarning(badAlert(name))
    t.same(record.area, { name: 'Jawa Barat' }, name)
    t.match(notes, [{ field: 'area.polygon', code: 'invalid_value', severity: 'error' }], name)
  }
  t.same(mapWarning(badAlert('open polygon')).record.area?.polygon, [[107.5, -6.9], [107.6, -6.8], [107.5, -6.7], [
    107.5,
    -6.9
  ]])
  t.notOk(mapWarning(badAlert('no area')).record.area)
})

t.test('the ring that counts is the one around the city, else the largest', async t => {
  const far = '1,120 1,130 9,130 9,120 1,120'
  const small = '1,110 1,110.1 1.1,110.1 1.1,110 1,110'
  const around = '-8,106 -8,109 -6,109 -6,106 -8,106'
  t.same(mapWarning({ polygons: [small, far] }).record.area?.polygon?.[0], [120, 1])
  t.same(mapWarning({ polygons: [far, small, around] }).record.area?.polygon?.[0], [106, -8])
})
