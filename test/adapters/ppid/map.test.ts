import t from 'tap'
import { mapRequest } from '../../../adapters/ppid/map.ts'
import { statusCodes } from '../../../adapters/ppid/tables.ts'
import type { Permohonan } from '../../../adapters/ppid/wire.ts'
import { createAgencyFinder } from '../../../src/kit/agency-names.ts'
import { city, contractErrors, toolsOf } from '../mapping.ts'

const row: Permohonan = {
  id: '1019',
  nomor: '007/PPID/I/2024',
  tanggal: '04-01-2024',
  nama: 'IR. H. RIDWAN JUANDA, M.M.',
  rincian: 'Jumlah kasus DBD. Hubungi 085600005907.',
  tujuan: 'Penelitian',
  skpd: 'Dinas Kesehatan',
  batas: '18-01-2024',
  perpanjangan: '-',
  status: 'Sengketa Informasi',
  diubah: '04/03/2024 23:22'
}
const details: Partial<Permohonan> = {
  nik: '3273 0416 0397 9990',
  alamat: 'Jl. Maleber Utara No. 211 RT 001 RW 004 Kel. Suka Asih Kec. Bojongloa Kaler 40231',
  hp: '85600005907',
  email: 'ridwan@surel.example',
  cara: 'Mendapatkan salinan (softcopy)',
  keputusan: 'Ditolak',
  tanggalKeputusan: '16 Januari 2024',
  alasan: 'Pasal 17 huruf h: mengungkap rahasia pribadi\nInformasi tidak dikuasai',
  alasanKeberatan: 'Permohonan informasi ditolak',
  tanggalKeberatan: '9 Februari 2024',
  tanggalTanggapan: '-'
}
const tables = { status: statusCodes, findAgency: createAgencyFinder(city) }
const map = (change: Partial<Permohonan> = {}) => {
  const tools = toolsOf('PPID')
  const mapped = mapRequest({ ...row, ...change }, tools, tables)
  return { ...mapped, errors: contractErrors('information-requests', mapped, tools), notes: tools.notes.list() }
}

t.test('maps a row of the register', t => {
  const { key, updatedAt, record, errors, notes } = map()
  t.strictSame(errors, [])
  t.strictSame(notes, [])
  t.equal(key, '1019')
  t.equal(updatedAt, '2024-03-04T23:22:00+07:00')
  t.strictSame(record, {
    identifiers: [],
    status: { code: 'dispute', raw_code: 'Sengketa Informasi' },
    number: '007/PPID/I/2024',
    agency_id: 'SKPD-DINKES',
    requester: { name: 'Ridwan Juanda', name_raw: 'IR. H. RIDWAN JUANDA, M.M.', titles: ['Ir.', 'H.', 'M.M.'] },
    detail: 'Jumlah kasus DBD. Hubungi […].',
    purpose: 'Penelitian',
    received_on: '2024-01-04',
    due_on: '2024-01-18'
  })
  t.end()
})

t.test('maps the page of one request', t => {
  const { record, errors } = map({ ...details, tanggal: '4 Januari 2024', batas: '18 Januari 2024',
    perpanjangan: '29 Januari 2024' })
  t.strictSame(errors, [])
  t.match(record, {
    received_on: '2024-01-04',
    due_on: '2024-01-18',
    extended_to: '2024-01-29',
    delivery: 'copy',
    decision: 'refused',
    decided_on: '2024-01-16',
    grounds: ['personal_secret', 'not_held'],
    objection: { ground: 'refused', filed_on: '2024-02-09' },
    requester: { nik: '3273041603979990', phone: '+6285600005907', email: 'ridwan@surel.example',
      location: { rt: '001', rw: '004', district_code: '32.73.04' } }
  })
  t.equal(record.objection?.answered_on, undefined)
  t.end()
})

t.test('has a canonical status for each of the words', t => {
  for (const [word, code] of Object.entries(statusCodes))
    t.match(map({ status: word.toUpperCase() }).record.status, { code, raw_code: word.toUpperCase() })
  for (const word of ['Arsip', '']) {
    const { record, notes, errors } = map({ status: word })
    t.match(record.status, { code: 'unknown', raw_code: word })
    t.match(notes, [{ field: 'status', code: 'status_unmapped' }])
    t.strictSame(errors, [])
  }
  t.end()
})

t.test('leaves out what is in no table, and notes it', t => {
  const { record, notes, errors } = map({ ...details, skpd: 'PT PLN (Persero)', cara: 'Kurir', keputusan: 'Nanti',
    alasan: 'Sesuai arahan\nPasal 17 huruf a', alasanKeberatan: 'Kecewa', email: 'tidak ada' })
  t.strictSame(errors, [])
  t.match([record.agency_id, record.delivery, record.decision, record.objection, record.requester.email], [undefined,
    undefined, undefined, undefined, undefined])
  t.strictSame(record.grounds, ['law_enforcement'])
  const noted = notes.filter(({ code }) => code === 'invalid_value').map(({ field, raw }) => `${field}: ${raw}`)
  t.strictSame(noted.toSorted(), ['agency_id: PT PLN (Persero)', 'decision: Nanti', 'delivery: Kurir',
    'grounds: Sesuai arahan', 'objection.ground: Kecewa', 'requester.email: undefined'])
  t.end()
})

t.test('every letter of article 17 is a ground', t => {
  const grounds = 'abcdefghij'.split('').map(letter =>
    map({ ...details, alasan: `Pasal 17 huruf ${letter}` }).record.grounds?.[0]
  )
  t.equal(new Set(grounds).size, 10)
  t.notOk(grounds.includes(undefined))
  t.end()
})

t.test('a request without what makes one is left out, with the reason', t => {
  const reasons: readonly [Partial<Permohonan>, string][] = [
    [{ id: '' }, 'has no link to its details'],
    [{ nomor: '-' }, 'has no registration number'],
    [{ nama: '' }, 'has no requester'],
    [{ rincian: '-' }, 'does not say what is asked for'],
    [{ tujuan: '' }, 'does not say what it is asked for'],
    [{ tanggal: 'x' }, 'has no date of receipt'],
    [{ batas: '00-00-0000' }, 'has no due date'],
    [{ diubah: '' }, 'has no date of last change']
  ]
  for (const [change, message] of reasons) t.throws(() => map(change), { message })
  t.end()
})

t.test('no note tells who asked', t => {
  const { notes } = map({ ...details, nik: '327304160397999', hp: '12', email: 'ridwan at surel' })
  t.ok(notes.length >= 3)
  t.notMatch(JSON.stringify(notes), /32730416|ridwan|"12"/i)
  t.end()
})
