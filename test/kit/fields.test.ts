import t from 'tap'
import { compact, createFieldReader, type FieldContext } from '../../src/kit/fields.ts'
import { createRegions } from '../../src/kit/indonesia/regions.ts'
import { createNotes } from '../../src/kit/quality.ts'

const regions = createRegions({
  province: { code: '32', name: 'Jawa Barat' },
  regency: { code: '32.73', name: 'Kota Bandung' },
  districts: [
    { code: '32.73.02', bps: '3273230', tax: '060', name: 'Coblong',
      villages: [{ code: '32.73.02.1004', name: 'Dago' }] },
    { code: '32.73.19', name: 'Sumur Bandung', villages: [{ code: '32.73.19.1003', name: 'Babakan Ciamis' }] }
  ]
})
const context: FieldContext = {
  today: '2016-02-03',
  regions,
  phoneArea: '022',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 }
}

function open(overrides: Partial<FieldContext> = {}) {
  const notes = createNotes()
  return { notes, read: createFieldReader(notes, { ...context, ...overrides }) }
}

t.test('reads a whole row like a table', async t => {
  const { notes, read } = open()
  const row = {
    NIK: 3273021305859991,
    NAMA: 'DRS. H. ASEP SUNANDAR, M.M.',
    JK: 'LAKI-LAKI',
    TGL_LHR: '13-05-1985',
    TELP: 81234567890,
    KD_KEC: 2,
    NPWP: '01.234.567.4-423.000',
    NOP: '32.73.060.001.002-0003.0',
    BIAYA: 'Rp 1.250.000,00',
    TGL_TERBIT: '0000-00-00',
    WAKTU: '12 Des 2015',
    JAM: '14:35:21 WIB',
    STS: '99',
    LUAS: '1.234',
    KK: 3273020101109991,
    NIB: '9120001234567',
    CATATAN: 'satu\r\ndua',
    KOSONG: '-'
  }
  const birth = read.birthDate('birth_date', row.TGL_LHR)
  const record = compact({
    nik: read.nik('nik', row.NIK, { birthDate: birth?.date }),
    full_name: read.name('full_name', row.NAMA),
    sex: read.sex('sex', row.JK),
    birth_date: birth?.date,
    family_card_number: read.familyCard('family_card_number', row.KK),
    phone: read.phone('phone', row.TELP),
    district_code: read.district('district_code', row.KD_KEC),
    npwp: read.npwp('npwp', row.NPWP),
    nib: read.nib('nib', row.NIB),
    nop: read.nop('nop', row.NOP),
    fee_idr: read.rupiah('fee_idr', row.BIAYA),
    issued_on: read.date('issued_on', row.TGL_TERBIT),
    reported_at: read.dateTime('reported_at', row.WAKTU, { time: row.JAM }),
    status: read.code('status', row.STS, { 1: 'draft', 2: 'submitted' }),
    land_m2: read.integer('land_m2', row.LUAS, { min: 0 }),
    note: read.text('note', row.CATATAN, { lines: true }),
    remark: read.text('remark', row.KOSONG)
  })
  t.same(record, {
    nik: '3273021305859991',
    full_name: 'Asep Sunandar',
    sex: 'male',
    birth_date: '1985-05-13',
    family_card_number: '3273020101109991',
    phone: '+6281234567890',
    district_code: '32.73.02',
    npwp: '012345674423000',
    nib: '9120001234567',
    nop: '327306000100200030',
    fee_idr: 1_250_000,
    reported_at: '2015-12-12T14:35:21+07:00',
    status: 'unknown',
    land_m2: 1234,
    note: 'satu\ndua'
  })
  t.same(notes.list(), [
    { field: 'phone', code: 'leading_zero_lost', severity: 'info' },
    { field: 'issued_on', code: 'null_date_sentinel', severity: 'info', raw: '0000-00-00' },
    { field: 'status', code: 'status_unmapped', severity: 'warning', raw: '99' }
  ])
})

t.test('calls it an error only when the value is missing', async t => {
  const { notes, read } = open()
  t.equal(read.rupiah('fee_idr', '1.250,50'), 1_251)
  t.equal(read.rupiah('penalty_idr', 'lunas'), undefined)
  t.same(notes.list(), [
    { field: 'fee_idr', code: 'invalid_value', severity: 'warning', raw: '1.250,50' },
    { field: 'penalty_idr', code: 'invalid_value', severity: 'error', raw: 'lunas' }
  ])
})

t.test('shows no raw value of personal fields', async t => {
  const { notes, read } = open()
  read.nik('nik', '32730213058599')
  read.familyCard('family_card_number', '32730213058599')
  read.name('reporter.name', '12345678')
  read.personName('holder.name', '12345678')
  read.phone('reporter.phone', '12345678')
  read.npwp('business.npwp', '12345678')
  read.sex('sex', '12345678')
  read.birthDate('born', '12345678')
  read.date('birth_date', '12345678')
  read.dateTime('birth_date', '12345678', { time: '12345678' })
  read.date('married_on', '12345678', { personal: true })
  read.text('reporter.email', {})
  read.code('applicant.name', '12345678', {})
  read.location('location', { address: {}, rt: '12345678', rw: '12345678', postalCode: '12345678' })
  t.ok(notes.list().length >= 13)
  t.notMatch(JSON.stringify(notes.list()), '1234')
  t.notMatch(JSON.stringify(notes.list()), '3273')
})

