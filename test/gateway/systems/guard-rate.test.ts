import t from 'tap'
import { seeded } from '../../kit/seeded.ts'
import { someone } from '../../suites/core/asker.ts'
import { mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

t.test('calls go at an even distance, and wait for it in the queue', async t => {
  const { guard, pass } = setUp({ concurrency: 10, queue: 10, timeout_ms: 5_000, rate: { requests: 10, seconds: 1 } })
  let clock = 0
  const starts: number[] = []
  const calls = Array.from({ length: 5 }, () =>
    guard.run('list', someone, async () => {
      starts.push(clock)
    }))
  t.match(guard.state(), { queued: 4 })
  for (; clock < 500; clock += 10) await pass(10)
  await Promise.all(calls)
  t.equal(starts.length, 5)
  t.ok(starts.every((start, i) => i === 0 || start - starts[i - 1]! >= 90), starts.join())
})

t.test('no time of the given length has more calls than allowed', async t => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = seeded(seed)
    const rate = { requests: random.int(1, 20), seconds: random.int(1, 3) }
    const { guard, pass } = setUp({ concurrency: random.int(1, 5), queue: 8, timeout_ms: 2_000, rate,
      breaker: { failures: 1_000_000, cooldown_ms: 1 } })
    let clock = 0
    const starts: number[] = []
    for (let step = 0; step < 400; step++) {
      for (let i = random.int(0, 3); i > 0; i--)
        guard.run('list', someone, async () => {
          starts.push(clock)
        }).catch(() => {})
      const ms = random.int(1, 60)
      clock += ms
      await pass(ms)
    }
    // A timer tells the time to the millisecond, and the test's clock runs ahead of the guard's by one step.
    const most = Math.max(
      ...starts.map(start => starts.filter(other => other >= start && other < start + rate.seconds * 1_000 - 60).length)
    )
    t.ok(starts.length > rate.requests && most <= rate.requests, `${most} of ${rate.requests} in ${rate.seconds} s`)
  }
})

t.test('a call whose turn does not come in time is refused', async t => {
  const { guard, pass, well } = setUp({ concurrency: 5, timeout_ms: 1_000, rate: { requests: 1, seconds: 60 } })
  t.equal(await well(), 'well')
  const second = well()
  second.catch(() => {})
  await pass(1_000)
  await t.rejects(second, { code: 'queue_timeout', message: /no turn came/ })
  t.match(guard.state(), { inFlight: 0, queued: 0 })
  await pass(59_000)
  t.equal(await well(), 'well')
})
