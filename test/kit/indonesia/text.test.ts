import t from 'tap'
import { parseSex } from '../../../src/kit/indonesia/sex.ts'
import { parseMultiline, parseText, toText } from '../../../src/kit/indonesia/text.ts'

t.test('trims blanks, control characters and NUL padding', async t => {
  t.equal(toText('  Jl.\u00a0Dago \t\r\n No. 2\u0000\u0000'), 'Jl. Dago No. 2')
  t.equal(toText('\ufeffid'), 'id')
})

t.test('gives the digits of numbers', async t => {
  t.equal(toText(42), '42')
  t.equal(toText(12n), '12')
  t.equal(toText(Number.POSITIVE_INFINITY), undefined)
})

t.test('takes the placeholders of exports for nothing', async t => {
  for (const raw of ['', ' ', '-', '--', 'NULL', '\\N', '(null)', null, undefined])
    t.same(parseText(raw), { value: undefined, codes: [] })
})

t.test('keeps words that only look like placeholders', async t => {
  for (const raw of ['Null', '0', 'nihil', '- -a']) t.equal(parseText(raw).value, raw)
})

t.test('rejects what no text field can hold', async t => {
  for (const raw of [{}, [], true]) t.same(parseText(raw), { value: undefined, codes: ['invalid_value'] })
})

t.test('keeps line breaks of running text', async t => {
  t.equal(parseMultiline(' satu \r\n\r\n\r\n\r\ndua\rtiga  \n ').value, 'satu\n\ndua\ntiga')
  t.same(parseMultiline(' \n '), { value: undefined, codes: [] })
  t.equal(parseMultiline(5).value, '5')
})

t.test('reads the codes and words for sex', async t => {
  for (const raw of [1, '1', 'L', 'LAKI-LAKI', 'Laki-Laki', 'Laki - laki', 'Pria'])
    t.same(parseSex(raw), { value: 'male', codes: [] })
  for (const raw of [2, '2', 'P', 'PEREMPUAN', 'Perempuan ', 'Wanita', 'W'])
    t.same(parseSex(raw), { value: 'female', codes: [] })
})

t.test('calls any other sex code unknown and notes it', async t => {
  for (const raw of [3, 'X', 'constructor']) t.same(parseSex(raw), { value: 'unknown', codes: ['invalid_value'] })
  for (const raw of ['', null, '-']) t.same(parseSex(raw), { value: undefined, codes: [] })
})
