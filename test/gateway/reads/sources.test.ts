import t from 'tap'
import { federate } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type LegacyOptions } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'

const rows = (count: number) => Array.from({ length: count }, (_, i) => complaintRow(`${1_000 + i}`, day(1)))
const legacyOf = (options: Partial<LegacyOptions> = {}) =>
  createLegacy({ id: 'a', prefix: 'AAAA', pageSize: 50, ...options })
const fresh = { fresh: 60, revalidate: 0, on_error: 0 }

t.test('a system that gives fewer rows than asked for is asked for the rest', async t => {
  for (const order of ['canonical', 'updated', 'none'] as const) {
    const legacy = legacyOf({ order, rows: rows(23), mostRows: 4 })
    t.equal((await federate([legacy]).list({ limit: 100 })).items.length, 23, order)
  }
})

t.test('a system that gives more rows than asked for costs no row, and doubles none', async t => {
  for (const order of ['canonical', 'updated', 'none'] as const) {
    const { list } = federate([legacyOf({ order, rows: rows(120), ignoresLimit: true })])
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await list({ limit: 20, cursor })
      ids.push(...items.map(({ id }) => id))
      cursor = nextCursor ?? undefined
    } while (cursor !== undefined)
    t.same(ids, rows(120).map(({ key }) => `AAAA-${key}`), order)
  }
})

t.test('a system that gives nothing and says that more follows is at its end', async t => {
  for (const order of ['canonical', 'none'] as const) {
    const legacy = legacyOf({ order, rows: rows(3), mostRows: 0 })
    const { items, nextCursor } = await federate([legacy]).list()
    t.same([items, nextCursor, legacy.asked.length], [[], null, 2])
  }
})

t.test('a system is not asked for what lies behind its end', async t => {
  const legacy = legacyOf({ rows: rows(25) })
  const { items, nextCursor } = await federate([legacy]).list({ limit: 25 })
  t.same([items.length, nextCursor, legacy.asked.length], [25, null, 1])
})

t.test('a full page of a longer list takes one call', async t => {
  for (const order of ['canonical', 'updated'] as const) {
    const legacy = legacyOf({ order, rows: Array.from({ length: 60 }, (_, i) =>
      complaintRow(`${1_000 + i}`, day(60 - i))) })
    const { list } = federate([legacy])
    const { items, nextCursor } = await list({ limit: 25 })
    t.same([items.length, nextCursor === null, legacy.asked.length], [25, false, 1], order)
    const last = await list({ limit: 50, cursor: nextCursor ?? '' })
    t.same([last.items.length, last.nextCursor], [35, null], order)
  }
})

t.test('pages have few sizes, so that queries share them', async t => {
  const legacy = legacyOf({ rows: rows(200), pageSize: 100, freshness: fresh })
  const { list } = federate([legacy])
  for (const limit of [3, 20, 24]) await list({ limit })
  t.same(legacy.asked.map(({ query }) => query), [{ offset: 0, limit: 26, filters: {} }])
  await list({ limit: 30 })
  t.same(legacy.asked.at(-1)?.query?.limit, 51)
})

t.test('where the hub filters, the system is asked for its largest pages', async t => {
  const legacy = legacyOf({ rows: rows(200), pageSize: 100 })
  await federate([legacy]).list({ limit: 3, filters: { q: 'lampu' } })
  t.same(legacy.asked.map(({ query }) => query), [{ offset: 0, limit: 100, filters: {} }])
})

t.test('a system is given the filters that it can do, and no others', async t => {
  const legacy = legacyOf({ rows: rows(5), filters: ['status'] })
  await federate([legacy]).list({ filters: { status: ['in_progress'], q: 'lampu' } })
  t.same(legacy.asked[0]?.query?.filters, { status: ['in_progress'] })
})

t.test('a list that its system cannot sort is read whole, and its copies are shared by all pages', async t => {
  const legacy = legacyOf({ order: 'none', rows: rows(120), freshness: fresh })
  const { list } = federate([legacy])
  const { nextCursor } = await list({ limit: 10 })
  await list({ limit: 10, cursor: nextCursor ?? '' })
  t.same(legacy.asked.map(({ query }) => query?.offset), [0, 50, 100])
})

t.test('a collection that is too large to be sorted is a fault of its system', async t => {
  const legacy = legacyOf({ order: 'none', pageSize: 5_000, rows: rows(25_001) })
  await t.rejects(federate([legacy]).list(), { code: 'system_failed', stage: 'sort' })
})

t.test('a read tells how many records were left out', async t => {
  for (const order of ['canonical', 'updated', 'none'] as const) {
    const bad = { ...complaintRow('1001', day(1)), fault: new Error('has no text') }
    const legacy = legacyOf({ order, rows: [complaintRow('1000', day(1)), bad, complaintRow('1002', day(1))] })
    const { items, sources } = await federate([legacy]).list()
    t.equal(items.length, 2)
    t.match(sources, [{ system: 'a', state: 'ok', quarantined: 1 }])
  }
})

t.test('an adapter that gives no list makes its system fail, not the hub', async t => {
  for (const given of [undefined, null, {}, { rows: null, end: true }, 'no list', []]) {
    for (const order of ['canonical', 'none'] as const) {
      const legacy = legacyOf({ order })
      Object.assign(legacy.adapter.resources.complaints ?? {}, { list: async () => given })
      const { list } = federate([legacy, createLegacy({ id: 'b', prefix: 'BBBB', rows: rows(1) })])
      const { items, sources } = await list()
      t.equal(items.length, 1)
      t.match(sources, [{ system: 'a', state: 'failed', code: 'system_failed', detail: /its adapter gave no list/ }, {
        system: 'b',
        state: 'ok'
      }])
    }
  }
})
