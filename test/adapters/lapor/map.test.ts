import t from 'tap'
import { mapComplaint, toSejak } from '../../../adapters/lapor/map.ts'
import { createTables } from '../../../adapters/lapor/settings.ts'
import type { Stream } from '../../../adapters/lapor/wire.ts'
import { contractErrors } from '../records.ts'
import { city, createTools, fixture, settingsOf } from './surroundings.ts'

interface Exchange {
  answer: { body: { data: Stream[] } }
}

const rows = (fixture('getstreams') as Exchange).answer.body.data
const bad = fixture('bad-streams') as Record<string, Partial<Stream>>
const tables = createTables(settingsOf({ codes: { agency: { 'Admin Kota': 'DISKOMINFO' } } }), city, 'SKPD-DISKOMINFO')

function map(row: Stream, using = tables) {
  const tools = createTools()
  const mapped = mapComplaint(row, tools, using)
  return { ...mapped, notes: tools.notes.list(), errors: contractErrors('complaints', mapped, tools) }
}

/** The first good report with some fields spoiled. */
function spoiled(name: string): Stream {
  const fields = bad[name]
  if (fields === undefined) throw new Error(`no fixture ${name}`)
  return { ...rows[0]!, ...fields }
}

const good = (trackingid: string) => map(rows.find(row => row.trackingid === trackingid)!)

t.test('maps a whole report', async t => {
  const { notes, errors, ...mapped } = map(rows[0]!)
  t.same(errors, [])
  t.same(notes, [{ field: 'location.lat', code: 'coord_swapped', severity: 'warning', raw: '107,613700, -6,885300' }])
  t.same(mapped, {
    key: '1482913',
    updatedAt: '2026-11-10T08:00:00+07:00',
    record: {
      identifiers: [{ scheme: 'tracking_id', value: '1482913' }],
      status: { code: 'responded', raw_code: 'Proses', raw_label: 'Tindak Lanjut',
        changed_at: '2026-11-09T13:30:00+07:00' },
      service_code: 'LAPOR-11',
      classification: 'complaint',
      title: 'Lampu & tiang di Jl. Dago',
      description: 'Lampu PJU di Jl. Dago "mati" & rawan. NIK saya […], hubungi […].',
      location: {
        lat: -6.8853,
        long: 107.6137,
        address: 'Jl. Dago No. 12, (hp […])',
        rt: '003',
        rw: '005',
        village_code: '32.73.02.1004',
        district_code: '32.73.02'
      },
      reporter: { anonymous: false, confidential: false },
      media: [{ url: 'http://lapor.example.go.id/uploads/1482913.jpg', title: 'foto.jpg' }],
      agency_id: 'SKPD-DPU',
      dispositions: [{ from: 'SKPD-DISKOMINFO', to: 'SKPD-DPU', at: '2026-11-04T10:00:00+07:00',
        note: 'Mohon ditindaklanjuti, pelapor […].' }],
      updates: [
        { id: 'LAPOR-1482913-1', at: '2026-11-09T13:30:00+07:00', status: 'responded', text: 'Lampu diganti < 2 hari.',
          public: true, agency_id: 'SKPD-DPU' },
        { id: 'LAPOR-1482913-2', at: '2026-11-10T08:00:00+07:00', text: 'Terima kasih, WA saya […]', public: true }
      ],
      submitted_at: '2026-11-03T09:15:22+07:00',
      due_at: '2026-11-12T23:59:59+07:00'
    }
  })
})

t.test('maps a text message, which has no place and no title', async t => {
  const { record, updatedAt, notes, errors } = good('1482906')
  t.same(errors, [])
  t.same(notes, [])
  t.equal(updatedAt, '2026-11-02T21:40:09+07:00', 'nothing happened since it came')
  t.same(record, {
    identifiers: [{ scheme: 'tracking_id', value: '1482906' }],
    status: { code: 'triage', raw_code: 'Belum Verifikasi' },
    service_code: 'LAPOR-9',
    description: 'LAPOR JLN RUSAK DPN PASAR TLG D PERBAIKI',
    reporter: { anonymous: true, confidential: false },
    dispositions: [],
    updates: [],
    submitted_at: '2026-11-02T21:40:09+07:00'
  })
})

t.test('reads where a report stands', async t => {
  const status = (trackingid: string) => good(trackingid).record.status
  t.match(status('1482899'), { code: 'archived', raw_code: 'Arsipkan' },
    'an archived report is not resolved, whatever the public page shows')
  t.match(status('1482892'), { code: 'duplicate', raw_code: 'Gabung' })
  t.equal(good('1482892').record.duplicate_of, 'LAPOR-1482899')
  t.same(status('1482885'), { code: 'closed', raw_code: 'Selesai', raw_label: 'Ditutup',
    changed_at: '2026-11-01T09:00:00+07:00' })
  t.same(status('1482878'), { code: 'resolved', raw_code: 'Selesai' })
  t.same(status('1482871'), { code: 'in_progress', raw_code: 'Proses' })
  t.same(status('1482864'), { code: 'assigned', raw_code: 'Belum', changed_at: '2026-11-04T10:00:00+07:00' })
  for (const [aksi, code] of [['Verifikasi', 'triage'], ['Tunda', 'info_needed'], ['Bukan Wewenang', 'out_of_scope'], [
    'Dibuka Kembali',
    'reopened'
  ]] as const) {
    t.equal(map({ ...rows[0]!, aksi }).record.status.code, code, aksi)
  }
})

t.test('maps every good fixture to the contract', async t => {
  for (const row of rows) t.same(map(row).errors, [], row.trackingid)
})

