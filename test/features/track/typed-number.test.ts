import t from 'tap'
import { readTypedNumber } from '../../../src/features/track/typed-number.ts'
import { newReceipt, printReceipt } from '../../../src/gateway/writes/receipts.ts'

t.test('a number is the same however it is typed', async t => {
  for (const text of ['012/PPID/XI/2026', '012 ppid xi 2026', ' 012.PPID.XI.2026 ', '０１２／ＰＰＩＤ／ＸＩ／２０２６',
    '012–PPID—XI‑2026', '012PPIDXI2026'])
  {
    t.equal(readTypedNumber(text).compact, '012PPIDXI2026', text)
  }
  t.equal(readTypedNumber('32.73.060.001.002-0030.0').compact, '327306000100200300')
})

t.test('a receipt is read as people write it, and a wrong one is none', async t => {
  const receipt = newReceipt()
  const printed = printReceipt(receipt)
  for (const text of [printed, printed.toLowerCase(), printed.replaceAll('-', ' '), receipt,
    printed.replaceAll('0', 'O').replaceAll('1', 'I')]) t.equal(readTypedNumber(text).receipt, receipt, text)
  const wrong = receipt.replace(/^./, first => (first === 'A' ? 'B' : 'A'))
  t.equal(readTypedNumber(wrong).receipt, undefined)
})

t.test('an id is read as it stands', async t => {
  t.same(readTypedNumber('LAPOR-1400007').id, { prefix: 'LAPOR', key: '1400007' })
  t.equal(readTypedNumber('lapor-1400007').id, undefined)
})

t.test('what can be no number is refused without being repeated', async t => {
  for (const text of ['', '1234', '   ', '1234567; DROP TABLE', '١٢٣٤٥٦٧', 'Жалоба 1234567', '%', '*'.repeat(20),
    '<script>alert(1)</script>', '9'.repeat(65), 'a'.repeat(100)])
  {
    t.throws(() => readTypedNumber(text), { code: 'invalid_request',
      errors: [{ in: 'path', field: 'number', code: 'pattern' }] }, text)
  }
})

t.test('what can be a NIK is marked, however it is typed', async t => {
  for (const text of ['3273021305859991', '3273 0213 0585 9991', '3273-0213-0585-9991', 'NIK 3273021305859991',
    '３２７３０２１３０５８５９９９１', '32.73.02.13.05.85.9991', 'LAPOR-3273021305859991'])
    t.equal(readTypedNumber(text).isLikeNik, true, text)
  for (const text of ['1400007', '327306000100200300', '0208907103112026'])
    t.equal(readTypedNumber(text).isLikeNik, false, text)
  t.throws(() => readTypedNumber('NIK: *3273021305859991*'), { errors: [{ code: 'personal' }] })
})
