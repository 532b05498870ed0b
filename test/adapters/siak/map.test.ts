import t from 'tap'
import { mapResident } from '../../../adapters/siak/map.ts'
import type { BiodataWni } from '../../../adapters/siak/wire.ts'
import { createBiodataRegister } from '../../../demo/systems/population-biodata.ts'
import { createTools, demoCity, fixture, person, residentErrors, today } from './surroundings.ts'

const bad = fixture('bad-people') as Record<string, Partial<BiodataWni>>

function map(biodata: BiodataWni, rows = 1) {
  const tools = createTools()
  const mapped = mapResident({ biodata, rows, receivedOn: today }, tools)
  return { ...mapped, notes: tools.notes.list(), errors: residentErrors(mapped, tools) }
}

/** The recorded person with some columns spoiled. */
function spoiled(name: string): BiodataWni {
  const columns = bad[name]
  if (columns === undefined) throw new Error(`no fixture ${name}`)
  return { ...person, ...columns }
}

t.test('maps a whole person', async t => {
  t.same(map(person), {
    key: '3273061810859990',
    updatedAt: '2026-11-20T00:00:00+07:00',
    record: {
      identifiers: [],
      nik: '3273061810859990',
      full_name: 'Suherman Iskandar',
      name_raw: 'SUHERMAN ISKANDAR',
      birth_date: '1985-10-18',
      birth_date_precision: 'day',
      birth_place: 'BANDUNG',
      sex: 'male',
      family_card_number: '3273060610249990',
      marital_status: 'widowed',
      location: {
        address: 'Jl. PAJAJARAN NO. 5',
        rt: '002',
        rw: '010',
        village_code: '32.73.06.1001',
        district_code: '32.73.06',
        postal_code: '40171'
      }
    },
    notes: [],
    errors: []
  })
})

t.test('reads every spelling of a birth date', async t => {
  for (const spelling of ['1985-10-18', '18-10-1985', '18.10.1985']) {
    t.equal(map({ ...person, TGL_LHR: spelling }).record.birth_date, '1985-10-18', spelling)
  }
})

t.test('reads every spelling of sex', async t => {
  for (const spelling of ['LAKI-LAKI', 'Laki-Laki', 1, '1'])
    t.equal(map({ ...person, JENIS_KLMIN: spelling }).record.sex, 'male')
  for (const spelling of ['PEREMPUAN', 'Perempuan', 2])
    t.equal(map({ ...person, JENIS_KLMIN: spelling }).record.sex, 'female')
})

t.test('reads marital status as code and as words', async t => {
  const statuses = [1, 'BELUM KAWIN', 2, 'Kawin', 3, 'CERAI HIDUP', '4', 'CERAI MATI'].map(
    code => map({ ...person, STATUS_KAWIN: code }).record.marital_status
  )
  t.same(statuses, ['single', 'single', 'married', 'married', 'divorced', 'divorced', 'widowed', 'widowed'])
})

t.test('takes titles out of the name and blanks off its end', async t => {
  const { record } = map({ ...person, NAMA_LGKP: 'DRS. H. ASEP SAEPUDIN, M.M.          ' })
  t.equal(record.full_name, 'Asep Saepudin')
  t.same(record.titles, ['Drs.', 'H.', 'M.M.'])
  t.equal(record.name_raw, 'DRS. H. ASEP SAEPUDIN, M.M.')
})

t.test('says unknown of what it does not know, and why', async t => {
  const marital = map(spoiled('unknown marital status'))
  t.equal(marital.record.marital_status, 'unknown')
  t.same(marital.notes, [{ field: 'marital_status', code: 'status_unmapped', severity: 'warning' }])
  const sex = map(spoiled('unknown sex'))
  t.equal(sex.record.sex, 'unknown')
  t.same(sex.notes, [{ field: 'sex', code: 'invalid_value', severity: 'warning' }])
})

t.test('leaves out what it cannot use', async t => {
  for (const [name, field, code] of [
    ['birth date of zeros', 'birth_date', 'null_date_sentinel'],
    ['impossible birth date', 'birth_date', 'invalid_value']
  ] as const) {
    const { record, notes, errors } = map(spoiled(name))
    t.notOk(field in record, name)
    t.match(notes, [{ field, code }], name)
    t.same(errors, [], name)
  }
  const { record, notes } = map(spoiled('unknown district'))
  t.same(Object.keys(record.location ?? {}), ['address', 'rt', 'rw', 'postal_code'])
  t.match(notes, [{ code: 'region_unknown' }, { code: 'region_unknown' }])
})

t.test('takes family card number 0 for none', async t => {
  const { record, notes } = map(spoiled('no family card'))
  t.notOk('family_card_number' in record)
  t.same(notes, [])
})

t.test('notes a birth date that differs from the NIK', async t => {
  t.match(map(spoiled('birth date that differs from the NIK')).notes, [{ field: 'nik',
    code: 'nik_birthdate_mismatch' }])
})

t.test('notes a NIK that several people have', async t => {
  t.match(map(person, 2).notes, [{ field: 'nik', code: 'nik_duplicate', severity: 'warning' }])
})

t.test('reads numbers that come as text', async t => {
  const { record, key } = map(spoiled('NIK as text'))
  t.equal(key, '3273061810859990')
  t.equal(record.family_card_number, '3273060610249990')
})

t.test('maps a person of whom only name and NIK are known', async t => {
  const { record, errors, notes } = map(spoiled('everything null'))
  t.same(record, { identifiers: [], nik: '3273061810859990', full_name: 'Suherman Iskandar',
    name_raw: 'SUHERMAN ISKANDAR' })
  t.same(errors, [])
  t.same(notes, [])
})

t.test('refuses a person without a name or a usable NIK', async t => {
  t.throws(() => map(spoiled('no name')), { message: 'has no name' })
  t.throws(() => map(spoiled('NIK that lost its digits')), { message: 'has no usable NIK' })
})

t.test('maps everybody in the demo into the contract, and nothing that is none of its business', async t => {
  const register = createBiodataRegister(demoCity)
  const wrong: string[] = []
  const codes = new Set<string>()
  for (const { nik, name } of demoCity.people) {
    const [row] = register.byNik(nik)
    const { record, errors, notes, key } = map(row as unknown as BiodataWni)
    for (const note of notes) codes.add(note.code)
    const said = JSON.stringify({ record, notes })
    const others = [row?.['PNYDNG_CCT'], row?.['AGAMA'], row?.['JENIS_PKRJN']].filter(value =>
      typeof value === 'string'
    )
    if (errors.length > 0 || key !== nik || record.name_raw !== name || others.some(value => said.includes(value)))
      wrong.push(...errors, 'other')
    if (notes.some(({ raw }) => raw !== undefined && raw.length > 14)) wrong.push('raw')
  }
  t.same(wrong, [])
  t.same([...codes].sort(), ['ambiguous_date', 'invalid_value', 'nik_birthdate_mismatch', 'null_date_sentinel',
    'region_unknown', 'status_unmapped'])
})
