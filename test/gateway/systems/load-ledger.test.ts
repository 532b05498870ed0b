import t from 'tap'
import { createLoadLedger } from '../../../src/gateway/systems/load-ledger.ts'
import { createLoadStore, type LoadCounts, type LoadStore } from '../../../src/platform/store/guard-load.ts'
import { createRedis } from '../../../src/platform/store/redis.ts'
import { redis as sharedRedis } from '../../services.ts'
import { until } from '../../services/wait.ts'

const HOUR = 3_600_000
const NOON = Date.parse('2026-11-20T12:00:00+07:00')

const url = await sharedRedis()
const connection = createRedis(url, { log: { info: () => {}, warn: () => {} } })
await until(() => connection.ready)
t.teardown(() => connection.close())

/** Each is another process of the same hub. */
const storeOf = (prefix: string): LoadStore => createLoadStore(connection, { prefix })!
const prefixOf = (name: string): string => `test:load:${process.pid}:${name}`

t.test('counts calls, errors, durations, the most at once and what was spared, by hour', async t => {
  let now = NOON + 59 * 60_000
  const ledger = createLoadLedger({ now: () => now })
  ledger.busy('a', 1)
  ledger.called('a', 100, false)
  ledger.busy('a', 3)
  ledger.busy('a', 2)
  ledger.called('a', 300, true)
  ledger.spared('a')
  ledger.spared('a', 4)
  now += 2 * 60_000
  ledger.called('a', 50, false)
  ledger.called('b', 1, false)
  const { countedBy, hours } = await ledger.of('a')
  t.equal(countedBy, 'process')
  t.equal(hours.length, 48)
  t.same(hours.slice(0, 3), [
    { start: NOON + HOUR, calls: 1, spared: 0, errors: 0, ms: 50, worstMs: 50, largest: 0 },
    { start: NOON, calls: 2, spared: 5, errors: 1, ms: 400, worstMs: 300, largest: 3 },
    { start: NOON - HOUR, calls: 0, spared: 0, errors: 0, ms: 0, worstMs: 0, largest: 0 }
  ])
})

t.test('asks others what they have counted', async t => {
  const ledger = createLoadLedger({ now: () => NOON })
  const counted = [[['a', 3], ['b', 1]], [['a', 2]]] as [string, number][][]
  ledger.collectFrom(() => new Map(counted.shift()))
  t.match(await ledger.of('a'), { hours: [{ spared: 3 }] })
  t.match(await ledger.of('a'), { hours: [{ spared: 5 }] })
  t.match(await ledger.of('b'), { hours: [{ spared: 1 }] })
})

t.test('forgets what is older than two days', async t => {
  let now = NOON
  const ledger = createLoadLedger({ now: () => now })
  ledger.called('a', 1, false)
  now += 47 * HOUR
  ledger.called('a', 1, false)
  t.match((await ledger.of('a')).hours.at(-1), { start: NOON, calls: 1 })
  now += HOUR
  ledger.called('a', 1, false)
  const { hours } = await ledger.of('a')
  t.equal(hours.reduce((calls, hour) => calls + hour.calls, 0), 2)
})

t.test('sums up what all processes count', async t => {
  const prefix = prefixOf('sum')
  const [one, other] = [0, 1].map(() => createLoadLedger({ store: storeOf(prefix), now: () => NOON })) as [
    ReturnType<typeof createLoadLedger>,
    ReturnType<typeof createLoadLedger>
  ]
  one.busy('a', 2)
  one.called('a', 100, false)
  other.busy('a', 4)
  other.called('a', 300, true)
  other.spared('a', 10)
  await one.of('a')
  t.match(await other.of('a'), { countedBy: 'hub',
    hours: [{ calls: 2, spared: 10, errors: 1, ms: 400, worstMs: 300, largest: 4 }] })
  one.called('a', 20, false)
  await one.flush()
  t.match(await other.of('a'), { hours: [{ calls: 3, ms: 420, worstMs: 300 }] },
    'what a closing process has not told yet is told')
  t.ok(await connection.client!.pttl(`${prefix}:load:{a}:${NOON / HOUR}`) > 48 * HOUR)
})

t.test('counts nothing twice and loses nothing when it is not known what came through', async t => {
  const prefix = prefixOf('once')
  const store = storeOf(prefix)
  let lost: 'before' | 'after' | undefined
  const flaky: LoadStore = {
    async add(system: string, hour: number, number: number, counts: LoadCounts) {
      if (lost === 'before') throw new Error('gone')
      await store.add(system, hour, number, counts)
      if (lost === 'after') throw new Error('no answer came')
    },
    read: store.read
  }
  const ledger = createLoadLedger({ store: flaky, now: () => NOON })
  for (const next of ['before', 'after', undefined, 'after', 'before', undefined] as const) {
    lost = next
    ledger.called('a', 10, true)
    await ledger.of('a')
  }
  t.match(await ledger.of('a'), { countedBy: 'hub', hours: [{ calls: 6, ms: 60, errors: 6 }] })
})

t.test('tells what this process has counted while Redis is away', async t => {
  const gone = createRedis('unix:///nowhere/redis.sock', { log: { info: () => {}, warn: () => {} } })
  t.teardown(() => gone.close())
  const ledger = createLoadLedger({ store: createLoadStore(gone, { prefix: prefixOf('away') }), now: () => NOON })
  ledger.called('a', 10, false)
  t.match(await ledger.of('a'), { countedBy: 'process', hours: [{ calls: 1 }] })
  await ledger.flush()
})
