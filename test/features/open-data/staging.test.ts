import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { createStaging, settledRows, suppressedKeys } from '../../../src/features/open-data/build/staging.ts'
import type { Value } from '../../../src/features/open-data/model.ts'
import type { ArrivingRow, Plan } from '../../../src/features/open-data/plan.ts'

const records: Plan = {
  dataset: 'things',
  arriving: 3,
  formats: ['csv'],
  columns: [{ name: 'id', type: 'text' }, { name: 'amount', type: 'integer' }, { name: 'active', type: 'boolean' }]
}
const counts: Plan = {
  dataset: 'numbers',
  arriving: 3,
  formats: ['csv'],
  columns: [
    { name: 'district', type: 'text' },
    { name: 'year', type: 'integer' },
    { name: 'records', type: 'integer' },
    { name: 'total', type: 'integer' },
    { name: 'mean', type: 'number' },
    { name: 'suppressed', type: 'boolean' }
  ],
  groups: {
    keys: [{ from: 0, to: 0 }, { from: 1, to: 1 }],
    numbers: [{ aggregate: 'count', to: 2 }, { aggregate: 'sum', from: 2, to: 3 }, { aggregate: 'average', from: 2,
      to: 4, round: 1 }],
    suppressed: 5,
    minCount: 3
  }
}
const row = (key: string, values: readonly Value[], layer = 0): ArrivingRow => ({ key, layer, values })

function settle(
  t: Test,
  plan: Plan,
  rows: readonly ArrivingRow[],
  before: ReadonlySet<string> = new Set()
): { rows: Value[][]; path: string; count: number } {
  const path = join(t.testdir(), 'rows.db')
  const staging = createStaging(plan)
  staging.add(rows)
  const count = staging.settle(path, before)
  staging.close()
  const db = new DatabaseSync(path, { readOnly: true })
  const settled = [...settledRows(db, plan.columns)]
  db.close()
  return { rows: settled, path, count }
}

t.test('rows are put in the order of their keys, however they come', async t => {
  const { rows, count } = settle(t, records, [row('c', ['c', 3, true]), row('a', ['a', 1, false]),
    row('b', ['b', null, null])])
  t.same(rows, [['a', 1, false], ['b', null, null], ['c', 3, true]])
  t.equal(count, 3)
})

t.test('of a record that came twice the last counts', async t => {
  t.same(settle(t, records, [row('a', ['a', 1, true]), row('b', ['b', 2, true]), row('a', ['a', 9, false])]).rows, [[
    'a',
    9,
    false
  ], ['b', 2, true]])
})

t.test('layers make one row, the highest that has a value before the others', async t => {
  const { rows } = settle(t, records, [
    row('a', ['application', null, true], 1),
    row('a', ['licence', 5, false], 0),
    row('a', [null, 7, null], 2),
    row('b', ['licence', 5, false], 0),
    row('a', ['application again', null, true], 1)
  ])
  t.same(rows, [['application again', 7, true], ['licence', 5, false]])
})

t.test('records are counted, summed and averaged by what they share', async t => {
  const some = (district: string | null, year: number, amounts: readonly (number | null)[]): ArrivingRow[] =>
    amounts.map((amount, i) => row(`${district}-${year}-${i}`, [district, year, amount]))
  const { rows } = settle(t, counts, [...some('north', 2026, [1, 2, 3]), ...some('south', 2026, [10, 10, 20, 21]),
    ...some('north', 2025, [5, 5, 5]), ...some(null, 2026, [1, 1, 1])])
  t.same(rows, [
    ['north', 2025, 3, 15, 5, false],
    ['north', 2026, 3, 6, 2, false],
    ['south', 2026, 4, 61, 15.3, false],
    [null, 2026, 3, 3, 1, false]
  ], 'what is not known comes last')
})

t.test('numbers about few records are left out, and with them what would tell them', async t => {
  const some = (district: string, count: number): ArrivingRow[] =>
    Array.from({ length: count }, (_, i) => row(`${district}-${i}`, [district, 2026, 1]))
  const { rows, path } = settle(t, counts, [...some('a', 2), ...some('b', 9), ...some('c', 4)])
  t.same(rows, [['a', 2026, null, null, null, true], ['b', 2026, 9, 9, 1, false], ['c', 2026, null, null, null, true]])
  t.same([...suppressedKeys(path, counts)], ['["a",2026]', '["c",2026]'])

  const again = settle(t, counts, [...some('a', 2), ...some('b', 9), ...some('c', 12)], suppressedKeys(path, counts))
  t.same(again.rows.map(([district, , records]) => [district, records]), [['a', null], ['b', 9], ['c', null]],
    'the same ones stay out')
})

t.test('a sum that few of the records have is left out, though they are many', async t => {
  const { rows } = settle(t, counts,
    Array.from({ length: 5 }, (_, i) => row(String(i), ['a', 2026, i < 2 ? 100 : null])))
  t.same(rows, [['a', 2026, 5, null, null, false]])
})

t.test('nothing makes no rows', async t => {
  t.same(settle(t, records, []).rows, [])
  t.same(settle(t, counts, []).rows, [])
})

t.test('large sums stay whole', async t => {
  const { rows } = settle(t, counts,
    Array.from({ length: 4 }, (_, i) => row(String(i), ['a', 2026, 2_000_000_000_000_000])))
  t.equal(rows[0]?.[3], 8_000_000_000_000_000)
})
