import t from 'tap'
import { parseInteger, parseNumber } from '../../../src/kit/indonesia/numbers.ts'

t.test('reads Indonesian, plain and English separators', async t => {
  for (const [raw, expected] of [
    ['1.234,5', 1234.5],
    ['1234.5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234', 1234],
    ['12,5', 12.5],
    ['-6,91', -6.91],
    ['.5', 0.5],
    ['+7', 7],
    [3.25, 3.25]
  ] as const) {
    t.same(parseNumber(raw), { value: expected, codes: [] }, String(raw))
  }
})

t.test('rejects what is no number', async t => {
  for (const raw of ['1.2.3', '1,2,3', 'dua', '5 m2', '0x10', '1e3', ',', Number.NaN, true])
    t.same(parseNumber(raw), { value: undefined, codes: ['invalid_value'] }, String(raw))
})

t.test('rejects a number that loses digits', async t => {
  t.same(parseNumber('9007199254740993'), { value: undefined, codes: ['numeric_id_precision'] })
})

t.test('reads a whole number within its bounds', async t => {
  t.same(parseInteger('1.250', { min: 0 }), { value: 1250, codes: [] })
  t.same(parseInteger('12,00'), { value: 12, codes: [] })
  for (const [raw, bounds] of [['12,5', {}], ['-1', { min: 0 }], [13, { max: 12 }], ['x', {}]] as const) {
    t.same(parseInteger(raw, bounds), { value: undefined, codes: ['invalid_value'] }, String(raw))
  }
  t.same(parseInteger(''), { value: undefined, codes: [] })
})
