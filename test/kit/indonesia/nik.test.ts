import t from 'tap'
import { isoDate } from '../../../src/kit/indonesia/calendar.ts'
import { maskNik, parseNik } from '../../../src/kit/indonesia/nik.ts'
import { seeded } from '../seeded.ts'

const today = '2026-11-23'
const nik = (raw: unknown, opts = {}) => parseNik(raw, { today, ...opts })
const MAN = '3273021305859991'
const WOMAN = '3273025305859992'

t.test('reads region, birth date and sex of a man', async t => {
  t.same(nik(MAN), {
    value: {
      number: MAN,
      provinceCode: '32',
      regencyCode: '32.73',
      districtCode: '32.73.02',
      birthDate: '1985-05-13',
      sex: 'male'
    },
    codes: []
  })
})

t.test('takes forty from the day of birth of a woman', async t => {
  t.match(nik(WOMAN).value, { birthDate: '1985-05-13', sex: 'female' })
})

for (const [name, raw] of [
  ['a JSON number', Number(MAN)],
  ['a string with blanks around', ` ${MAN}  `],
  ['a string in groups', '327302 130585 9991'],
  ['a dotted string', '32.73.02.130585.9991'],
  ['a string with the apostrophe of Excel', `'${MAN}`],
  ['a bigint', BigInt(MAN)]
] as const) {
  t.test(`reads ${name}`, async t => {
    t.same(nik(raw), nik(MAN))
  })
}

t.test('pivots the year of birth on today', async t => {
  t.equal(nik('3273022311269991').value?.birthDate, '2026-11-23')
  t.equal(nik('3273022411269991').value?.birthDate, '1926-11-24')
  t.equal(nik('3273022902009991').value?.birthDate, '2000-02-29')
})

for (const [name, raw] of [
  ['day 0', '3273020005859991'],
  ['day 32', '3273023205859991'],
  ['day 40', '3273024005859991'],
  ['day 72', '3273027205859991'],
  ['month 13', '3273021313859991'],
  ['30 February', '3273023002859991'],
  ['29 February of a common year', '3273022902859991'],
  ['serial 0000', '3273021305850000']
] as const) {
  t.test(`keeps a NIK of ${name} but notes it invalid`, async t => {
    t.match(nik(raw), { value: { number: raw }, codes: ['nik_invalid'] })
  })
}

t.test('gives no birth date or sex when the day is impossible', async t => {
  t.hasStrict(nik('3273023205859991').value, { number: '3273023205859991' })
  t.notOk('birthDate' in (nik('3273023205859991').value ?? {}))
  t.notOk('sex' in (nik('3273023205859991').value ?? {}))
})

for (const [name, raw] of [
  ['15 digits', '327302130585999'],
  ['17 digits', '32730213058599911'],
  ['letters', '32730213058599XX'],
  ['zeros only', '0000000000000000'],
  ['zero', 0],
  ['a fraction', 3273021305859991.5],
  ['a negative number', -3273021305859],
  ['true', true],
  ['an object', {}]
] as const) {
  t.test(`rejects ${name}`, async t => {
    t.same(nik(raw), { value: undefined, codes: ['nik_invalid'] })
  })
}

t.test('has no value for a blank field', async t => {
  for (const raw of [undefined, null, '', '   ', '-']) t.same(nik(raw), { value: undefined, codes: [] })
})

t.test('rejects a number whose last digits are lost', async t => {
  // Papua's 91 is beyond 2^53: JSON.parse makes 9171021305859992 of the number below.
  t.same(nik(JSON.parse('9171021305859991')), { value: undefined, codes: ['numeric_id_precision'] })
  t.same(nik('3,27302E+15'), { value: undefined, codes: ['numeric_id_precision'] })
  t.same(nik('3.27302130585999E15'), { value: undefined, codes: ['numeric_id_precision'] })
})

t.test('pads a number that lost its leading zero and notes that no region has it', async t => {
  t.same(nik(273021305859991), {
    value: {
      number: '0273021305859991',
      provinceCode: '02',
      regencyCode: '02.73',
      districtCode: '02.73.02',
      birthDate: '1985-05-13',
      sex: 'male'
    },
    codes: ['leading_zero_lost', 'nik_invalid', 'region_unknown']
  })
})

t.test('notes an unknown region', async t => {
  t.same(nik('2073021305859991').codes, ['region_unknown'])
  t.same(nik('3200021305859991').codes, ['region_unknown'])
  t.same(nik(MAN, { isDistrict: () => false }).codes, ['region_unknown'])
  t.same(nik(MAN, { isDistrict: (code: string) => code === '32.73.02' }).codes, [])
})

t.test('notes a birth date that differs from the record', async t => {
  t.same(nik(MAN, { birthDate: '1985-05-14' }).codes, ['nik_birthdate_mismatch'])
  t.same(nik(MAN, { birthDate: '1985-05-13' }).codes, [])
  t.same(nik(MAN, { birthDate: undefined }).codes, [])
})

t.test('masks the middle', async t => {
  t.equal(maskNik(MAN), '327302******9991')
})

t.test('masks what is no NIK whole', async t => {
  for (const text of ['', '327302130585999', '32730213058599911', 'Budi']) t.equal(maskNik(text), '****************')
})

t.test('gives back what random numbers were made of', async t => {
  const random = seeded(2)
  const wrong: unknown[] = []
  for (let round = 0; round < 2_000; round += 1) {
    const [year, month, day] = [random.int(1930, 2025), random.int(1, 12), random.int(1, 28)]
    const sex = random.pick(['male', 'female'] as const)
    const region = `32${random.digits(4).replaceAll('0', '1')}`
    const birthDate = isoDate(year, month, day)
    const coded = String(sex === 'female' ? day + 40 : day).padStart(2, '0')
    const number = `${region}${coded}${String(month).padStart(2, '0')}${String(year % 100).padStart(2, '0')}${
      random.int(9990, 9999)
    }`
    const { value, codes } = nik(random.pick([number, Number(number)]), { birthDate })
    if (value?.birthDate !== birthDate || value.sex !== sex || value.number !== number || codes.length > 0)
      wrong.push([number, value, codes])
  }
  t.same(wrong, [])
})
