import { join } from 'node:path'
import t from 'tap'
import { createStaging } from '../../../src/features/open-data/build/staging.ts'
import type { Column, Row, RowQuery } from '../../../src/features/open-data/model.ts'
import type { Plan } from '../../../src/features/open-data/plan.ts'
import { createQueries } from '../../../src/features/open-data/queries.ts'

const plan: Plan = { dataset: 'things', arriving: 4, formats: ['csv'],
  columns: [{ name: 'id', type: 'text' }, { name: 'kind', type: 'text' }, { name: 'amount', type: 'integer' }, {
    name: 'active',
    type: 'boolean'
  }] }
const columns: Column[] = plan.columns.map(({ name, type }) => ({ name, type, title: { id: name, en: name },
  isOptional: true })
)
const path = join(t.testdir(), 'rows.db')
const staging = createStaging(plan)
staging.add(
  Array.from({ length: 1_000 },
    (_, i) => ({ key: String(i).padStart(4, '0'), layer: 0,
      values: [`K-${i}`, i % 10 === 0 ? null : `kind ${i % 3}`, i, i % 2 === 0] }))
)
staging.add([{ key: 'zzzz', layer: 0, values: ['100%_\\', 'Ünïcode', -1, null] }])
staging.settle(path, new Set())
staging.close()
const queries = createQueries()
t.teardown(() => queries.close())

const ask = async (query: RowQuery = {}): Promise<{ number: number; row: Row }[]> =>
  Array.fromAsync(queries.rows(path, { columns }, query))
const ids = async (query: RowQuery): Promise<unknown[]> => (await ask(query)).map(({ row }) => row['id'])
const count = (query: RowQuery): Promise<number> => queries.count(path, { columns }, query)

t.test('all rows come in their order, each with its number', async t => {
  const all = await ask()
  t.equal(all.length, 1_001)
  t.same(all[0], { number: 1, row: { id: 'K-0', kind: null, amount: 0, active: true } })
  t.same(all[999], { number: 1_000, row: { id: 'K-999', kind: 'kind 0', amount: 999, active: false } })
  t.equal(await count({}), 1_001)
})

t.test('rows are found by the values of columns, none among them', async t => {
  t.same(await ids({ filters: { amount: [7, 3] } }), ['K-3', 'K-7'])
  t.same(await ids({ filters: { kind: ['kind 1'], active: [true] }, limit: 2 }), ['K-4', 'K-16'])
  t.equal(await count({ filters: { kind: [null] } }), 100)
  t.equal(await count({ filters: { kind: [null, 'kind 1'] } }), 400)
  t.equal(await count({ filters: { kind: [] } }), 0)
  t.equal(await count({ filters: { active: [null] } }), 1)
})

t.test('words are found anywhere in a row, whatever their case', async t => {
  t.same(await ids({ q: 'k-77 KIND' }), ['K-77', 'K-771', 'K-772', 'K-773', 'K-774', 'K-775', 'K-776', 'K-777', 'K-778',
    'K-779'])
  t.same(await ids({ q: '%_\\' }), ['100%_\\'], 'signs of patterns mean themselves')
  t.equal(await count({ q: 'nothing' }), 0)
})

t.test('rows are sorted, cut and told apart', async t => {
  t.same(await ids({ sort: [{ field: 'amount', descending: true }], limit: 2, offset: 1 }), ['K-998', 'K-997'])
  t.same(
    (await ask({ fields: ['kind', 'active'], distinct: true,
      sort: [{ field: 'kind', descending: false }, { field: 'active', descending: false }] })).map(({ row }) =>
        Object.values(row)
      ),
    [
      [null, true],
      ['kind 0', false],
      ['kind 0', true],
      ['kind 1', false],
      ['kind 1', true],
      ['kind 2', false],
      ['kind 2', true],
      ['Ünïcode', null]
    ]
  )
  t.same(await ask({ fields: ['amount', 'id'], limit: 1 }), [{ number: 1, row: { amount: 0, id: 'K-0' } }])
  t.same(await ask({ offset: 5_000 }), [])
  t.same(await ask({ limit: 0 }), [])
})

t.test('a column that there is not is refused, and no text is run', async t => {
  for (const query of [{ fields: ['nothing'] }, { filters: { 'id" or 1=1 --': ['x'] } }, {
    sort: [{ field: 'id; drop table rows', descending: true }]
  }]) {
    await t.rejects(ask(query), TypeError)
  }
  t.same(await ids({ q: "' or 1=1 --" }), [])
  t.same(await ids({ filters: { id: ["x' or '1'='1"] } }), [])
})

t.test('who leaves off early does not keep the others from asking', async t => {
  for (let i = 0; i < 20; i++)
    for await (const { number } of queries.rows(path, { columns }, {})) if (number === 3) break
  const both = await Promise.all([ask(), ask({ sort: [{ field: 'amount', descending: true }] })])
  t.same(both.map(rows => rows.length), [1_001, 1_001])
})

t.test('an edition that is gone is an error, not an end', async t => {
  await t.rejects(Array.fromAsync(queries.rows(`${path}.gone`, { columns }, {})), /unable to open database file/)
  t.equal(await count({}), 1_001, 'the others are asked as before')
})
