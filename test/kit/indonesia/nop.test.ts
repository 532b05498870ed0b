import t from 'tap'
import { formatNop, nopFromParts, parseNop, splitNop } from '../../../src/kit/indonesia/nop.ts'
import { seeded } from '../seeded.ts'

const NOP = '327306000100200030'
const parts = { province: '32', regency: '73', district: '060', village: '001', block: '002', sequence: '0003',
  kind: '0' }

t.test('reads eighteen digits however divided', async t => {
  for (const raw of [NOP, '32.73.060.001.002-0003.0', '32.73.060.001.002.0003.0', '32 73 060 001 002 0003 0'])
    t.same(parseNop(raw), { value: NOP, codes: [] })
})

t.test('joins the seven columns', async t => {
  t.same(nopFromParts(parts), { value: NOP, codes: [] })
})

t.test('pads columns that lost their leading zeros', async t => {
  const lost = { value: NOP, codes: ['leading_zero_lost'] }
  t.same(nopFromParts({ province: 32, regency: 73, district: 60, village: 1, block: 2, sequence: 3, kind: 0 }), lost)
  t.same(nopFromParts({ ...parts, district: '60' }), lost)
  t.same(parseNop('32.73.60.1.2-3.0'), lost)
})

for (const [name, raw] of [
  ['seventeen digits', '32730600010020003'],
  ['nineteen digits', '3273060001002000300'],
  ['six parts', '32.73.060.001.002-0003'],
  ['a part that is too long', '32.73.0600.1.2-3.0'],
  ['text', 'NOP'],
  ['a short number', 3273]
] as const) {
  t.test(`rejects ${name}`, async t => {
    t.same(parseNop(raw), { value: undefined, codes: ['invalid_value'] })
  })
}

t.test('rejects columns of which one is blank or too wide', async t => {
  t.same(nopFromParts({ ...parts, block: ' ' }), { value: undefined, codes: ['invalid_value'] })
  t.same(nopFromParts({ ...parts, kind: '10' }), { value: undefined, codes: ['invalid_value'] })
})

t.test('rejects a JSON number, which cannot hold eighteen digits', async t => {
  t.same(parseNop(JSON.parse(NOP)), { value: undefined, codes: ['numeric_id_precision'] })
})

t.test('takes blanks and zeros for none', async t => {
  for (const raw of ['', '-', null, 0, '000000000000000000']) t.same(parseNop(raw), { value: undefined, codes: [] })
  t.same(nopFromParts({ province: '', regency: '', district: '', village: '', block: '', sequence: '', kind: '' }), {
    value: undefined,
    codes: []
  })
})

t.test('writes the form of tax bills and the dotted one', async t => {
  t.equal(formatNop(NOP), '32.73.060.001.002-0003.0')
  t.equal(formatNop(NOP, 'dots'), '32.73.060.001.002.0003.0')
  t.equal(formatNop('12'), '12')
})

t.test('splits into the seven parts', async t => {
  t.same(splitNop(NOP), parts)
  t.equal(splitNop('12'), undefined)
})

t.test('reads back what it writes', async t => {
  const random = seeded(4)
  const wrong: string[] = []
  for (let round = 0; round < 1_000; round += 1) {
    const nop = `32${random.digits(16)}`
    const split = splitNop(nop)
    const again = [parseNop(formatNop(nop)), parseNop(formatNop(nop, 'dots')), split && nopFromParts(split)]
    if (again.some(parsed => parsed?.value !== nop || parsed.codes.length > 0)) wrong.push(nop)
  }
  t.same(wrong, [])
})
