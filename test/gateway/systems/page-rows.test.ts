import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { allOf, type CanonicalRecord, laterRows } from '../../../src/gateway/systems/records.ts'

/** Rows of numbers, of which 2 fits nothing, and the order in which they are mapped. */
function pageOf(count: number): { rows: ReturnType<typeof laterRows>; mapped: number[] } {
  const mapped: number[] = []
  const rows = laterRows(Array.from({ length: count }, (_, row) => row), row => {
    mapped.push(row as number)
    return row === 2 ? undefined : ({ id: `r${String(row)}` } as unknown as CanonicalRecord)
  })
  return { rows, mapped }
}

t.test('a row is mapped when it is looked at, and once', async t => {
  const { rows, mapped } = pageOf(4)
  t.same([rows.at(1)?.id, rows.at(1)?.id, rows.at(2), rows.at(2)], ['r1', 'r1', undefined, undefined])
  t.same([mapped, rows.length], [[1, 2], 4])
})

t.test('what nobody looks at is not mapped', async t => {
  const { rows, mapped } = pageOf(30)
  rows.at(7)
  await setImmediate()
  t.same(mapped, [7])
  t.equal(allOf(rows).length, 30)
  t.equal(mapped.length, 30)
  t.equal(new Set(mapped).size, 30)
})

t.test('written out it is whole', async t => {
  t.same(JSON.parse(JSON.stringify({ rows: pageOf(4).rows })), {
    rows: [{ id: 'r0' }, { id: 'r1' }, null, { id: 'r3' }]
  })
})
