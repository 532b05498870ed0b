import t from 'tap'
import { seeded } from '../../kit/seeded.ts'
import { someone } from '../../suites/core/asker.ts'
import { createGate, settled } from '../../suites/core/gate.ts'
import { mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

t.test('never more calls than allowed run or wait, and each one ends', async t => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = seeded(seed)
    const concurrency = random.int(1, 5)
    const queue = random.int(0, 8)
    const { guard, pass } = setUp({ concurrency, queue, timeout_ms: 50,
      breaker: { failures: 1_000_000, cooldown_ms: 1 } })
    let running = 0
    let most = 0
    let ended = 0
    let begun = 0
    const calls: Promise<unknown>[] = []
    for (let step = 0; step < 150; step++) {
      for (let i = random.int(0, 4); i > 0; i--) {
        begun++
        calls.push(guard.run('list', someone, async ({ signal }) => {
          most = Math.max(most, ++running)
          try {
            await new Promise((resolve, reject) => {
              setTimeout(resolve, random.int(0, 70))
              signal.addEventListener('abort', () => {
                reject(signal.reason)
              })
            })
            if (random.int(0, 5) === 0) throw new Error('an adapter may throw anything')
          } finally {
            running--
          }
        }).catch(() => {}).finally(() => {
          ended++
        }))
      }
      const { inFlight, queued } = guard.state()
      if (inFlight > concurrency || queued > queue) t.fail(`seed ${seed}: ${inFlight} run, ${queued} wait`)
      await pass(random.int(0, 10))
    }
    await pass(200)
    await Promise.all(calls)
    t.ok(most <= concurrency, `${most} of ${concurrency} ran at once`)
    t.equal(ended, begun)
    t.match(guard.state(), { inFlight: 0, queued: 0 })
  }
})

t.test('calls wait their turn in the order they came', async t => {
  const { guard } = setUp({ concurrency: 1, queue: 10 })
  const order: number[] = []
  const gate = createGate()
  await Promise.all([0, 1, 2, 3, 4].map(number => {
    const call = guard.run('list', someone, async () => {
      await gate.opened
      order.push(number)
    })
    if (number === 4) gate.open()
    return call
  }))
  t.same(order, [0, 1, 2, 3, 4])
})

t.test('a call that finds the queue full is refused at once', async t => {
  const { guard, outcomes } = setUp({ concurrency: 1, queue: 2 })
  const gate = createGate()
  const calls = [1, 2, 3].map(() => guard.run('list', someone, () => gate.opened))
  await settled()
  t.match(guard.state(), { inFlight: 1, queued: 2 })
  await t.rejects(guard.run('list', someone, async () => t.fail('ran')), {
    code: 'system_unavailable',
    status: 503,
    message: /^a: 2 calls already wait/,
    retryAfterMs: 1_000
  })
  gate.open()
  await Promise.all(calls)
  t.equal(outcomes.length, 3, 'the system has nothing to do with it')
})

t.test('the time allowed includes the time spent waiting', async t => {
  const { guard, pass } = setUp({ concurrency: 1, timeout_ms: 1_000 })
  const gate = createGate()
  const first = guard.run('list', someone, () => gate.opened)
  const second = guard.run('get', someone, () => new Promise(() => {}))
  second.catch(() => {})
  await pass(700)
  gate.open()
  await first
  await settled()
  await pass(299)
  t.equal(guard.state().inFlight, 1)
  await pass(1)
  await t.rejects(second, { code: 'system_timeout', status: 504, message: /^a: no whole answer within 1000 ms/,
    stage: 'get' })
  t.equal(guard.state().inFlight, 0)
})

t.test('a call whose turn does not come in time leaves the queue', async t => {
  const { guard, pass } = setUp({ concurrency: 1, timeout_ms: 1_000 })
  const waiting = [1, 2].map(() => guard.run('list', someone, () => new Promise(() => {})))
  for (const call of waiting) call.catch(() => {})
  await pass(600)
  const later = guard.run('list', someone, async () => 'had its turn')
  await pass(400)
  // Both ran out of time in the same moment; the one that waited was never started.
  await t.rejects(waiting[0] as Promise<unknown>, { code: 'system_timeout' })
  await t.rejects(waiting[1] as Promise<unknown>, { code: /system_(unavailable|timeout)/ })
  t.equal(await later, 'had its turn')
})

t.test('an adapter that ignores its signal does not hold the caller, and hurts nobody when it ends', async t => {
  const { guard, pass, well } = setUp({ concurrency: 1 })
  for (const late of [() => {}, () => {
    throw new Error('far too late')
  }]) {
    const gate = createGate()
    const call = guard.run('list', someone, () => gate.opened.then(late))
    call.catch(() => {})
    await pass(1_000)
    await t.rejects(call, { code: 'system_timeout' })
    t.equal(await well(), 'well')
    gate.open()
    // An unhandled rejection would end this process.
    await settled()
  }
})

t.test('an adapter that has words of its own for being cancelled is still told by the guard', async t => {
  const { guard, pass } = setUp()
  const call = guard.run('list', someone, ({ signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('AbortError: aborted'))
      })
    }))
  call.catch(() => {})
  await pass(1_000)
  await t.rejects(call, { code: 'system_timeout' })
})

t.test('the adapter is told when its caller does not wait any more', async t => {
  const { guard, pass } = setUp()
  let signal: AbortSignal | undefined
  const call = guard.run('list', { ...someone, requestId: 'request-7' }, called => {
    signal = called.signal
    t.equal(called.requestId, 'request-7')
    return new Promise(() => {})
  })
  call.catch(() => {})
  await settled()
  t.equal(signal?.aborted, false)
  await pass(1_000)
  t.equal(signal?.aborted, true)
})

t.test('closing cancels what runs and refuses what waits and what comes', async t => {
  const { guard, well, outcomes } = setUp({ concurrency: 1 })
  const calls = [1, 2].map(() => guard.run('list', someone, () => new Promise(() => {})))
  const ends = Promise.allSettled(calls)
  await settled()
  guard.close()
  for (const end of await ends) t.match(end, { status: 'rejected', reason: { code: 'shutting_down' } })
  t.match(guard.state(), { inFlight: 0, queued: 0 })
  await t.rejects(well(), { code: 'shutting_down' })
  t.equal(outcomes.length, 1)
})

t.test('calls that fail in every way leave their slots', async t => {
  const { guard, well } = setUp({ concurrency: 1, queue: 100, breaker: { failures: 100, cooldown_ms: 1 } })
  for (let i = 0; i < 10; i++) {
    await t.rejects(guard.run('list', someone, async () => {
      throw new Error('no')
    }))
    await t.rejects(guard.run('list', someone, () => {
      throw new Error('before any promise')
    }))
  }
  t.equal(await well(), 'well')
  t.match(guard.state(), { inFlight: 0, queued: 0 })
})
