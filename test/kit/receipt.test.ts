import t from 'tap'
import { receiptMark, takeReceipt, updateKey } from '../../src/kit/receipt.ts'

const receipt = 'K7Q2M9X4TBA3'

t.test('is the last line of a text, and is taken off again', t => {
  t.equal(receiptMark(receipt), '[Satu K7Q2M9X4TBA3]')
  t.same(takeReceipt(`Lampu mati.\n${receiptMark(receipt)}`), { text: 'Lampu mati.', receipt })
  t.same(takeReceipt(`Lampu mati. ${receiptMark(receipt)} \r\n`), { text: 'Lampu mati.', receipt },
    'a system that knows one line alone')
  t.same(takeReceipt(receiptMark(receipt)), { text: '', receipt })
  t.end()
})

t.test("is nobody else's words", t => {
  for (const text of ['Lampu mati.', `Seperti ${receiptMark(receipt)}, masih mati.`, '[Satu K7Q2M9X4TBA]',
    '[Satu k7q2m9x4tba3]', '[Satu K7Q2M9X4TBA34]', 'K7Q2M9X4TBA3', ''])
  {
    t.same(takeReceipt(text), { text }, text)
  }
  const quoting = `Seperti ${receiptMark('AAAAAAAAAAAA')}.\n${receiptMark(receipt)}`
  t.same(takeReceipt(quoting), { text: 'Seperti [Satu AAAAAAAAAAAA].', receipt })
  t.end()
})

t.test('gives the key of a comment before its system has it, and is not told by it', t => {
  t.match(updateKey('1050123', receipt), /^1050123-[0-9a-f]{16}$/)
  t.equal(updateKey('1050123', receipt), updateKey('1050123', receipt))
  t.not(updateKey('1050123', 'AAAAAAAAAAAA'), updateKey('1050123', receipt))
  t.notMatch(updateKey('1050123', receipt), receipt)
  t.end()
})
