import t from 'tap'
import { requestIdOf } from '../../src/http/request-id.ts'

t.test('an id that can be logged as it stands is kept', async t => {
  for (const id of ['a', 'req-1a2b3c', 'A.b_c-9', 'x'.repeat(64), '123456789']) t.equal(requestIdOf(id), id)
})

t.test('any other is replaced', async t => {
  for (const id of ['', 'x'.repeat(65), 'a b', 'a"b', 'a\nb', 'é', '3273021305859991', 'nik-3273021305859991-x',
    '1234567890', undefined, ['a', 'b']])
  {
    const own = requestIdOf(id)
    t.match(own, /^[A-Za-z0-9._-]{1,64}$/)
    t.not(own, id)
    t.notMatch(own, /\d{10}/)
  }
})

t.test("no two of the hub's own ids are alike", async t => {
  const ids = Array.from({ length: 20_000 }, () => requestIdOf(undefined))
  t.equal(new Set(ids).size, ids.length)
})
