import t from 'tap'
import { mapApplication, mapLicence, mapService } from '../../../adapters/dishub/map.ts'
import type { Izin, JenisIzin, Permohonan } from '../../../adapters/dishub/wire.ts'
import { contractErrors } from '../records.ts'
import { badRows, createTools, rowsOf, settingsOf, surroundings, today } from './surroundings.ts'

type Columns = Record<string, string>

const [permit, oldPermit] = rowsOf('daftar-izin').map(({ row }) => row) as [Columns, Columns]
const [application, accented] = rowsOf('daftar-permohonan').map(({ row }) => row) as [Columns, Columns]
const badPermits = badRows('bad-permits')
const badApplications = badRows('bad-applications')

function licence(row: Columns, { repaired = false, using = surroundings } = {}) {
  const tools = createTools()
  const mapped = mapLicence({ row: row as unknown as Izin, repaired }, tools, using)
  return { ...mapped, notes: tools.notes.list(), errors: contractErrors('licences', mapped, tools) }
}

function applied(row: Columns, { repaired = false, using = surroundings } = {}) {
  const tools = createTools()
  const mapped = mapApplication({ row: row as unknown as Permohonan, repaired }, tools, using)
  return { ...mapped, notes: tools.notes.list(), errors: contractErrors('licence-applications', mapped, tools) }
}

function service(row: Columns) {
  const tools = createTools()
  const mapped = mapService({ row: row as unknown as JenisIzin, repaired: false, changedOn: today }, tools,
    surroundings)
  return { ...mapped, notes: tools.notes.list(), errors: contractErrors('services', mapped, tools) }
}

function spoiled(name: string): Columns {
  const columns = badPermits[name]
  if (columns === undefined) throw new Error(`no fixture ${name}`)
  return { ...permit, ...columns }
}

function spoiledApplication(name: string): Columns {
  const columns = badApplications[name]
  if (columns === undefined) throw new Error(`no fixture ${name}`)
  return { ...application, ...columns }
}

t.test('maps a whole permit of a company', async t => {
  t.same(licence(permit), {
    key: '551.2/0490-DISHUB/2026',
    updatedAt: '2026-11-06T00:00:00+07:00',
    record: {
      number: '551.2/0490-DISHUB/2026',
      identifiers: [{ scheme: 'agenda_number', value: 'AGD/00467/2026' }],
      application_id: 'DISHUB-AGD_2F00467_2F2026',
      service_id: 'DISHUB-IIS',
      agency_id: 'SKPD-DISHUB',
      permit_type: 'IIS',
      permit_name: 'Izin Insidentil',
      status: { code: 'expired', raw_code: 'HABIS' },
      holder: { name: 'Rizky', name_raw: 'RIZKY', nik: '3273152207689990', phone: '+6287800005573' },
      business: {
        name: 'PO Señorita “Indah” Pariwisata',
        legal_form: 'other',
        location: {
          address: 'Jl. Setiabudi No. 54',
          rt: '005',
          rw: '001',
          village_code: '32.73.15.1002',
          district_code: '32.73.15'
        }
      },
      vehicle: { route_code: '02', route_name: 'Abdul Muis – Cicaheum via Aceh' },
      location: {
        address: 'Jl. Setiabudi No. 54',
        rt: '005',
        rw: '001',
        village_code: '32.73.15.1002',
        district_code: '32.73.15'
      },
      issued_on: '2026-10-14',
      issued_on_precision: 'day',
      valid_until: '2026-10-28',
      valid_until_precision: 'day'
    },
    notes: [{ field: 'holder.phone', code: 'leading_zero_lost', severity: 'info' }],
    errors: []
  })
})

t.test('makes no home public: of a person the location has the area only', async t => {
  const { record, errors } = licence(oldPermit)
  t.same(errors, [])
  t.same(record.location, { village_code: '32.73.03.1006', district_code: '32.73.03' })
  t.match(record.holder.location, { address: 'Jl. Pajajaran No. 143', rt: '008', rw: '012' })
  const shop = licence({ ...oldPermit, NM_USAHA: 'Bengkel Saluyu' }).record
  t.same(Object.keys(shop.location ?? {}), ['village_code', 'district_code'])
  t.equal(shop.business?.location, undefined)
})

t.test('reads dates as people type them', async t => {
  const { record } = licence({ ...permit, TGL_TERBIT: '22 Juli 2021', TGL_HABIS: '31 Desember 2025' })
  t.equal(record.issued_on, '2021-07-22')
  t.equal(record.valid_until, '2025-12-31')
})

