import t from 'tap'
import { needed } from '../../src/kit/needed.ts'
import { pick } from '../../src/kit/pick.ts'

t.test('picks the named columns and leaves the others behind', async t => {
  t.strictSame(pick({ NIK: '1', NAMA: null, AGAMA: 'x' }, ['NIK', 'NAMA']), { NIK: '1', NAMA: null })
})

t.test('a column that the row lacks stays absent', async t => {
  const row: { NIK: string; NAMA?: string } = { NIK: '1' }
  t.strictSame(pick(row, ['NIK', 'NAMA']), { NIK: '1' })
  t.strictSame(pick({} as { toString?: string }, ['toString']), {}, 'and is not found on its prototype')
})

t.test('a value that is needed is given back, or its lack is told', async t => {
  t.equal(needed(0, 'has no number'), 0)
  t.throws(() => needed(undefined, 'has no number'), { message: 'has no number' })
})
