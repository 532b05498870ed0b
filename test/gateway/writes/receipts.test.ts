import t from 'tap'
import { newReceipt, printReceipt, readReceipt, receiptOf, submissionId } from '../../../src/gateway/writes/receipts.ts'

t.test('a receipt is read as people write it down', async t => {
  for (let n = 0; n < 200; n++) {
    const receipt = newReceipt()
    t.match(receipt, /^[0-9A-HJKMNP-TV-Z]{12}$/)
    t.equal(readReceipt(printReceipt(receipt)), receipt)
    t.equal(readReceipt(` ${printReceipt(receipt).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `), receipt)
    t.equal(receiptOf(submissionId(receipt)), receipt)
  }
})

t.test('one wrong character is always noticed', async t => {
  const receipt = newReceipt()
  for (const [place, right] of receipt.split('').entries()) {
    for (const wrong of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      if (wrong !== right) t.equal(readReceipt(receipt.slice(0, place) + wrong + receipt.slice(place + 1)), undefined)
    }
  }
})

t.test('what is none is none', async t => {
  for (const text of ['', 'K7Q2', 'K7Q2-M9X4-TBA3-0', 'UUUU-UUUU-UUUU', 'sub-', '____________'])
    t.equal(readReceipt(text), undefined, text)
  t.equal(receiptOf('LAPOR-1'), '')
})

t.test('no two are the same', async t => {
  t.equal(new Set(Array.from({ length: 10_000 }, newReceipt)).size, 10_000)
})