t.test('takes a blank or zero end for a permit without end, and an impossible one for an unknown end', async t => {
  for (const end of ['', '00/00/0000', '01/01/1900']) {
    const { record, errors } = licence({ ...permit, TGL_HABIS: end })
    t.equal(record.valid_until, null, end)
    t.same(errors, [])
  }
  const { record, notes, errors } = licence(spoiled('impossible end'))
  t.notOk('valid_until' in record)
  t.equal(record.valid_until_precision, 'unknown')
  t.match(notes.at(-1), { field: 'valid_until', code: 'invalid_value', severity: 'error', raw: '31/02/2027' })
  t.same(errors, [])
})

t.test('maps each state of a permit', async t => {
  const states = ['AKTIF', 'HABIS', 'BEKU', 'CABUT', 'GANTI'].map(STATUS =>
    licence({ ...permit, STATUS }).record.status.code
  )
  t.same(states, ['active', 'expired', 'suspended', 'revoked', 'superseded'])
})

t.test('calls a state that nobody knows unknown, with the raw one and a note', async t => {
  const { record, notes, errors } = licence(spoiled('state nobody knows'))
  t.same(record.status, { code: 'unknown', raw_code: 'ARSIP LAMA' })
  t.match(notes.find(({ field }) => field === 'status.code'), { code: 'status_unmapped', raw: 'ARSIP LAMA' })
  t.same(errors, [])
})

t.test('takes the codes of the deployment from its settings', async t => {
  const { codes } = settingsOf({
    codes: { licence_status: { 'ARSIP LAMA': 'superseded' },
      status: { '77': { code: 'under_review', stage: 'on_hold' } } }
  })
  const using = { ...surroundings, codes }
  t.equal(licence(spoiled('state nobody knows'), { using }).record.status.code, 'superseded')
  t.match(applied(spoiledApplication('state nobody knows'), { using }).record.status, { code: 'under_review',
    stage: 'on_hold' })
  t.equal(licence(permit, { using }).record.status.code, 'unknown', 'a given table replaces the known one')
})

t.test('refuses a permit without what the contract cannot do without', async t => {
  for (const [name, reason] of [
    ['no number', 'has no number (NOMOR_IZIN)'],
    ['no holder', 'has no holder'],
    ['no kind', 'has no kind of permit (KD_JENIS)'],
    ['no date of issue', 'has no date of issue (TGL_TERBIT)'],
    ['null date of issue', 'has no date of issue (TGL_TERBIT)'],
    ['no date of change', 'has no date of change (TGL_UBAH)']
  ] as const) {
    t.throws(() => licence(spoiled(name)), { message: reason }, name)
  }
})

t.test('leaves out what it cannot use, and says so', async t => {
  for (const [name, field, code] of [
    ['district of another city', 'location.district_code', 'region_unknown'],
    ['legal form nobody knows', 'business.legal_form', 'invalid_value'],
    ['NIK cut short', 'holder.nik', 'nik_invalid'],
    ['text longer than the column of the contract', 'vehicle.route_name', 'invalid_value']
  ] as const) {
    const { notes, errors } = licence(spoiled(name))
    t.match(notes.find(note => note.field === field), { code }, name)
    t.same(errors, [], name)
  }
  t.notOk('nik' in licence(spoiled('NIK cut short')).record.holder)
  t.notOk('npwp' in (licence(spoiled('NPWP of zeros')).record.business ?? {}))
})

t.test('notes which texts came in another character set', async t => {
  const { notes } = licence(permit, { repaired: true })
  const repaired = notes.filter(({ code }) => code === 'encoding_repaired').map(({ field }) => field)
  t.same(repaired, ['business.name', 'vehicle.route_name'])
  const { notes: ofAccented } = applied(accented, { repaired: true })
  t.same(ofAccented.filter(({ code }) => code === 'encoding_repaired').map(({ field }) => field), ['applicant.name',
    'business.name'])
})

t.test('bears columns that are missing', async t => {
  const { NOMOR_IZIN, KD_JENIS, TGL_TERBIT, TGL_UBAH, NM_PEMILIK } = permit
  const { record, errors } = licence({ NOMOR_IZIN, KD_JENIS, TGL_TERBIT, TGL_UBAH, NM_PEMILIK } as Columns)
  t.same(errors, [])
  t.same(record.status, { code: 'unknown', raw_code: '' })
  t.notOk('location' in record)
})

