import t, { type Test } from 'tap'
import { createWindows, type Windows } from '../../src/http/limits.ts'
import { createSharedWindows } from '../../src/http/shared-windows.ts'
import { createCountStore } from '../../src/platform/store/counts.ts'
import { createRedis } from '../../src/platform/store/redis.ts'
import { createSealing } from '../../src/platform/store/sealing.ts'
import { redis as sharedRedis } from '../services.ts'
import { startRedis } from '../services/redis.ts'
import { until } from '../services/wait.ts'

const log = { info: () => {}, warn: () => {} }
let hubs = 0

/** Windows of two processes of one hub. */
function processes(t: Test, url: string): [Windows, Windows] {
  const prefix = `test-windows:${process.pid}:${hubs++}`
  const one = (): Windows => {
    const redis = createRedis(url, { log })
    if (redis.client === undefined) throw new Error('no Redis')
    const { share, close } = createSharedWindows({ ready: () => redis.ready,
      counts: createCountStore(redis.client, { prefix, nameOf: createSealing('secret', 'test').nameOf }) })
    t.teardown(async () => {
      close()
      await redis.close()
    })
    return createWindows(share)
  }
  return [one(), one()]
}

const leftOf = (state: string): number => Number(/r=(\d+)/.exec(state)?.[1])
const limited = { requests: 5_000, seconds: 600 }
const rate = { requests: 100_000, seconds: 600 }

t.test('what one process counts of a consumer or an address, the other knows a moment later', async t => {
  const [here, there] = processes(t, await sharedRedis())
  const windows = ({ ofConsumer, ofAddress }: Windows) =>
    [ofConsumer({ id: 'app', rate, quota: { day: 1_000_000 } }), ofAddress('192.0.2.1', rate)] as const
  const mine = windows(here)
  const theirs = windows(there)
  for (const [i, window] of mine.entries()) {
    for (let n = 0; n < 40; n++) window.take(Date.now())
    // A process hears of the others when it tells of itself.
    let own = 0
    await until(() => {
      own++
      theirs[i]?.take(Date.now())
      return rate.requests - leftOf(theirs[i]?.state(Date.now()) ?? '') === 40 + own
    })
  }
  t.match(theirs[0].policy, /"day";q=1000000;w=86400$/)
  t.equal(leftOf(here.ofAddress('192.0.2.2', rate).state(Date.now())), 100_000, 'another address is another count')
})

t.test('together they let through no more than the rate, but for what a moment brings', async t => {
  const [here, there] = processes(t, await sharedRedis())
  const both = [here, there].map(({ ofConsumer }) => ofConsumer({ id: 'app', rate: { requests: 50, seconds: 600 } }))
  let taken = 0
  await until(() => {
    for (const window of both) if (window.take(Date.now())) taken++
    return both.every(window => leftOf(window.state(Date.now())) === 0)
  })
  t.ok(taken >= 50 && taken <= 100, `${taken} taken`)
  t.same(both.map(window => window.take(Date.now())), [false, false])
})

t.test('while Redis is gone each process goes on from what it knows', async t => {
  const server = await startRedis()
  t.teardown(() => server.stop())
  const [here, there] = processes(t, server.url)
  const [mine, theirs] = [here, there].map(({ ofConsumer }) => ofConsumer({ id: 'app', rate: limited })) as [
    ReturnType<Windows['ofConsumer']>,
    ReturnType<Windows['ofConsumer']>
  ]
  for (let n = 0; n < 30; n++) mine.take(Date.now())
  let own = 0
  await until(() => {
    own++
    theirs.take(Date.now())
    return limited.requests - leftOf(theirs.state(Date.now())) === 30 + own
  })
  await server.stop()
  const left = limited.requests - 30 - own
  for (let n = 0; n < left; n++) if (!theirs.take(Date.now())) t.fail('less than what is left')
  t.notOk(theirs.take(Date.now()), 'it is still enforced, with what the others had used')
})
