import t from 'tap'
import type { Kejadian } from '../../../adapters/diskar/wire.ts'
import { call, clientOf, map, settingsOf } from './surroundings.ts'

const rows = await clientOf(t, 'KEJADIAN.CSV').kejadian(call)
const row = (number: string, change: Partial<Kejadian> = {}): Kejadian => ({
  ...rows.find(({ NO_KEJADIAN }) => NO_KEJADIAN === number)!,
  ...change
})

t.test('a recorded fire as it was corrected, field by field', t => {
  t.same(map(row('0001/2026')), {
    key: '2026-0001',
    updatedAt: '2026-11-21T08:00:00+07:00',
    record: {
      identifiers: [],
      status: { code: 'resolved', raw_code: '4', changed_at: '2026-11-21T01:40:00+07:00' },
      kind: 'fire',
      severity: 'moderate',
      headline: 'Kebakaran: toko, Kec. Sumur Bandung',
      description: 'Penyebab: puntung rokok. 3 unit dikerahkan.',
      agency_id: 'SKPD-DISKAR',
      occurred_at: '2026-11-20T23:50:00+07:00',
      reported_at: '2026-11-20T23:58:00+07:00',
      location: { lat: -6.917464, long: 107.609123, address: 'Jl. BRAGA NO. 12', rt: '003', rw: '005',
        village_code: '32.73.19.1001', district_code: '32.73.19' },
      cap: { urgency: 'past', certainty: 'observed' }
    },
    notes: [],
    errors: []
  })
  t.end()
})

t.test("a fire in somebody's home or car is told by village and district", t => {
  const { key, updatedAt, record, errors } = map(row('2/2026'))
  t.equal(key, '2026-0002', 'with the zeros that a spreadsheet took')
  t.equal(updatedAt, '2026-11-20T09:30:00+07:00',
    'of the last thing that happened, when nobody says when it was changed')
  t.same(record.location, { village_code: '32.73.22.1003', district_code: '32.73.22' })
  t.match(record, { headline: 'Kebakaran: rumah tinggal, Kec. Buah Batu', severity: 'unknown',
    occurred_at: '2026-11-20T09:15:00+07:00', status: { code: 'on_scene' } })
  t.same(errors, [])
  t.same(Object.keys(map(row('0007/2026')).record.location ?? {}), ['village_code', 'district_code'], 'a car')
  t.end()
})

t.test('a flood: the position exchanged, a number in the cause', t => {
  const { record, notes, errors } = map(row('0003/2026'))
  t.match(record, { kind: 'flood', description: 'Penyebab: saluran tersumbat – lihat […].',
    location: { lat: -6.922, long: 107.598 }, cap: { urgency: 'immediate' } })
  t.equal(record.location?.rw, undefined)
  t.same(notes, ['location.lat coord_swapped'])
  t.same(errors, [])
  t.end()
})

t.test('an unknown state, times out of order and no position', t => {
  const { record, notes, errors } = map(row('0004/2026'))
  t.match(record, { kind: 'weather', status: { code: 'unknown', raw_code: '7' }, cap: { urgency: 'unknown' },
    location: { lat: undefined } })
  t.same(notes, ['status.changed_at out_of_order', 'status.code status_unmapped', 'location.lat coord_outside'])
  t.same(errors, [])
  t.end()
})

t.test('states by code, and one that nobody closed', t => {
  const states = ['0', '1', '2', '3', '4', '5', '', 'x'].map(code =>
    map(row('0006/2026', { KD_STATUS: code, JAM_SELESAI: '' })).record.status.code
  )
  t.same(states, ['reported', 'verified', 'dispatched', 'on_scene', 'resolved', 'false_alarm', 'unknown', 'unknown'])
  t.match(map(row('0007/2026')), { record: { status: { code: 'on_scene' } }, notes: ['status out_of_order'] })
  t.end()
})

t.test('times past midnight are of the next day, also over a turn of the year', t => {
  const { record, updatedAt, notes } = map(row('0001/2026', { TGL_KEJADIAN: '31/12/2025', TGL_UBAH: '' }))
  t.match(record, { occurred_at: '2025-12-31T23:50:00+07:00', reported_at: '2025-12-31T23:58:00+07:00',
    status: { changed_at: '2026-01-01T01:40:00+07:00' } })
  t.equal(updatedAt, '2026-01-01T01:40:00+07:00')
  t.same(notes, [])
  t.end()
})

t.test('a time that cannot be read is left out and noted', t => {
  const { record, notes, errors } = map(row('0001/2026', { JAM_LAPOR: '25.70' }))
  t.equal(record.reported_at, undefined)
  t.same(notes, ['reported_at invalid_value'])
  t.same(errors, [])
  t.end()
})

t.test('codes of one city come from its settings', t => {
  const settings = settingsOf({ codes: { kind: { X: 'traffic' }, status: { 7: 'expired' } } })
  t.match(map(row('0009/2026'), settings).record, { kind: 'traffic' })
  t.match(map(row('0004/2026', { KD_JENIS: 'X' }), settings).record, { status: { code: 'expired' } })
  t.throws(() => settingsOf({ codes: { kind: { X: 'meteorite' } } }))
  t.throws(() => settingsOf({ codes: { status: { 7: 'unknown' } } }), 'which is no state to be told')
  t.end()
})

t.test('rows without what makes a record say so', t => {
  t.throws(() => map(row('0008/2026')), { message: 'has no time (TGL_KEJADIAN, JAM_KEJADIAN, JAM_LAPOR)' })
  t.throws(() => map(row('0009/2026')), { message: 'is of no known kind (KD_JENIS)' })
  t.throws(() => map(row('0001/2026', { KD_JENIS: '' })), { message: 'is of no known kind (KD_JENIS)' })
  for (const number of ['', '12', 'abc/2026', '1/26', '1234567/2026'])
    t.throws(() => map(row('0001/2026', { NO_KEJADIAN: number })), { message: 'has no number (NO_KEJADIAN)' }, number)
  t.end()
})
