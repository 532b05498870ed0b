import t from 'tap'
import { readGrid } from '../../../adapters/sicantik/grid.ts'
import { mapApplication, mapLicence, mapService, type Office } from '../../../adapters/sicantik/map.ts'
import { type Pendaftaran, type Perizinan, type Permohonan, permohonanColumns, type Sk,
  skColumns } from '../../../adapters/sicantik/wire.ts'
import { contractErrors } from '../records.ts'
import { codesOfB, createTools, fixture, settingsOf } from './surroundings.ts'

type BadRows = Record<'permohonan' | 'sk', Record<string, Record<string, string>>>

const bodyOf = (name: string) => (fixture(name) as { answer: { body: unknown } }).answer.body
const applications =
  readGrid<Permohonan>(bodyOf('list-permohonan'), permohonanColumns, { offset: 0, stage: 'test' }).rows
const decrees = readGrid<Sk>(bodyOf('list-sk'), skColumns, { offset: 0, stage: 'test' }).rows
const kinds = bodyOf('jenis') as Perizinan[]
const { tracking } = (bodyOf('pendaftaran') as Pendaftaran[])[0]!
const bad = fixture('bad-rows') as BadRows

const officeA: Office = { agencyId: 'SKPD-DPMPTSP', codes: settingsOf().codes }
const officeB: Office = { agencyId: 'SKPD-DPMPTSP', codes: settingsOf({ codes: structuredClone(codesOfB) }).codes }

function application(changes: Partial<Permohonan> = {}, office = officeA) {
  const tools = createTools()
  const mapped = mapApplication({ ...applications[0]!, ...changes }, tools, office)
  return { ...mapped, notes: tools.notes.list(), errors: contractErrors('licence-applications', mapped, tools) }
}

function licence(row: Sk, office = officeA) {
  const tools = createTools()
  const mapped = mapLicence(row, tools, office)
  return { ...mapped, notes: tools.notes.list(), errors: contractErrors('licences', mapped, tools) }
}

t.test('maps a whole application', async t => {
  const { errors, notes, ...mapped } = application()
  t.same(errors, [])
  t.same(notes, [{ field: 'applicant.phone', code: 'leading_zero_lost', severity: 'info' }])
  const location = { address: 'Jl. Ir. H. Juanda No. 100, Kota Bandung', rt: '006', rw: '002',
    village_code: '32.73.02.1004', district_code: '32.73.02' }
  t.same(mapped, {
    key: '0012302114112026',
    updatedAt: '2026-11-20T15:56:24+07:00',
    record: {
      identifiers: [],
      number: '0012302114112026',
      permit_type: 'REKLAME',
      permit_name: 'Izin Penyelenggaraan Reklame',
      service_id: 'HAYU-021',
      agency_id: 'SKPD-DPMPTSP',
      status: {
        code: 'under_review',
        stage: 'inspection_report',
        raw_code: '6',
        raw_label: 'Pembuatan BAP',
        changed_at: '2026-11-20T15:56:24+07:00'
      },
      applicant: {
        name: 'Asep Hermawan',
        name_raw: 'H. ASEP HERMAWAN, S.E.',
        titles: ['H.', 'S.E.'],
        phone: '+6281200001834',
        location: {
          address: 'Jl. Wastukancana No. 2',
          rt: '003',
          rw: '005',
          village_code: '32.73.19.1004',
          district_code: '32.73.19',
          postal_code: '40117'
        }
      },
      business: { name: "CV Mekar Wangi & Putra's", legal_form: 'cv', npwp: '019991025429000', location },
      location,
      kind: 'new',
      channel: 'online',
      submitted_at: '2026-11-14T00:00:00+07:00',
      due_at: '2026-11-21T23:59:59+07:00',
      fee_idr: 2_285_000,
      fee_paid: false
    }
  })
})

t.test('maps an application of a person without a business, an address or a fee', async t => {
  const { errors, record } = application(applications[1])
  t.same(errors, [])
  t.same(
    Object.keys(record).filter(field =>
      ['business', 'location', 'fee_idr', 'fee_paid', 'due_at', 'history'].includes(field)
    ),
    []
  )
  t.same(record.applicant, { name: 'Sukarti', name_raw: 'SUKARTI' })
  t.equal(record.kind, 'renewal')
  t.equal(record.channel, 'branch')
  t.equal(record.status?.code, 'completed', 'handed over and fetched')
})

