import t from 'tap'
import { parseFamilyCard } from '../../../src/kit/indonesia/family-card.ts'

const CARD = '3273020101109991'

t.test('reads sixteen digits from text and number', async t => {
  for (const raw of [CARD, Number(CARD), ` ${CARD} `, '32.73.02.010110.9991'])
    t.same(parseFamilyCard(raw), { value: CARD, codes: [] })
})

t.test('does not take forty from the day of issue', async t => {
  t.same(parseFamilyCard('3273024101109991'), { value: '3273024101109991', codes: ['invalid_value'] })
})

t.test('keeps a number of an impossible day but doubts it', async t => {
  for (const raw of ['3273023002109991', '3273020113109991', '3273020101100000'])
    t.same(parseFamilyCard(raw), { value: raw, codes: ['invalid_value'] })
})

t.test('pads a number that lost its leading zero', async t => {
  t.same(parseFamilyCard(273020101109991), { value: '0273020101109991', codes: ['leading_zero_lost'] })
})

t.test('rejects a number whose last digits are lost', async t => {
  t.same(parseFamilyCard(JSON.parse('9171020101109991')), { value: undefined, codes: ['numeric_id_precision'] })
})

t.test('rejects anything but sixteen digits', async t => {
  for (const raw of ['327302010110999', '32730201011099911', 'KK', {}]) {
    t.same(parseFamilyCard(raw), { value: undefined, codes: ['invalid_value'] })
  }
})

t.test('takes blanks and zeros for none', async t => {
  for (const raw of ['', null, undefined, '-', 0, '0', '0000000000000000'])
    t.same(parseFamilyCard(raw), { value: undefined, codes: [] })
})
