import t from 'tap'
import { parseNib } from '../../../src/kit/indonesia/nib.ts'

t.test('reads thirteen digits', async t => {
  for (const raw of ['9120001234567', 9120001234567, ' 9120001234567 '])
    t.same(parseNib(raw), { value: '9120001234567', codes: [] })
})

t.test('pads a number that lost its leading zero', async t => {
  t.same(parseNib(220001234567), { value: '0220001234567', codes: ['leading_zero_lost'] })
})

t.test('rejects other lengths and text', async t => {
  for (const raw of ['220001234567', '91200012345678', 912, '503/SIUP-00123/BPPT/2015'])
    t.same(parseNib(raw), { value: undefined, codes: ['invalid_value'] })
})

t.test('takes blanks and zeros for none', async t => {
  for (const raw of ['', '-', null, '0000000000000', 0]) t.same(parseNib(raw), { value: undefined, codes: [] })
})
