import t from 'tap'
import { readText, writeText } from '../../../adapters/lapor/footer.ts'
import { toFollowUp, toReport } from '../../../adapters/lapor/map-back.ts'
import { mapComplaint } from '../../../adapters/lapor/map.ts'
import { createTables } from '../../../adapters/lapor/settings.ts'
import type { Stream } from '../../../adapters/lapor/wire.ts'
import { updateKey, type WriteBodies } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { city, createTools, fixture, settingsOf } from './surroundings.ts'

type NewComplaint = WriteBodies['complaints']['create']

const receipt = 'K7Q2M9X4TBA3'
const tables = createTables(settingsOf(), city, 'SKPD-DISKOMINFO')
const topic = { id: '11', name: 'Penerangan Jalan Umum', group: 'Infrastruktur', line: ['11', '1'] }
const [stream] = (fixture('getstreams') as { answer: { body: { data: [Stream] } } }).answer.body.data

const whole: NewComplaint = {
  service_code: 'LAPOR-11',
  classification: 'complaint',
  title: 'Lampu jalan\nmati & gelap',
  description: 'Lampu jalan <mati> sejak Senin.\n\nMohon diperiksa.',
  location: { lat: -6.8853, long: 107.6137, address: 'Jl. Ir. H. Juanda No. 100', rt: '003', rw: '005',
    village_code: '32.73.02.1004', district_code: '32.73.02', postal_code: '40135' },
  reporter: { name: 'SITI NUR RAHMAWATI', phone: '+6281200000001', email: 'siti@example.org', anonymous: false,
    confidential: false },
  media: [{ url: 'https://files.example.org/lampu.jpg', title: 'Dari depan' }, {
    url: 'https://files.example.org/2.jpg'
  }]
}
const send = (body: NewComplaint) =>
  toReport(body, { receipt, tables, regions: city.regions, topic: body.service_code === undefined ? undefined : topic })

/** What the moderators find before they have done anything. */
function received(isi: string, more: Partial<Stream> = {}) {
  const tools = createTools()
  const untouched = { judul: '', klasifikasi: '', topik_id: '', lokasi: '', kecamatan: '', kelurahan: '', lat: '',
    lng: '', lampiran: [] }
  const mapped = mapComplaint({ ...stream, ...untouched, isi, ...more }, tools, tables)
  return { record: mapped.record, errors: contractErrors('complaints', mapped, tools), notes: tools.notes.list() }
}

t.test('writes a complaint as people there read it', t => {
  t.same(send(whole), {
    email: 'siti@example.org',
    telpon: '081200000001',
    namadepan: 'SITI',
    namabelakang: 'NUR RAHMAWATI',
    rahasia: '0',
    anonim: '0',
    isi: [
      'Lampu jalan <mati> sejak Senin.',
      '',
      'Mohon diperiksa.',
      '',
      '--',
      'Judul: Lampu jalan mati & gelap',
      'Topik: 11 Penerangan Jalan Umum',
      'Jenis: Pengaduan',
      'Lokasi: Jl. Ir. H. Juanda No. 100 RT 003 RW 005 40135',
      'Kelurahan: Dago',
      'Kecamatan: Coblong',
      'Posisi: -6.8853, 107.6137',
      'Lampiran: https://files.example.org/lampu.jpg Dari depan',
      'Lampiran: https://files.example.org/2.jpg',
      '[Satu K7Q2M9X4TBA3]'
    ].join('\n')
  })
  t.end()
})

t.test('what was written is read back as it was', t => {
  const { record, errors, notes } = received(send(whole).isi)
  t.same(errors, [])
  t.same(notes, [])
  const { reporter: _, ...rest } = whole
  t.match(record, { ...rest, title: 'Lampu jalan mati & gelap' })
  t.notMatch(JSON.stringify(record), /Satu|--/)
  t.end()
})

t.test('what moderators filled in comes before what was written', t => {
  const { record } = received(send(whole).isi, { judul: 'PJU padam', topik_id: '9', kecamatan: 'Sumur Bandung',
    kelurahan: '', lat: '-6.91', lng: '107.61',
    lampiran: [{ nama: 'survei.jpg', url: 'https://lapor.example.go.id/survei.jpg' }] })
  t.match(record, { title: 'PJU padam', service_code: 'LAPOR-9',
    location: { lat: -6.91, long: 107.61, district_code: '32.73.19' } })
  t.same(record.media?.map(({ url }) => url), ['https://lapor.example.go.id/survei.jpg',
    'https://files.example.org/lampu.jpg', 'https://files.example.org/2.jpg'])
  t.end()
})

