import t from 'tap'
import type { SatuError } from '../../../src/errors.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
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
    code: 'queue_full',
    status: 503,
    message: /^a: 2 calls already wait/,
    retryAfterMs: 1_000
  })
  gate.open()
  await Promise.all(calls)
  t.equal(outcomes.length, 3, 'the system has nothing to do with it')
})

t.test('a call that was sent has all of its time, however long it has waited', async t => {
  const { guard, pass } = setUp({ concurrency: 1, timeout_ms: 1_000 })
  const gate = createGate()
  const first = guard.run('list', someone, () => gate.opened)
  const second = guard.run('get', someone, () => new Promise(() => {}))
  second.catch(() => {})
  await pass(700)
  gate.open()
  await first
  await settled()
  await pass(999)
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
  await t.rejects(waiting[1] as Promise<unknown>, { code: /system_timeout|queue_timeout/ })
  t.equal(await later, 'had its turn')
})

t.test('the queue has a time of its own, and a caller who waits for less', async t => {
  const { guard, pass, outcomes } = setUp({ concurrency: 1, timeout_ms: 5_000, queue_ms: 1_000 })
  const gate = createGate()
  const first = guard.run('list', someone, () => gate.opened)
  const patient = guard.run('list', someone, async () => 'ran')
  const hasty = guard.run('list', { ...someone, deadline: 300 }, async () => 'ran')
  for (const call of [patient, hasty]) call.catch(() => {})
  await pass(300)
  await t.rejects(hasty, { code: 'queue_timeout', status: 503, stage: 'queue',
    message: /^a: no turn came within 300 ms/ })
  await pass(700)
  await t.rejects(patient, { code: 'queue_timeout', message: /^a: no turn came within 1000 ms/ })
  gate.open()
  await first
  t.equal(outcomes.length, 1, 'the system has nothing to do with it')
})

t.test('a system that is slow and asked for too much is not held for ill, and works on at its pace', async t => {
  // Two at once for 800 ms each: five in two seconds. Ten times that is asked of it.
  const { guard, pass, outcomes } = setUp({ concurrency: 2, queue: 64, timeout_ms: 2_000 })
  const codes = new Map<string, number>()
  let refusedAt = 0
  let retryAfter = 0
  for (let i = 0; i < 500; i++) {
    guard.run('list', someone, () => new Promise(resolve => setTimeout(resolve, 800))).then(() => 'ok',
      (error: SatuError) => {
        refusedAt = i
        retryAfter = Math.max(retryAfter, error.retryAfterMs ?? 0)
        return error.code
      }).then(code => codes.set(code, (codes.get(code) ?? 0) + 1))
    await pass(40)
  }
  await pass(4_000)
  t.equal(guard.state().breaker, 'closed')
  t.same([...codes.keys()].sort(), ['ok', 'queue_full', 'queue_timeout'])
  t.ok(codes.get('ok')! >= 53, `${codes.get('ok')} of 55 that it can`)
  t.ok(codes.get('queue_timeout')! < 100, `${codes.get('queue_timeout')} waited for nothing`)
  t.ok(retryAfter > 1_000 && retryAfter <= 2_000, `told to come back after ${retryAfter} ms`)
  t.ok(outcomes.every(({ error }) => error === undefined))
  t.ok(refusedAt > 0)
})

t.test('what hung once is no measure of the turns afterwards', async t => {
  const { guard, pass } = setUp({ concurrency: 1, queue: 8, timeout_ms: 1_000, queue_ms: 3_000 })
  const quick = (): Promise<unknown> => guard.run('list', someone, () => new Promise(done => setTimeout(done, 100)))
  const hung = guard.run('list', someone, () => new Promise(() => {}))
  hung.catch(() => {})
  const first = quick()
  await pass(1_000)
  await t.rejects(hung, { code: 'system_timeout' })
  await pass(100)
  await first
  const burst = Promise.allSettled(Array.from({ length: 9 }, quick))
  for (let i = 0; i < 9; i++) await pass(100)
  t.same((await burst).filter(({ status }) => status === 'rejected'), [])
})

t.test('time in which the process stood still counts for nobody', async t => {
  const { guard, pass, freeze, outcomes } = setUp({ concurrency: 4, breaker: { failures: 3, cooldown_ms: 5_000 } })
  const gates = [1, 2, 3].map(() => createGate())
  const reads = gates.map(gate => guard.run('list', someone, () => gate.opened.then(() => 'well'), { safe: true }))
  const cut = guard.run('create', someone, () =>
    new Promise((_resolve, reject) => {
      setTimeout(() => {
        reject(new SystemFault('reset', { stage: 'create', detail: 'the other side has gone' }))
      }, 5_000)
    }))
  cut.catch(() => {})
  await pass(500)
  await freeze(14_000)
  t.match(guard.state(), { breaker: 'closed', inFlight: 3 })
  await t.rejects(cut, { code: 'system_failed' })
  for (const gate of gates) gate.open()
  t.same(await Promise.all(reads), ['well', 'well', 'well'])
  t.same(outcomes.filter(({ error }) => error !== undefined).map(({ wasHeld }) => wasHeld), [true])
  // Who hangs all the same is ended after its time.
  const hanging = guard.run('list', someone, () => new Promise(() => {}))
  hanging.catch(() => {})
  await pass(1_000)
  await t.rejects(hanging, { code: 'system_timeout' })
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
