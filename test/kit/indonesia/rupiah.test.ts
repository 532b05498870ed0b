import t from 'tap'
import { formatRupiah, parseRupiah } from '../../../src/kit/indonesia/rupiah.ts'
import { seeded } from '../seeded.ts'

for (const [raw, expected] of [
  ['Rp 1.250.000,00', 1_250_000],
  ['Rp1.250.000', 1_250_000],
  ['Rp. 1.250.000,-', 1_250_000],
  ['Rp.1.250.000,-', 1_250_000],
  ['RP 1.250.000', 1_250_000],
  ['IDR 1,250,000.00', 1_250_000],
  ['1.250.000 IDR', 1_250_000],
  ['1.250.000', 1_250_000],
  ['1,250,000', 1_250_000],
  ['1 250 000', 1_250_000],
  ['1250000', 1_250_000],
  ['1250000.00', 1_250_000],
  ['1250000.0000', 1_250_000],
  ['1250000,00', 1_250_000],
  ['1250000.000', 1_250_000],
  ['1.250.000.-', 1_250_000],
  ['1.250', 1_250],
  ['1,250', 1_250],
  ['500', 500],
  ['Rp\u00a0500', 500],
  ['0', 0],
  ['Rp 0,-', 0],
  [1_250_000, 1_250_000],
  [0, 0],
  [-0, 0]
] as const) {
  t.test(`reads ${JSON.stringify(raw)} as ${expected}`, async t => {
    t.strictSame(parseRupiah(raw), { value: expected, codes: [] })
  })
}

t.test('rounds sen half up and notes it', async t => {
  t.same(parseRupiah('1.250,50'), { value: 1_251, codes: ['invalid_value'] })
  t.same(parseRupiah('1250.49'), { value: 1_250, codes: ['invalid_value'] })
  t.same(parseRupiah(1250.5), { value: 1_251, codes: ['invalid_value'] })
})

for (const [name, raw] of [
  ['a negative amount', '-5.000'],
  ['a negative number', -1],
  ['an accountant’s negative', '(5.000)'],
  ['two decimal commas', '1,250,00'],
  ['groups of two', '1.25.00'],
  ['mixed separators', '1.250,000.00'],
  ['words', 'dua juta'],
  ['a currency alone', 'Rp'],
  ['dollars', 'USD 5'],
  ['a number with text behind', '5000 lunas'],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['more than 2^53', '9.007.199.254.740.993'],
  ['a list', [5000]]
] as const) {
  t.test(`rejects ${name}`, async t => {
    t.same(parseRupiah(raw), { value: undefined, codes: ['invalid_value'] })
  })
}

t.test('has no value for a blank field', async t => {
  for (const raw of ['', '  ', '-', null, undefined]) t.same(parseRupiah(raw), { value: undefined, codes: [] })
})

t.test('reads back every spelling of a random amount', async t => {
  const random = seeded(5)
  const wrong: unknown[] = []
  for (let round = 0; round < 1_000; round += 1) {
    const amount = Number(random.digits(random.int(1, 13)))
    const written = formatRupiah(amount)
    const grouped = written.slice(2)
    for (const spelling of [amount, String(amount), `${amount}.00`, written, `Rp. ${grouped},-`, `${grouped},00`,
      grouped.replaceAll('.', ','), `${grouped.replaceAll('.', ',')}.00`])
    {
      const { value, codes } = parseRupiah(spelling)
      if (value !== amount || codes.length > 0) wrong.push([spelling, value, codes])
    }
  }
  t.same(wrong, [])
})