t.test('never throws, whatever it is given', async t => {
  const { read } = open()
  const { read: bare } = open({ regions: undefined, box: undefined, phoneArea: undefined } as unknown as FieldContext)
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  // The long ones take minutes, and the test its time-out, if a pattern needs quadratic time.
  const long = ['a', '1', '0/', 'H.', 'kec. '].map(part => `${part.repeat(100_000 / part.length)}x`)
  const values = [undefined, null, '', ' ', '-', 'x', '\ud800', ...long, 0, -1, 1.5, 1e300, Number.NaN, 10n ** 40n,
    true, [], {}, cyclic, Symbol('s'), () => 1, new Date(), new Date('x'), new Map(), Buffer.from('x')]
  for (const raw of values) {
    for (const reader of [read, bare]) {
      t.doesNotThrow(() => {
        reader.text('f', raw)
        reader.text('f', raw, { lines: true, maxLength: 10 })
        reader.date('f', raw)
        reader.dateTime('f', raw, { time: raw })
        reader.birthDate('f', raw)
        reader.rupiah('f', raw)
        reader.integer('f', raw)
        reader.number('f', raw)
        reader.nik('f', raw)
        reader.familyCard('f', raw)
        reader.npwp('f', raw)
        reader.nib('f', raw)
        reader.nop('f', raw)
        reader.nopParts('f', { province: raw, regency: raw, district: raw, village: raw, block: raw, sequence: raw,
          kind: raw })
        reader.phone('f', raw)
        reader.name('f', raw)
        reader.personName('f', raw)
        reader.sex('f', raw)
        reader.coordinates('f', raw)
        reader.coordinates('f', raw, raw)
        reader.district('f', raw)
        reader.village('f', raw)
        reader.location('f', { address: raw, rt: raw, rw: raw, village: raw, district: raw, postalCode: raw, lat: raw,
          long: raw })
        reader.code('f', raw, { x: 'y' })
      })
    }
  }
})

t.test('keeps the titles for those who want them', async t => {
  const { read } = open()
  t.same(read.personName('holder.name', 'IR. BUDI'), { fullName: 'Budi', raw: 'IR. BUDI', titles: ['Ir.'],
    deceased: false })
})

t.test('notes no null date in an optional column', async t => {
  const { notes, read } = open()
  t.equal(read.date('decided_on', '0000-00-00', { optional: true }), undefined)
  t.equal(read.dateTime('decided_at', '0000-00-00 00:00:00', { optional: true }), undefined)
  t.equal(read.date('due_on', '31-02-2016', { optional: true }), undefined)
  t.same(notes.list(), [{ field: 'due_on', code: 'invalid_value', severity: 'error', raw: '31-02-2016' }])
})

t.test('cuts text that is too long for the contract', async t => {
  const { notes, read } = open()
  t.equal(read.text('title', 'abcdef', { maxLength: 4 }), 'abc…')
  t.equal(read.text('title', 'abcd', { maxLength: 4 }), 'abcd')
  t.same(notes.list(), [{ field: 'title', code: 'invalid_value', severity: 'warning' }])
})

t.test('looks codes up exactly, then without regard to case', async t => {
  const { notes, read } = open()
  const table = { Proses: 'in_progress', SELESAI: 'resolved', P: 'upper', p: 'lower' } as const
  t.equal(read.code('status', 'proses ', table), 'in_progress')
  t.equal(read.code('status', 'Selesai', table), 'resolved')
  t.equal(read.code('status', 'p', table), 'lower')
  t.equal(read.code('status', 1, { 1: 'one' }), 'one')
  t.same(notes.list(), [])
})

t.test('finds no code among what every object has', async t => {
  const { read } = open()
  t.equal(read.code('status', 'constructor', { a: 'b' }), 'unknown')
  t.equal(read.code('status', '__proto__', { a: 'b' }), 'unknown')
})

t.test('omits a blank code unless it is required', async t => {
  const { notes, read } = open()
  t.equal(read.code('kind', '', { a: 'b' }), undefined)
  t.same(notes.list(), [])
  t.equal(read.code('status', '', { a: 'b' }, { required: true }), 'unknown')
  t.same(notes.list(), [{ field: 'status', code: 'status_unmapped', severity: 'warning' }])
})