t.test('maps a whole application', async t => {
  t.same(applied(application), {
    key: 'AGD/00044/2026',
    updatedAt: '2026-11-20T00:00:00+07:00',
    record: {
      number: 'AGD/00044/2026',
      identifiers: [],
      service_id: 'DISHUB-IT',
      agency_id: 'SKPD-DISHUB',
      permit_type: 'IT',
      permit_name: 'Izin Trayek Angkutan Kota',
      status: { code: 'under_review', stage: 'site_inspection', raw_code: '4', raw_label: 'UJI LAPANGAN' },
      applicant: { name: 'Titin Susilawati', name_raw: 'TITIN SUSILAWATI', nik: '3273144606999990',
        phone: '+6282200004519' },
      business: {
        name: 'PT Sugih Mukti Minimarket',
        legal_form: 'pt',
        npwp: '019995240428000',
        location: { address: 'Jl. Pasirkaliki No. 222', rt: '005', rw: '001', village_code: '32.73.05.1001',
          district_code: '32.73.05' }
      },
      kind: 'renewal',
      channel: 'online',
      location: { address: 'Jl. Pasirkaliki No. 222', rt: '005', rw: '001', village_code: '32.73.05.1001',
        district_code: '32.73.05' },
      submitted_at: '2026-10-22T00:00:00+07:00',
      due_at: '2026-11-11T23:59:59+07:00',
      fee_idr: 250_000,
      fee_paid: false
    },
    notes: [{ field: 'decided_at', code: 'null_date_sentinel', severity: 'info', raw: '00/00/0000' }],
    errors: []
  })
})

t.test('maps each state of an application', async t => {
  const states = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].map(KD_STATUS =>
    applied({ ...application, KD_STATUS }).record.status.code
  )
  t.same(states, ['submitted', 'under_review', 'action_required', 'under_review', 'awaiting_payment', 'approved',
    'issued', 'completed', 'rejected', 'withdrawn'])
})

t.test('calls an unknown state of an application unknown and keeps its words', async t => {
  const { record, notes, errors } = applied(spoiledApplication('state nobody knows'))
  t.same(record.status, { code: 'unknown', raw_code: '77', raw_label: 'TUNDA (LAMA)' })
  t.match(notes.find(({ code }) => code === 'status_unmapped'), { field: 'status.code', raw: '77' })
  t.same(errors, [])
})

t.test('points from an application to its permit', async t => {
  t.same(applied({ ...application, NOMOR_IZIN: '551.2/0001-DISHUB/2026' }).record.identifiers, [
    { scheme: 'permit_number', value: '551.2/0001-DISHUB/2026' }
  ])
})

t.test('leaves out what it cannot use of an application', async t => {
  for (const [name, field] of [
    ['fee in words', 'fee_idr'],
    ['impossible promise', 'due_at'],
    ['kind nobody knows', 'kind']
  ] as const) {
    const { record, notes, errors } = applied(spoiledApplication(name))
    t.notOk(field in record, name)
    t.match(notes.find(note => note.field === field), { code: 'invalid_value', severity: 'error' }, name)
    t.same(errors, [], name)
  }
})

t.test('refuses an application without a day of submission, a kind or an agency', async t => {
  t.throws(() => applied(spoiledApplication('no date of submission')), {
    message: 'has no date of submission (TGL_MASUK)'
  })
  t.throws(() => applied(spoiledApplication('no kind of permit')), { message: 'has no kind of permit (KD_JENIS)' })
  t.throws(() => applied(application, { using: { ...surroundings, agencyId: undefined } }), {
    message: /the config names none/
  })
})

t.test('maps the kinds of permits to services', async t => {
  const services = rowsOf('jenis-izin').map(({ row }) => service(row))
  t.same(services.flatMap(({ errors }) => errors), [])
  t.same(services[0], {
    key: 'IT',
    updatedAt: '2026-11-20T00:00:00+07:00',
    record: {
      identifiers: [],
      code: 'IT',
      name: 'Izin Trayek Angkutan Kota',
      agency_id: 'SKPD-DISHUB',
      domain: 'licensing',
      group: 'Angkutan dalam trayek',
      sla_working_days: 14,
      fee_idr: 250_000,
      requirements: ['Fotokopi KTP', 'Fotokopi STNK', 'Buku uji kendaraan', 'Surat pernyataan kesanggupan'],
      active: true
    },
    notes: [],
    errors: []
  })
  t.same(services.map(({ record }) => record.sla_working_days), [14, 10, 3, 1, 14, 7, 2, undefined])
  t.same(services.map(({ record }) => record.fee_idr), [250_000, 150_000, 50_000, 25_000, 300_000, 100_000, undefined,
    undefined])
  t.same(services.at(-1)?.record.active, false)
  t.notOk('requirements' in (services.at(-1)?.record ?? {}))
})
