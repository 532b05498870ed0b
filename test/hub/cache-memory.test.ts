import t from 'tap'
import { heldBytes } from '../services/memory.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy, type LegacyOptions } from '../suites/core/legacy.ts'

const MIB = 1_048_576
const FRESHNESS = { fresh: 600, revalidate: 600, on_error: 600 }

const legacyOf = (count: number, more: Partial<LegacyOptions> = {}): Legacy =>
  createLegacy({
    id: 'a',
    prefix: 'AAAA',
    freshness: FRESHNESS,
    order: 'updated',
    rows: Array.from({ length: count }, (_, i) =>
      complaintRow(`${count - i}`.padStart(6, '0'),
        `2026-01-01T00:${String(59 - (i % 60)).padStart(2, '0')}:00+07:00`)),
    ...more
  })

t.test('hostile questions fill no more memory than the cache may have', async t => {
  const legacy = legacyOf(50, { filters: ['q'], finds: () => true })
  const hub = await startHub(t, [legacy], { hub: { cache: { max_mb: 8 } } })
  const ask = async (from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i += 20) {
      await Promise.all(Array.from({ length: 20 }, async (_, j) => {
        // Each its own question: long, in another case, encoded twice, parameters in another order.
        const q = encodeURIComponent(`${i + j}`.padEnd(90, '%41a'))
        const path = j % 2 ? `/v1/complaints?q=${q}&limit=100` : `/v1/complaints?limit=100&q=${q.toUpperCase()}`
        const response = await hub.get(path)
        if (response.status !== 200) throw new Error(await response.text())
        await response.arrayBuffer()
      }))
    }
  }
  await ask(0, 1_000)
  const before = heldBytes()
  await ask(1_000, 4_000)
  const grown = heldBytes() - before
  // Unbounded it would be some 300 MiB; connections and compiled code are not the cache's.
  t.ok(grown < 32 * MIB, `${Math.round(grown / MIB)} MiB more after 3,000 more questions`)
})

t.test('the same question asked in other words is one', async t => {
  const legacy = legacyOf(50)
  const hub = await startHub(t, [legacy])
  const ways = [
    '/v1/complaints?limit=10&status=closed,assigned',
    '/v1/complaints?status=assigned,closed&limit=10',
    '/v1/complaints?status=closed,assigned,closed&limit=10',
    '/v1/complaints?%6Cimit=10&status=closed%2Cassigned',
    '/v1/complaints?limit=%31%30&status=assigned,closed'
  ]
  const answers = await Promise.all(ways.map(async path => (await hub.get(path)).text()))
  t.equal(new Set(answers).size, 1)
  const [first] = ways
  t.match((await hub.get(`${first}`)).headers.get('cache-status'), /^satu; hit/)
  t.equal(legacy.asked.filter(({ operation }) => operation === 'list').length, 1)
})

t.test('a question that only looks like another is another', async t => {
  const legacy = legacyOf(50, { filters: ['q'] })
  const hub = await startHub(t, [legacy])
  for (const q of ['a', 'a ', 'A', '%2561', 'a","limit":1', 'a%26limit%3D1', 'a%2520b', 'a b']) {
    const { items } = await (await hub.get(`/v1/complaints?q=${q}&limit=5`)).json() as { items: unknown[] }
    t.ok(items.length <= 5)
  }
  const asked = legacy.asked.filter(({ operation }) => operation === 'list').map(({ query }) => query?.filters.q)
  t.equal(new Set(asked).size, asked.length, JSON.stringify(asked))
})