t.test('tells the steps so far where the tracking is there', async t => {
  const { record, notes, errors } = application({ tracking })
  t.same(errors, [])
  t.same(record.history, [
    { at: '2026-11-14T09:44:20+07:00', code: 'submitted', stage: 'document_check', raw_code: '2',
      raw_label: 'Menerima dan Memeriksa Berkas', note: 'Berkas diterima' },
    { at: '2026-11-16T11:44:20+07:00', code: 'unknown', raw_code: '99', raw_label: 'Arsip' },
    { at: '2026-11-20T15:56:24+07:00', code: 'under_review', stage: 'inspection_report', raw_code: '6',
      raw_label: 'Pembuatan BAP' }
  ])
  t.notOk(record.decided_at)
  const noted = notes.map(({ field, code }) => `${field} ${code}`)
  for (const note of ['history.1.code status_unmapped', 'history.2.at null_date_sentinel'])
    t.ok(noted.includes(note), note)
  const upsideDown = application({ tracking: [...tracking].reverse() }).record.history
  t.same(upsideDown, record.history, 'oldest first, however they came')
  const decided = [...tracking, { ...tracking[3]!, kd_status: '9', d_entry_awal: '2026-11-20 16:00:00' }]
  t.equal(application({ tracking: decided }).record.decided_at, '2026-11-20T16:00:00+07:00')
})

t.test('gives one meaning to one stage, whatever its number in a deployment', async t => {
  const statusIn = (office: Office, kd_status: string) => {
    const { status } = application({ kd_status }, office).record
    return { code: status?.code, stage: status?.stage }
  }
  for (const [stage, a, b] of [
    ['at the cashier', '13', '12'],
    ['granted', '8', '13'],
    ['being printed', '17', '8'],
    ['documents checked', '2', '2'],
    ['handed over', '14', '14']
  ] as const) {
    t.same(statusIn(officeA, a), statusIn(officeB, b), stage)
  }
  t.same([statusIn(officeA, '13').code, statusIn(officeB, '13').code], ['awaiting_payment', 'approved'],
    'one number, two meanings')
  t.same([statusIn(officeA, '4').stage, statusIn(officeB, '4').stage], ['site_inspection', 'technical_review'])
  t.equal(statusIn(officeB, '17').code, 'unknown', 'what its own table lacks is not taken from the default one')
})

t.test('leaves an unknown code unknown, with what the system said', async t => {
  for (const kd_status of ['99', '', 'constructor', '08']) {
    const { record, notes, errors } = application({ kd_status, n_status: 'Arsip' })
    t.same(errors, [], kd_status)
    t.match(record.status, { code: 'unknown', raw_code: kd_status, raw_label: 'Arsip' })
    t.match(notes.find(({ field }) => field === 'status.code'), { code: 'status_unmapped', severity: 'warning' })
  }
})

t.test('lets the word in status_berkas win over the code', async t => {
  t.match(application({ status_berkas: 'Izin Disetujui' }).record.status, { code: 'approved', raw_code: '6',
    raw_label: 'Izin Disetujui' })
  t.match(application({ status_berkas: 'Izin Ditolak FO', kd_status: '2' }).record.status, { code: 'rejected',
    stage: 'front_office' })
  t.match(application({ status_berkas: 'lain-lain' }).record.status, { code: 'under_review',
    raw_label: 'Pembuatan BAP' })
})

t.test('calls an application completed only once the licence was handed over', async t => {
  t.equal(application({ kd_status: '14', c_izin_selesai: '0' }).record.status?.code, 'issued')
  t.equal(application({ kd_status: '6', c_izin_selesai: '1' }).record.status?.code, 'under_review')
})

t.test('reads a day in each of its spellings', async t => {
  for (const spelling of ['2026-11-14', '14-11-2026', '14 Nopember 2026', '14/11/26', '14-11-2026 00:00:00']) {
    t.equal(application({ d_terima_berkas: spelling }).record.submitted_at, '2026-11-14T00:00:00+07:00', spelling)
  }
})

t.test('repairs text that was stored in the wrong character set', async t => {
  const { record, notes } = application({ n_perusahaan: 'Salon CafÃ© â€“ Mode' })
  t.equal(record.business?.name, 'Salon Café – Mode')
  t.equal(record.business?.legal_form, undefined, 'a name that begins with no legal form tells none')
  t.match(notes.find(({ field }) => field === 'business.name'), { code: 'encoding_repaired' })
})