t.test('writes the least that a complaint can be', t => {
  t.same(send({ description: 'Banjir ' }), { email: '', telpon: '', namadepan: '', namabelakang: '', rahasia: '0',
    anonim: '1', isi: 'Banjir\n\n--\n[Satu K7Q2M9X4TBA3]' })
  const { record, errors } = received(send({ description: 'Banjir ' }).isi)
  t.same(errors, [])
  t.equal(record.description, 'Banjir')
  t.notOk('title' in record || 'service_code' in record || 'media' in record)
  t.end()
})

t.test('tells who wants to stay unnamed, or secret', t => {
  const reporter = { name: 'SITI', anonymous: true, confidential: false }
  t.match(send({ description: 'x', reporter }), { namadepan: 'SITI', namabelakang: '', anonim: '1', rahasia: '0' })
  t.match(send({ description: 'x', reporter: { anonymous: false, confidential: true } }), { anonim: '0', rahasia: '1' })
  t.end()
})

t.test('names a place outside of the city by its code', t => {
  t.match(send({ description: 'x', location: { village_code: '32.77.01.1001', district_code: '32.77.01' } }).isi,
    /Kelurahan: 32\.77\.01\.1001\nKecamatan: 32\.77\.01\n/)
  t.notMatch(send({ description: 'x', location: { lat: -6.9 } }).isi, /Posisi/, 'half a position is none')
  t.end()
})

t.test('a comment keeps its photographs', t => {
  const isi = toFollowUp('Masih mati.', [{ url: 'https://files.example.org/3.jpg' }], receipt)
  t.equal(isi, 'Masih mati.\n\n--\nLampiran: https://files.example.org/3.jpg\n[Satu K7Q2M9X4TBA3]')
  const answer = { id: '1', tanggal: '2026-11-09 13:30:00', instansi: '', publik: '1' }
  const { record, errors } = received('Lampu mati', {
    tindak_lanjut: [{ ...answer, jenis: 'Komentar', isi }, { ...answer, id: '2', jenis: 'Penutupan',
      isi: toFollowUp('Sudah menyala.', undefined, receipt) }]
  })
  t.same(errors, [])
  t.match(record.updates, [
    { text: 'Masih mati.', media: [{ url: 'https://files.example.org/3.jpg' }], status: undefined },
    { text: 'Sudah menyala.', status: 'closed', media: undefined }
  ])
  t.end()
})

t.test('a report that its sender closed is closed since then', t => {
  const { record } = received('Lampu mati', { aksi: 'Ditutup', status: 'Selesai',
    tanggal_tutup: '2026-11-12 09:00:00' })
  t.match(record.status, { code: 'closed', raw_code: 'Ditutup', changed_at: '2026-11-12T09:00:00+07:00' })
  t.end()
})

t.test('a text that somebody else wrote stays as it is', t => {
  for (const text of ['Lampu mati', 'Lampu mati\n\n--\nJudul: x', '--', ''])
    t.same(readText(text), { text, footer: {} }, text)
  const quoted = `Sudah lapor [Satu ${receipt}], belum ada kabar`
  t.same(readText(quoted), { text: quoted, footer: {} })
  t.end()
})

t.test('a footer that moderators changed loses its mark alone', t => {
  t.same(readText(`Lampu mati\n\n--\nJudul: x\nsudah dicek\n[Satu ${receipt}]`), {
    text: 'Lampu mati\n\n--\nJudul: x\nsudah dicek',
    footer: {},
    receipt
  })
  t.same(readText(`Lampu mati -- Judul: x [Satu ${receipt}]`), { text: 'Lampu mati -- Judul: x', footer: {}, receipt },
    'on one line')
  t.same(readText(`Lampu mati\r\n\r\n--\r\nJudul: x\r\n[Satu ${receipt}]`), { text: 'Lampu mati',
    footer: { judul: 'x' }, receipt }, 'with other line ends')
  t.end()
})

t.test('a footer that a sender typed is part of the text', t => {
  const typed = 'Lampu mati\n\n--\nJudul: palsu'
  const isi = writeText(typed, { judul: 'Benar' }, receipt)
  t.same(readText(isi), { text: typed, footer: { judul: 'Benar' }, receipt })
  t.end()
})

t.test("a comment of the hub has the key of its receipt, once, and all others LAPOR's number", t => {
  const isi = toFollowUp('Masih mati.', undefined, receipt)
  const row = { tanggal: '2026-11-09 13:30:00', instansi: '', publik: '1', jenis: 'Komentar' }
  const { record } = received('Lampu mati', {
    tindak_lanjut: [{ ...row, id: '1', isi }, { ...row, id: '2', isi: 'Dari situs.' }, { ...row, id: '3', isi }]
  })
  t.same(record.updates?.map(({ id }) => id.replace(/^.*?-/, '')), [updateKey(stream.trackingid, receipt),
    `${stream.trackingid}-2`, `${stream.trackingid}-3`])
  t.end()
})
