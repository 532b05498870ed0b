import t from 'tap'
import { fieldOf, toBerkas, toDaftar } from '../../../adapters/sicantik/map-back.ts'
import type { WriteBodies } from '../../../src/kit/index.ts'
import { city, codesOfB, settingsOf } from './surroundings.ts'

type NewApplication = WriteBodies['licence-applications']['create']

const receipt = 'K7Q2M9X4TBA3'
const least: NewApplication = { service_id: 'HAYU-055', kind: 'new', applicant: { name: 'BUDI SANTOSA' } }
const send = (body: NewApplication, settings = {}) =>
  toDaftar(body, { receipt, prefix: 'HAYU', codes: settingsOf(settings).codes, regions: city.regions })

t.test('fills in the form as a clerk would', t => {
  const home = { address: 'Jl. Wastukancana No. 2', rt: '003', rw: '005', village_code: '32.73.02.1004',
    district_code: '32.73.02', postal_code: '40117' }
  t.same(send({
    service_id: 'HAYU-055',
    kind: 'renewal',
    licence_id: 'HAYU-0227905512112015',
    applicant: { name: 'BUDI SANTOSA', nik: '3273021305859991', phone: '+6281234567890', email: 'budi@example.org',
      location: home },
    business: { name: 'PT CONTOH SEJAHTERA', legal_form: 'pt', npwp: '012345674423000', nib: '9120001234567',
      tdp_number: '101112345678' },
    location: { address: 'Jl. Peta No. 1', lat: -6.93, long: 107.59 },
    nop: '327306000100200030',
    documents: [{ url: 'https://files.example.org/denah.pdf', title: 'Denah' }, {
      url: 'https://files.example.org/ktp.pdf'
    }],
    note: 'Toko kedua.'
  }), {
    perizinan_id: '055',
    permohonan: 'Perpanjangan',
    id_lama: '0227905512112015',
    n_pemohon: 'BUDI SANTOSA',
    a_pemohon: 'Jl. Wastukancana No. 2 RT 003 RW 005 Kel. Dago Kec. Coblong 40117',
    telp_pemohon: '081234567890',
    email: 'budi@example.org',
    no_ktp: '3273021305859991',
    n_perusahaan: 'PT CONTOH SEJAHTERA',
    a_perusahaan: 'Jl. Peta No. 1',
    npwp: '01.234.567.4-423.000',
    keterangan: [
      'Toko kedua.',
      'NIB: 9120001234567',
      'TDP: 101112345678',
      'NOP: 32.73.060.001.002-0003.0',
      'Posisi: -6.93, 107.59',
      'Berkas: https://files.example.org/denah.pdf Denah',
      'Berkas: https://files.example.org/ktp.pdf'
    ].join('\n'),
    no_referensi: receipt
  })
  t.end()
})

t.test('leaves empty what is not known', t => {
  t.same(send(least), {
    perizinan_id: '055',
    permohonan: 'Permohonan Baru',
    id_lama: '',
    n_pemohon: 'BUDI SANTOSA',
    a_pemohon: '',
    telp_pemohon: '',
    email: '',
    no_ktp: '',
    n_perusahaan: '',
    a_perusahaan: '',
    npwp: '',
    keterangan: '',
    no_referensi: receipt
  })
  t.match(
    send({ ...least,
      business: { name: 'UD DAGO', npwp: '0123456744230001', location: { address: 'Jl. Peta No. 1' } } }),
    { npwp: '0123456744230001', a_perusahaan: 'Jl. Peta No. 1' }
  )
  t.end()
})

t.test('says each kind in the words of its deployment', t => {
  t.match(send({ ...least, kind: 're_registration' }, { codes: codesOfB }), { permohonan: 'Heregistrasi' })
  t.end()
})

t.test('refuses what this office does not have, by its field', t => {
  const refused = (field: string) => ({ kind: 'rejected', message: /^has no/, fields: [{ field }] })
  for (const service_id of ['SICA-055', 'HAYU-SIUP', 'nobody'])
    t.throws(() => send({ ...least, service_id }), refused('service_id'), service_id)
  t.throws(() => send({ ...least, kind: 'renewal', licence_id: 'SICA-0227905512112015' }), refused('licence_id'))
  t.throws(() => send({ ...least, kind: 'renewal' }, { codes: { kind: { Baru: 'new' } } }), refused('kind'))
  t.end()
})

t.test('knows which field a column was filled from', t => {
  t.equal(fieldOf('n_pemohon'), 'applicant.name')
  t.equal(fieldOf('toString'), undefined)
  t.equal(fieldOf('d_entry'), undefined)
  t.end()
})

t.test('a file goes as it is, under the requirement that it meets', t => {
  const content = Buffer.from('%PDF-1.4')
  t.same(
    toBerkas({ requirement: 'Denah', file: 'denah.pdf', media_type: 'application/pdf',
      content: new Uint8Array(content) }, receipt),
    {
      n_berkas: 'Denah',
      no_referensi: receipt,
      berkas: { name: 'denah.pdf', mediaType: 'application/pdf', bytes: content }
    }
  )
  t.end()
})
