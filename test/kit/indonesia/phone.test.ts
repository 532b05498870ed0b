import t from 'tap'
import { maskPhone, parsePhone } from '../../../src/kit/indonesia/phone.ts'
import { seeded } from '../seeded.ts'

const phone = (raw: unknown, areaCode: string | undefined = '022') => parsePhone(raw, { areaCode })

for (const [raw, expected] of [
  ['081234567890', '+6281234567890'],
  ['0812-3456-7890', '+6281234567890'],
  ['0812.3456.7890', '+6281234567890'],
  ['0812 3456 7890', '+6281234567890'],
  ['0811234567', '+62811234567'],
  ['0812345678901', '+62812345678901'],
  ['+6281234567890', '+6281234567890'],
  ['+62 812-3456-7890', '+6281234567890'],
  ['+62 (0)812 3456 7890', '+6281234567890'],
  ['+62081234567890', '+6281234567890'],
  ['6281234567890', '+6281234567890'],
  ['006281234567890', '+6281234567890'],
  ['HP. 081234567890', '+6281234567890'],
  ['Telp: (022) 2534135', '+62222534135'],
  ['022-2534135', '+62222534135'],
  ['022 253 4135 ext. 12', '+62222534135'],
  ['0222534135', '+62222534135'],
  ['021-5551234', '+62215551234'],
  ['0274 512345', '+62274512345'],
  ['2534135', '+62222534135'],
  ['+65 6123 4567', '+6561234567'],
  ['022-2534135/081234567890', '+62222534135'],
  ['081234567890, 081298765432', '+6281234567890'],
  ['12 / 081234567890', '+6281234567890'],
  ['112; 081234567890', '+6281234567890'],
  ['081234567890 atau 022-2534135', '+6281234567890'],
  ['022-2534135 - 081234567890', '+62222534135']
] as const) {
  t.test(`reads ${raw}`, async t => {
    t.same(phone(raw), { value: expected, codes: [] })
  })
}

t.test('puts back a leading zero that a spreadsheet dropped', async t => {
  for (const raw of [81234567890, '81234567890', '812-3456-7890'])
    t.same(phone(raw), { value: '+6281234567890', codes: ['leading_zero_lost'] })
  t.same(phone(222534135), { value: '+62222534135', codes: ['leading_zero_lost'] })
})

t.test('takes the area code with or without its zero, and needs one for local numbers', async t => {
  t.equal(phone('2534135', '22').value, '+62222534135')
  t.same(parsePhone('2534135'), { value: undefined, codes: ['invalid_value'] })
  t.equal(parsePhone('022-2534135').value, '+62222534135')
})

for (const [name, raw] of [
  ['an emergency number', '112'],
  ['too few digits', '0812345'],
  ['too many digits', '08123456789012345'],
  ['a foreign number without its plus', '6561234567890'],
  ['text', 'tidak ada'],
  ['an email address', 'asep81234567890@example.org'],
  ['a national number of zeros behind the plus', '+62 000'],
  ['an object', {}]
] as const) {
  t.test(`rejects ${name}`, async t => {
    t.same(phone(raw), { value: undefined, codes: ['invalid_value'] })
  })
}

t.test('rejects a number rounded by a spreadsheet', async t => {
  t.same(phone('8,12346E+11'), { value: undefined, codes: ['numeric_id_precision'] })
})

t.test('has no value for blanks and placeholders', async t => {
  for (const raw of ['', '-', null, undefined, '0', 0, '000000', '00-000'])
    t.same(phone(raw), { value: undefined, codes: [] })
})

t.test('masks all but the last three digits', async t => {
  t.equal(maskPhone('+6281234567890'), '***********890')
  t.equal(maskPhone('112'), '*****')
})

t.test('reads every spelling of a random mobile number', async t => {
  const random = seeded(6)
  const wrong: unknown[] = []
  for (let round = 0; round < 1_000; round += 1) {
    const rest = `8${random.int(1, 9)}${random.digits(random.int(7, 10))}`
    const split = `${rest.slice(0, 3)}-${rest.slice(3, 7)}-${rest.slice(7)}`
    for (const raw of [`0${rest}`, `+62${rest}`, `62${rest}`, `0${split}`, `+62 ${split}`,
      `(0${rest.slice(0, 3)}) ${rest.slice(3)}`, Number(rest)])
    {
      if (phone(raw).value !== `+62${rest}`) wrong.push([raw, phone(raw)])
    }
  }
  t.same(wrong, [])
})
