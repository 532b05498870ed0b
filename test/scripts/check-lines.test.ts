import t from 'tap'
import { longLines } from '../../scripts/check-lines.ts'

t.test('a line of 120 characters is kept, a longer one is found with its number', async t => {
  t.same(longLines(`${'x'.repeat(120)}\n${'x'.repeat(121)}\nx`), [{ line: 2, characters: 121 }])
})

t.test('characters count, not the bytes or halves that they are stored in', async t => {
  t.same(longLines('😀'.repeat(120)), [])
})