t.test('notes a swapped and a foreign position with what was sent', async t => {
  const { notes, read } = open()
  t.same(read.coordinates('location.lat', '107.6098', '-6.9147'), { lat: -6.9147, long: 107.6098 })
  t.equal(read.coordinates('location.lat', '-6,2;106,8'), undefined)
  t.same(notes.list(), [
    { field: 'location.lat', code: 'coord_swapped', severity: 'warning', raw: '107.6098, -6.9147' },
    { field: 'location.lat', code: 'coord_outside', severity: 'error', raw: '-6,2;106,8' }
  ])
})

t.test('reads tax columns and regions by the code system that is named', async t => {
  const { notes, read } = open()
  t.equal(read.nopParts('nop', { province: 32, regency: 73, district: 60, village: 1, block: 2, sequence: 3, kind: 0 }),
    '327306000100200030')
  t.equal(read.district('district_code', 60, 'tax'), '32.73.02')
  t.equal(read.village('village_code', 'Dago', { district: '32.73.02' }), '32.73.02.1004')
  t.equal(read.district('district_code', 'Lembang'), undefined)
  t.same(notes.list(), [
    { field: 'nop', code: 'leading_zero_lost', severity: 'info' },
    { field: 'district_code', code: 'region_unknown', severity: 'warning', raw: 'Lembang' }
  ])
})

t.test('notes a region where the city has no list', async t => {
  const notes = createNotes()
  const read = createFieldReader(notes, { today: '2016-02-03' })
  t.equal(read.district('district_code', 'Coblong'), undefined)
  t.equal(read.village('village_code', ''), undefined)
  t.same(notes.list().map(note => [note.field, note.code]), [['district_code', 'region_unknown']])
})

t.test('finds the place in one line of address', async t => {
  const { notes, read } = open()
  t.same(
    read.location('location', {
      address: 'Jln Wastukancana No. 2 RT 003 RW 005 Kel. Babakan Ciamis Kec. Sumur Bandung 40117'
    }),
    {
      address: 'Jl. Wastukancana No. 2',
      rt: '003',
      rw: '005',
      village_code: '32.73.19.1003',
      district_code: '32.73.19',
      postal_code: '40117'
    }
  )
  t.same(notes.list(), [])
})

t.test('finds a district that the city’s name follows', async t => {
  const { read } = open()
  t.match(read.location('location', { address: 'Jl. Dago Kec. Coblong Bandung' }), { district_code: '32.73.02' })
  t.match(read.location('location', { address: 'Jl. Braga Kec. Sumur Bandung Bandung' }), { district_code: '32.73.19' })
})

t.test('knows the district from the village', async t => {
  const { read } = open()
  t.same(read.location('location', { village: 'Dago' }), { village_code: '32.73.02.1004', district_code: '32.73.02' })
})

t.test('prefers a field of its own to what the line says', async t => {
  const { read } = open()
  t.same(
    read.location('location', { address: 'Jl. Dago 1 RT 009 RW 008 Kec. Sumur Bandung 40111', rt: 3, rw: '05',
      district: 2, postalCode: 40135, lat: '-6,88', long: '107,61' }),
    {
      lat: -6.88,
      long: 107.61,
      address: 'Jl. Dago 1',
      rt: '003',
      rw: '005',
      district_code: '32.73.02',
      postal_code: '40135'
    }
  )
})

t.test('notes an unknown place in a line without showing the line', async t => {
  const { notes, read } = open()
  t.same(read.location('location', { address: 'Jl. Raya 1 Kel. Gudang Kahuripan Kec. Lembang' }), {
    address: 'Jl. Raya 1'
  })
  t.same(notes.list(), [
    { field: 'location.district_code', code: 'region_unknown', severity: 'warning' },
    { field: 'location.village_code', code: 'region_unknown', severity: 'warning' }
  ])
})

t.test('reads no location from blanks', async t => {
  const { notes, read } = open()
  t.equal(read.location('location', { address: '-', rt: '', rw: null, district: '', lat: '', long: '' }), undefined)
  t.same(notes.list(), [])
})

t.test('drops undefined properties and nothing else', async t => {
  t.strictSame(compact({ a: undefined, b: null, c: '', d: 0, e: false, f: [undefined] }), { b: null, c: '', d: 0,
    e: false, f: [undefined] })
  t.notOk('a' in compact({ a: undefined }))
})

t.test('types a compacted record for exact optional properties', async t => {
  interface Licence {
    number: string
    kind: 'new' | 'renewal'
    note?: string
    tags?: string[]
    place?: { lat?: number }
  }
  const note = undefined as string | undefined
  const inferred: Licence = compact({ number: '1', kind: 'new', note, tags: [],
    place: compact({ lat: undefined as number | undefined }) })
  const stated = compact<Licence>({ number: '1', kind: 'renewal', note })
  // @ts-expect-error a required property may not be undefined
  compact<Licence>({ number: note, kind: 'new' })
  // @ts-expect-error a misspelled property is found when the type is given
  compact<Licence>({ number: '1', kind: 'new', nota: note })
  t.same(inferred, { number: '1', kind: 'new', tags: [], place: {} })
  t.same(stated, { number: '1', kind: 'renewal' })
})