t.test('notes what it does not know and leaves it out', async t => {
  const { record, notes } = application({ permohonan: 'Alih Nama', a_perusahaan: 'Jl. Raya No. 1 Kec. Lembang',
    npwp: '00.000.000.0-000.000', jumlah: 'gratis' })
  t.notOk(record.kind)
  t.notOk(record.location?.district_code)
  t.notOk(record.business?.npwp)
  t.notOk(record.fee_idr)
  const noted = notes.map(({ field, code }) => `${field} ${code}`)
  for (const note of ['kind status_unmapped', 'location.district_code region_unknown', 'fee_idr invalid_value'])
    t.ok(noted.includes(note), note)
})

t.test('keeps the three digits of a kind of permit that has no short name', async t => {
  const { record } = application({ pendaftaran_id: '0012399914112026' })
  t.equal(record.permit_type, '999')
  t.equal(record.service_id, 'HAYU-999')
})

t.test('refuses an application that cannot be a record', async t => {
  for (const [reason, changes] of Object.entries(bad.permohonan))
    t.throws(() => application(changes), { message: reason })
  t.throws(() => application({}, { ...officeA, agencyId: undefined }), {
    message: 'belongs to a system without an agency'
  })
})

t.test('maps a decree', async t => {
  const { errors, notes, ...mapped } = licence(decrees[0]!)
  t.same(errors, [])
  t.same(notes, [])
  const location = { address: 'Jl. Peta No. 1', district_code: '32.73.10' }
  t.same(mapped, {
    key: '0227905809112026',
    updatedAt: '2026-11-20T15:19:29+07:00',
    record: {
      identifiers: [{ scheme: 'no_pendaftaran', value: '0227905809112026' }],
      number: '503/TDG-02279/BPPT/2026',
      application_id: 'HAYU-0227905809112026',
      service_id: 'HAYU-058',
      agency_id: 'SKPD-DPMPTSP',
      permit_type: 'TDG',
      permit_name: 'Tanda Daftar Gudang',
      status: { code: 'active', raw_code: '1' },
      holder: { name: 'Cucu Nurhasanah', name_raw: 'CUCU NURHASANAH',
        location: { address: 'Jl. Otto Iskandardinata No. 54', district_code: '32.73.10' } },
      business: { name: 'UD Dago Asri', legal_form: 'ud', location },
      location,
      issued_on: '2026-11-20',
      issued_on_precision: 'day',
      valid_until: '2029-11-19',
      valid_until_precision: 'day'
    }
  })
})

t.test('takes number and date of a decree from where they were edited', async t => {
  const { record, errors } = licence(decrees[1]!)
  t.same(errors, [])
  t.equal(record.number, '503/HO-00811.R/BPPT/2026')
  t.equal(record.issued_on, '2026-11-20')
  t.same(record.identifiers[1], { scheme: 'no_surat', value: '503/HO-00811/BPPT/2026' })
})

t.test('tells for ever from no date', async t => {
  t.equal(licence(decrees[1]!).record.valid_until, null)
  const { record, notes } = licence(decrees[2]!)
  t.notOk('valid_until' in record)
  t.match(notes.find(({ field }) => field === 'valid_until'), { code: 'null_date_sentinel' })
})

t.test('reads whether a decree holds', async t => {
  t.same(['1', '2', '3', '4'].map(c_status => licence({ ...decrees[0]!, c_status }).record.status.code), ['active',
    'revoked', 'suspended', 'expired'])
  const { record, notes } = licence(decrees[2]!)
  t.same(record.status, { code: 'unknown', raw_code: '7' })
  t.match(notes.find(({ field }) => field === 'status.code'), { code: 'status_unmapped' })
})

t.test('refuses a decree that cannot be a record', async t => {
  for (const [reason, changes] of Object.entries(bad.sk))
    t.throws(() => licence({ ...decrees[0]!, ...changes }), { message: reason })
})

t.test('maps a kind of permit to a service and puts its zeros back', async t => {
  const services = kinds.slice(0, 2).map(row => {
    const tools = createTools()
    const mapped = mapService(row, tools, officeA)
    t.same(contractErrors('services', mapped, tools), [])
    return { ...mapped, notes: tools.notes.list() }
  })
  t.same(services[0]?.record, {
    identifiers: [],
    code: '055',
    name: 'Surat Izin Usaha Perdagangan',
    agency_id: 'SKPD-DPMPTSP',
    domain: 'licensing',
    group: 'Perdagangan',
    sla_working_days: 3,
    active: true
  })
  t.match(services[1], { key: '012', record: { code: '012', active: false },
    notes: [{ field: 'code', code: 'leading_zero_lost', raw: '12' }] })
  t.throws(() => mapService(kinds[2]!, createTools(), officeA), { message: 'has no code' })
})
