import t from 'tap'
import { SystemFault } from '../../../src/kit/faults.ts'
import { redis as sharedRedis } from '../../services.ts'
import { startRedis } from '../../services/redis.ts'
import { until } from '../../services/wait.ts'
import { createCounted, placesTaken, startProcesses } from './shared-setup.ts'

const url = await sharedRedis()

t.test('all processes together never make more calls at once than allowed, and all are served', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url, processes: 3, system, concurrency: 4 })
  const ends = await Promise.all(Array.from({ length: 150 }, (_, i) => processes[i % 3]!.call(5 + (i % 7))))
  t.same(ends.filter(end => end !== 'well'), [])
  t.equal(system.most, 4, 'as many as allowed, not more')
  t.equal(system.calls, 150)
  t.same(processes.map(({ busiest }) => busiest()), [4, 4, 4], 'each knows how many all of them made at once')
  t.ok(system.served.every(served => served === 50))
  t.ok(processes.every(({ guard }) => guard.state().shared))
})

t.test('one place goes round between processes that all want it', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url, processes: 2, system, concurrency: 1, timeout_ms: 10_000 })
  const flood = Promise.all(Array.from({ length: 90 }, () => processes[0]!.call(10)))
  await until(() => system.calls > 5)
  const before = system.calls
  t.equal(await processes[1]!.call(10), 'well')
  const waited = system.calls - before
  t.ok(waited < 25, `${waited} calls of the other process came first`)
  await flood
  t.equal(system.most, 1)
})

t.test('places are given back when nobody needs them', async t => {
  const system = createCounted()
  const own = await startRedis()
  t.teardown(() => own.stop())
  const [one, other] = await startProcesses(t, { url: own.url, processes: 2, system, concurrency: 2 })
  await Promise.all([one!.call(10), one!.call(10)])
  await until(async () => await placesTaken(one!) === 0, { what: 'empty places' })
  t.equal(await other!.call(1), 'well')
  await until(async () => await placesTaken(one!) === 0, { what: 'empty places' })
  t.same(await one!.redis.client!.keys('*:line'), [], 'nobody stands in line')
})

t.test('what a process had that is no more is free again soon after the time of its calls', async t => {
  const system = createCounted()
  const own = await startRedis()
  t.teardown(() => own.stop())
  const [gone, other] = await startProcesses(t, { url: own.url, processes: 2, system, concurrency: 1,
    timeout_ms: 2_000 })
  void gone!.call(100_000)
  await until(() => system.running === 1)
  // As if it had been killed: it says nothing any more.
  gone!.redis.client!.disconnect()
  t.match(await other!.call(1), /no turn came/)
  // Each call waits as long as the lost one might have taken.
  let waited = 1
  while (await other!.call(1) !== 'well') waited++
  t.ok(waited <= 3, `${waited} calls found no place`)
})

t.test('the rate holds for all processes together', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url, processes: 3, system, concurrency: 10, timeout_ms: 10_000,
    rate: { requests: 50, seconds: 1 } })
  const ends = await Promise.all(Array.from({ length: 60 }, (_, i) => processes[i % 3]!.call(1)))
  t.same(ends.filter(end => end !== 'well'), [])
  const starts = system.starts.toSorted((a, b) => a - b)
  const inOneSecond = Math.max(
    ...starts.map(start => starts.filter(other => other >= start && other < start + 950).length)
  )
  t.ok(inOneSecond <= 50, `${inOneSecond} in a second`)
  t.ok(system.served.every(served => served === 20))
})

t.test('a queue of none refuses what finds no place, and lets in what does', async t => {
  const system = createCounted()
  const [one, other] = await startProcesses(t, { url, processes: 2, system, concurrency: 1, queue: 0 })
  for (let i = 0; i < 3; i++) {
    const first = one!.call(50)
    await until(() => system.running === 1)
    t.match(await other!.call(1), /calls already wait/)
    t.equal(await first, 'well')
    await until(async () => await other!.call(1) === 'well')
  }
})

t.test('a breaker that one process opens is open in all, one of them tries, and all find the system well', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url, processes: 3, system, breaker: { failures: 3, cooldown_ms: 700 } })
  system.fault = new SystemFault('failed', { stage: 'list', detail: 'ill' })
  for (let i = 0; i < 3; i++) await processes[0]!.call(1)
  t.equal(processes[0]!.guard.state().breaker, 'open')
  for (const other of processes.slice(1)) {
    await until(async () => /left alone/.test(await other.call(1)), { what: 'the news' })
    t.equal(other.guard.state().breaker, 'open')
  }
  const calls = system.calls
  await Promise.all(processes.flatMap(({ call }) => [call(1), call(1)]))
  t.equal(system.calls, calls, 'nobody asks it')
  await until(() => system.calls > calls, { what: 'a try' })
  system.fault = undefined
  await until(() => processes.every(({ guard }) => guard.state().breaker === 'closed'), {
    what: 'the system found well by all'
  })
  t.ok(system.calls - calls <= 3, `${system.calls - calls} tries in the whole hub`)
})

t.test('only one process tries a system whose cool-down is over', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url, processes: 4, system, breaker: { failures: 1, cooldown_ms: 300 } })
  system.fault = new SystemFault('failed', { stage: 'list', detail: 'ill' })
  for (const process of processes) await process.call(1)
  system.most = 0
  for (let i = 0; i < 20; i++) {
    await Promise.all(processes.map(({ call }) => call(30)))
    await new Promise(resolve => {
      setTimeout(resolve, 50)
    })
  }
  t.equal(system.most, 1, 'one try at a time')
  system.fault = undefined
  await until(() => processes.every(({ guard }) => guard.state().breaker === 'closed'), {
    what: 'the system found well by all',
    timeoutMs: 30_000
  })
})
