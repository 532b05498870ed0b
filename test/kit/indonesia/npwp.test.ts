import t from 'tap'
import { formatNpwp, npwpCheckDigit, parseNpwp } from '../../../src/kit/indonesia/npwp.ts'
import { seeded } from '../seeded.ts'

const NPWP = '012345674423000'
const rejected = { value: undefined, codes: ['invalid_value'] }

t.test('reads fifteen digits however divided', async t => {
  for (const raw of ['01.234.567.4-423.000', NPWP, '01 234 567 4 423 000', '01.234.567.4.423.000'])
    t.same(parseNpwp(raw), { value: NPWP, codes: [] })
})

t.test('puts back a leading zero that the check digit confirms', async t => {
  for (const raw of [12345674423000, '12345674423000', '1.234.567.4-423.000'])
    t.same(parseNpwp(raw), { value: NPWP, codes: ['leading_zero_lost'] })
})

t.test('reads the sixteen digits of entities and of persons', async t => {
  t.same(parseNpwp(`0${NPWP}`), { value: `0${NPWP}`, codes: [] })
  t.same(parseNpwp('3273021305859991'), { value: '3273021305859991', codes: [] })
})

t.test('takes a placeholder of zeros for none', async t => {
  for (const raw of ['00.000.000.0-000.000', '000000000000000', '0000000000000000', 0, '', '-', null])
    t.same(parseNpwp(raw), { value: undefined, codes: [] })
})

for (const [name, raw] of [
  ['a wrong check digit', '01.234.567.5-423.000'],
  ['two exchanged digits', '01.243.567.4-423.000'],
  ['a wrong check digit in sixteen', '0012345675423000'],
  ['fourteen digits that no zero mends', '22345674423000'],
  ['thirteen digits', '1234567442300'],
  ['the twenty-two digits of a branch', '0012345674423000000001'],
  ['text', 'belum ada'],
  ['a list', ['01.234.567.4-423.000']]
] as const) {
  t.test(`rejects ${name}`, async t => {
    t.same(parseNpwp(raw), rejected)
  })
}

t.test('rejects a number rounded by a spreadsheet', async t => {
  t.same(parseNpwp('1,23457E+13'), { value: undefined, codes: ['numeric_id_precision'] })
})

t.test('writes the official form', async t => {
  t.equal(formatNpwp(NPWP), '01.234.567.4-423.000')
  t.equal(formatNpwp('3273021305859991'), '3273021305859991')
})

t.test('reads back what it writes, and no other check digit', async t => {
  const random = seeded(3)
  const wrong: unknown[] = []
  for (let round = 0; round < 1_000; round += 1) {
    const firstEight = random.digits(8)
    const check = npwpCheckDigit(firstEight)
    const npwp = `${firstEight}${check}${random.digits(5)}1`
    if (parseNpwp(formatNpwp(npwp)).value !== npwp) wrong.push(npwp)
    const other = `${firstEight}${(check + random.int(1, 9)) % 10}${npwp.slice(9)}`
    if (parseNpwp(other).value !== undefined) wrong.push(other)
  }
  t.same(wrong, [])
})