t.test('takes its words from the config before its own', async t => {
  const local = createTables(
    settingsOf({
      codes: { status: { Eskalasi: 'in_progress', Proses: 'assigned' }, classification: { 'Lain-lain': 'aspiration' } }
    }),
    city,
    undefined
  )
  t.same(map({ ...rows[0]!, status: 'Eskalasi' }, local).record.status.code, 'in_progress')
  t.same(map({ ...rows[0]!, status: 'Proses', tindak_lanjut: [] }, local).record.status.code, 'assigned')
  t.equal(map({ ...rows[0]!, klasifikasi: 'lain-lain' }, local).record.classification, 'aspiration')
})

t.test('refuses what cannot be a complaint, with the reason and no value', async t => {
  t.throws(() => map(spoiled('without a text')), { message: 'has no text' })
  t.throws(() => map(spoiled('without a date')), { message: 'has no date' })
  t.throws(() => map(spoiled('without a tracking id')), { message: 'has no tracking id' })
})

t.test('refuses a confidential report that pull should have left out', async t => {
  t.throws(() => map(spoiled('that is confidential')), { message: 'is confidential, which pull should leave out' })
})

t.test('never gives who sent it, even when the system does', async t => {
  const leaky = { ...rows[0]!, anonim: '1', pelapor: { namadepan: 'Siti' }, nama_pelapor: 'Siti',
    telpon: '081200000001' }
  const mapped = map(leaky)
  t.same(mapped.record.reporter, { anonymous: true, confidential: false })
  t.notMatch(JSON.stringify(mapped), /Siti|0812/)
  t.equal(map({ ...rows[0]!, anonim: '' }).record.reporter?.anonymous, true, 'anonymous unless it says otherwise')
})

t.test('leaves out what officials wrote to each other', async t => {
  t.notMatch(JSON.stringify(map(rows[0]!)), /rewel/)
  const inside = { ...rows[0]!.tindak_lanjut![1]!, publik: '0' }
  t.equal(map({ ...rows[0]!, tindak_lanjut: [inside] }).record.status.code, 'in_progress', 'and counts it as no answer')
})

t.test('calls an unknown status unknown and keeps its word', async t => {
  const { record, notes, errors } = map(spoiled('with an unknown status'))
  t.same(errors, [])
  t.match(record.status, { code: 'unknown', raw_code: 'Eskalasi' })
  t.match(notes.find(({ field }) => field === 'status'), { code: 'status_unmapped', raw: 'Eskalasi' })
  t.match(map(spoiled('without any status')).record.status, { code: 'unknown', raw_code: '' })
})

t.test('redacts even the words that it does not know', async t => {
  for (const name of ['with an unknown moderator action', 'with an unknown agency', 'with a strange district']) {
    t.notMatch(JSON.stringify(map(spoiled(name))), /0812/, name)
  }
})

t.test('leaves out an agency that the city does not have, with a note', async t => {
  const { record, notes, errors } = map(spoiled('with an unknown agency'))
  t.same(errors, [])
  t.equal(record.agency_id, undefined)
  t.same(record.dispositions, [{ from: 'SKPD-DISKOMINFO', to: 'SKPD-DPU', at: '2026-11-05T10:00:00+07:00' }])
  t.same(
    notes.filter(({ code }) => code === 'invalid_value'),
    [
      { field: 'dispositions.0.to', code: 'invalid_value', severity: 'warning', raw: 'PT PLN' },
      { field: 'dispositions.1.at', code: 'invalid_value', severity: 'error', raw: 'kemarin' },
      { field: 'agency_id', code: 'invalid_value', severity: 'warning', raw: 'Dinas XYZ […]' }
    ]
  )
})

t.test('leaves out a classification that it does not know, with a note', async t => {
  const { record, notes } = map(spoiled('with an unknown classification'))
  t.equal(record.classification, undefined)
  t.match(notes.find(({ field }) => field === 'classification'), { code: 'invalid_value', raw: 'Lain-lain' })
})

t.test('reads places as typed', async t => {
  const strange = map(spoiled('with a strange district'))
  t.equal(strange.record.location?.district_code, undefined)
  t.match(strange.notes.find(({ field }) => field === 'location.district_code'), { code: 'region_unknown' })
  t.equal(map(spoiled('with a village only')).record.location?.district_code, '32.73.02',
    'a village tells its district')
  const outside = map(spoiled('outside the city'))
  t.equal(outside.record.location?.lat, undefined)
  t.match(outside.notes, [{ field: 'location.lat', code: 'coord_outside' }])
  const none = map(spoiled('without a position'))
  t.equal(none.record.location?.lat, undefined)
  t.same(none.notes, [], 'zeros stand for nothing')
})

t.test('takes what PHP makes of an empty list', async t => {
  const { record, errors } = map(spoiled('with lists that PHP left out'))
  t.same(errors, [])
  t.same([record.media, record.dispositions, record.updates], [undefined, [], []])
})

t.test('leaves out attachments without a web address', async t => {
  const { record, notes, errors } = map(spoiled('with a broken attachment'))
  t.same(errors, [])
  t.equal(record.media, undefined)
  t.equal(notes.filter(({ code }) => code === 'invalid_value').length, 2)
})

t.test('cuts what is longer than the contract allows', async t => {
  const { record, errors } = map(spoiled('that is too long'))
  t.same(errors, [])
  t.equal(record.description.length, 4000)
  t.equal(record.title?.length, 300)
})

t.test('asks for changes at or after an instant in local time', async t => {
  t.equal(toSejak('2026-11-03T09:15:22+07:00'), '2026-11-03 09:15:22')
  t.equal(toSejak('2026-11-03T02:15:22Z'), '2026-11-03 09:15:22')
  t.equal(toSejak('2026-11-03T09:15:22.001+07:00'), '2026-11-03 09:15:23', 'a second that began before is no match')
})
