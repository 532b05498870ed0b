import t from 'tap'
import { createEnumeration, type SharedCounts } from '../../../src/platform/privacy/enumeration.ts'

const limit = { people: 3, misses: 2, seconds: 60 }
const nik = (i: number): string => `327302130585999${i}`

function create(shared?: SharedCounts) {
  const alarms: string[] = []
  const lines: object[] = []
  const clock = { now: 0 }
  const one = createEnumeration({
    shared,
    nameOf: text => `name of ${text.slice(-1)}`,
    now: () => clock.now,
    log: { warn: (fields: object) => {
      lines.push(fields)
    } } as never,
    onAlarm: (consumer, { people, misses }) => {
      alarms.push(`${consumer} ${people} ${misses}`)
    }
  })
  return { ...one, alarms, lines, clock }
}

/** What two processes have in common. */
function createShared(): SharedCounts & { names: string[]; isReady: boolean; fails: boolean } {
  const counts = new Map<string, number>()
  const shared = {
    isReady: true,
    fails: false,
    names: [] as string[],
    ready: () => shared.isReady,
    async add(name: string, count: number) {
      if (shared.fails) throw new Error('gone')
      shared.names.push(name)
      counts.set(name, (counts.get(name) ?? 0) + count)
      return { requests: counts.get(name) ?? 0 }
    }
  }
  return shared
}

t.test('so many people as are allowed, and each as often as one likes', async t => {
  const { asks, alarms, lines, clock } = create()
  for (const i of [1, 2, 3, 1, 2, 3]) await asks('a', limit, nik(i))
  await t.rejects(asks('a', limit, nik(4)), { code: 'rate_limited', retryAfterMs: 60_000 })
  await t.rejects(asks('a', limit, nik(5)), { code: 'rate_limited' })
  t.same(alarms, ['a 4 0'], 'the alarm is given once')
  t.match(lines, [{ consumer: 'a', people: 4, misses: 0, seconds: 60 }])
  await asks('b', limit, nik(4))
  clock.now = 60_000
  await asks('a', limit, nik(4))
})

t.test('fewer of those whom nobody knows', async t => {
  const { asks, missed, alarms } = create()
  for (const i of [1, 1, 2]) await missed('a', limit, nik(i))
  await asks('a', limit, nik(1))
  await missed('a', limit, nik(3))
  await t.rejects(asks('a', limit, nik(1)), { code: 'rate_limited' })
  t.same(alarms, ['a 1 3'])
})

t.test('processes count together, the same person once', async t => {
  const shared = createShared()
  const [first, second] = [create(shared), create(shared)]
  for (const i of [1, 2]) await first.asks('a', limit, nik(i))
  for (const i of [1, 3]) await second.asks('a', limit, nik(i))
  await t.rejects(second.asks('a', limit, nik(4)), { code: 'rate_limited' })
  t.notMatch(shared.names.join(), /\d{16}/)
})

t.test('a process without Redis goes by what it has seen', async t => {
  for (const trouble of ['isReady', 'fails'] as const) {
    const shared = createShared()
    shared[trouble] = trouble === 'fails'
    const { asks } = create(shared)
    for (const i of [1, 2, 3]) await asks('a', limit, nik(i))
    await t.rejects(asks('a', limit, nik(4)), { code: 'rate_limited' })
  }
})
