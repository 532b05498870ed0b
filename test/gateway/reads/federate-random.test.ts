import t from 'tap'
import type { ListQuery } from '../../../src/gateway/reads/federate.ts'
import { type Seeded, seeded } from '../../kit/seeded.ts'
import { federate, type TestFederation } from '../../suites/core/hub.ts'
import { arrange, day, expectedIds, randomFilters, randomRow, type RandomSystem,
  randomSystems } from '../../suites/core/random-city.ts'

/** Follows next_cursor to the end; between pages the test may change things. */
async function walk(
  { list }: TestFederation,
  query: Partial<ListQuery>,
  between: () => void = () => {}
): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = []
  let cursor: string | undefined
  for (let pages = 1;; pages++) {
    const { items, nextCursor, sources } = await list({ ...query, cursor })
    if (sources.some(({ state }) => state === 'failed')) throw new Error(`failed: ${JSON.stringify(sources)}`)
    ids.push(...items.map(({ id }) => id))
    if (nextCursor === null) return { ids, pages }
    if (pages > 3_000) throw new Error('the list does not end')
    cursor = nextCursor
    between()
  }
}

t.test('walking a list gives every matching record once, in canonical order', async t => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const systems = randomSystems(random, 90)
    const filters = randomFilters(random)
    const limit = random.pick([1, 2, 7, 20, 100])
    const maxScan = random.pick([1, 5, 40, 2_000])
    const { ids } = await walk(federate(systems.map(({ legacy }) => legacy), { maxScan }), { filters, limit })
    const expected = expectedIds(systems, filters)
    if (JSON.stringify(ids) !== JSON.stringify(expected)) t.same(ids, expected, `seed ${seed}`)
  }
  t.pass('all seeds')
})

t.test('pages that were kept give the same list', async t => {
  for (let seed = 1; seed <= 15; seed++) {
    const random = seeded(seed)
    const systems = randomSystems(random, 90)
    const freshness = Object.fromEntries(
      systems.map(({ legacy }) => [legacy.id, { freshness: { complaints: { fresh: 60 } } }])
    )
    const federation = federate(systems.map(({ legacy }) => legacy), { systems: freshness })
    const filters = randomFilters(random)
    await walk(federation, { limit: 7 })
    for (const limit of [3, 20])
      t.same((await walk(federation, { filters, limit })).ids, expectedIds(systems, filters), `seed ${seed}`)
  }
})

/** Inserts, changes and deletes a few records of a system. Returns the ids that did not stay as they were. */
function disturb(random: Seeded, { legacy, order }: RandomSystem, fresh: () => number): string[] {
  const rows = [...legacy.rows]
  const touched: string[] = []
  for (let i = random.int(0, 4); i > 0; i--) {
    const kind = random.pick(['insert', 'insert old', 'change', 'delete', 'delete'])
    const place = rows.length === 0 ? undefined : random.int(0, rows.length - 1)
    if (kind.startsWith('insert')) {
      const row = randomRow(random, `${fresh()}`, kind === 'insert' ? [13, 13] : [1, 13])
      rows.push(row)
      touched.push(row.key)
    } else if (place !== undefined) {
      const [row] = rows.splice(place, 1)
      if (row === undefined) continue
      touched.push(row.key)
      if (kind === 'change') rows.push({ ...row, updatedAt: day(13) })
    }
  }
  // What is left keeps its order: only what was touched moves.
  const rank = new Map(legacy.rows.map((row, i) => [row.key, i]))
  const arranged = arrange(random, order, rows)
  legacy.rows = order === 'updated' ? keepTies(arranged, rank, new Set(touched)) : arranged
  return touched.map(key => `${legacy.prefix}-${key}`)
}

/** Stable ties: rows that stayed keep the order they had among themselves. */
function keepTies<R extends { key: string; updatedAt: string }>(
  rows: R[],
  rank: ReadonlyMap<string, number>,
  touched: ReadonlySet<string>
): R[] {
  const stayed = rows.filter(({ key }) => !touched.has(key)).sort((a, b) =>
    (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0)
  )
  return rows.map(row => (touched.has(row.key) ? row : stayed.shift() as R))
}

t.test('records that stay are neither lost nor given twice while others come, change and go', async t => {
  for (let seed = 1; seed <= 120; seed++) {
    const random = seeded(seed)
    const systems = randomSystems(random, 60)
    const filters = randomFilters(random)
    const limit = random.pick([1, 2, 5, 20])
    const maxScan = random.pick([3, 10, 2_000])
    const touched = new Set<string>()
    let key = 5_000
    const before = expectedIds(systems, filters)
    const { ids } = await walk(federate(systems.map(({ legacy }) => legacy), { maxScan }), { filters, limit }, () => {
      // A list that grows for ever would never end.
      if (key < 5_100) { for (const id of disturb(random, random.pick(systems), () => key++)) touched.add(id) }
    })
    const stayed = before.filter(id => !touched.has(id))
    const given = ids.filter(id => !touched.has(id))
    const lost = stayed.filter(id => !given.includes(id))
    const twice = given.filter((id, i) => given.indexOf(id) !== i)
    if (lost.length + twice.length > 0) t.fail(`seed ${seed}`, { lost, twice })
  }
  t.pass('all seeds')
})
