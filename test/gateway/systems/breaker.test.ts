import t from 'tap'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import { someone } from '../../suites/core/asker.ts'
import { createGate, settled } from '../../suites/core/gate.ts'
import { mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

t.test('a system that fails several times in a row is left alone', async t => {
  const { guard, fail, well, pass } = setUp()
  await fail()
  await fail()
  t.equal(guard.state().breaker, 'closed')
  await fail()
  t.equal(guard.state().breaker, 'open')
  await t.rejects(well(), { code: 'system_unavailable', message: /^a: left alone/, retryAfterMs: 5_000 })
  await pass(4_000)
  await t.rejects(well(), { code: 'system_unavailable', retryAfterMs: 1_000 })
})

t.test('one success in between begins the count anew', async t => {
  const { guard, fail, well } = setUp()
  for (let i = 0; i < 5; i++) {
    await fail()
    await fail()
    await well()
  }
  t.equal(guard.state().breaker, 'closed')
})

t.test('after the cool-down one call alone tries', async t => {
  const { guard, fail, pass } = setUp({ concurrency: 4 })
  for (let i = 0; i < 3; i++) await fail()
  await pass(5_000)
  t.equal(guard.state().breaker, 'half_open')
  const gate = createGate()
  let tried = 0
  const calls = Array.from({ length: 10 }, () =>
    guard.run('list', someone, () => {
      tried++
      return gate.opened
    }))
  const ends = Promise.allSettled(calls)
  await settled()
  t.equal(tried, 1)
  t.equal(guard.state().breaker, 'half_open')
  gate.open()
  const refused = (await ends).filter(({ status }) => status === 'rejected')
  t.equal(refused.length, 9)
  t.match(refused[0], { reason: { code: 'system_unavailable' } })
  t.equal(guard.state().breaker, 'closed')
})

t.test('the cool-down doubles with each failed try, up to 20 s, and starts anew after a success', async t => {
  const { guard, fail, well, pass } = setUp()
  for (let i = 0; i < 3; i++) await fail()
  for (const cooldown of [5_000, 10_000, 20_000, 20_000]) {
    await pass(cooldown - 1)
    t.equal(guard.state().breaker, 'open', `still open after ${cooldown - 1} ms`)
    await pass(1)
    t.equal(guard.state().breaker, 'half_open')
    await fail()
    t.equal(guard.state().breaker, 'open')
  }
  await pass(20_000)
  t.equal(await well(), 'well')
  t.equal(guard.state().breaker, 'closed')
  for (let i = 0; i < 3; i++) await fail()
  await pass(5_000)
  t.equal(await well(), 'well')
})

t.test('a cool-down that the owner made longer stays as long', async t => {
  const { guard, fail, pass } = setUp({ breaker: { failures: 1, cooldown_ms: 45_000 } })
  await fail()
  for (let i = 0; i < 3; i++) {
    await pass(44_999)
    t.equal(guard.state().breaker, 'open')
    await pass(1)
    t.equal(guard.state().breaker, 'half_open')
    await fail()
  }
})

t.test('calls that were on their way when it opened do not make it longer', async t => {
  const { guard, pass, well } = setUp({ concurrency: 6 })
  const gate = createGate()
  const calls = Array.from({ length: 6 }, () =>
    guard.run('list', someone, () =>
      gate.opened.then(() => {
        throw new Error('no')
      })))
  const ends = Promise.allSettled(calls)
  gate.open()
  await ends
  t.equal(guard.state().breaker, 'open')
  await pass(5_000)
  t.equal(await well(), 'well')
})

t.test('a call that waits while it opens does not go out any more', async t => {
  const { guard, fail } = setUp({ concurrency: 1, breaker: { failures: 1, cooldown_ms: 5_000 } })
  const first = fail()
  let went = false
  const second = guard.run('list', someone, async () => {
    went = true
  })
  await first
  await t.rejects(second, { code: 'system_unavailable' })
  t.notOk(went)
  t.match(guard.state(), { inFlight: 0, queued: 0 })
})

t.test('a system that understands and says no, or not yet, is well', async t => {
  const { guard, fail } = setUp()
  for (let i = 0; i < 10; i++) t.match(await fail('rejected'), { code: 'system_failed' })
  for (let i = 0; i < 10; i++) t.match(await fail('pending'), { code: 'system_unavailable' })
  t.equal(guard.state().breaker, 'closed')
})

t.test('a try that is answered with no heals', async t => {
  const { guard, fail, pass } = setUp()
  for (let i = 0; i < 3; i++) await fail()
  await pass(5_000)
  await fail('rejected')
  t.equal(guard.state().breaker, 'closed')
})

t.test('every fault has its code and names the system, the stage and how long to wait', async t => {
  const codes: Record<FaultKind, [string, number]> = {
    unreachable: ['system_failed', 502],
    reset: ['system_failed', 502],
    unreadable: ['system_failed', 502],
    truncated: ['system_failed', 502],
    oversized: ['system_failed', 502],
    failed: ['system_failed', 502],
    denied: ['system_failed', 502],
    rejected: ['system_failed', 502],
    timeout: ['system_timeout', 504],
    throttled: ['system_unavailable', 503],
    pending: ['system_unavailable', 503]
  }
  const { guard } = setUp({ breaker: { failures: 100, cooldown_ms: 1 } })
  for (const [kind, [code, status]] of Object.entries(codes) as [FaultKind, [string, number]][]) {
    const fault = new SystemFault(kind, { stage: 'parse', detail: 'the answer is odd', retryAfterMs: 9_000 })
    await t.rejects(guard.run('list', someone, async () => {
      throw fault
    }), {
      code,
      status,
      stage: 'parse',
      retryAfterMs: 9_000,
      message: 'a: the answer is odd (parse)',
      cause: fault
    })
  }
})

t.test('whatever an adapter throws is a fault of its system, and none of its words are shown', async t => {
  const { guard } = setUp({ breaker: { failures: 100, cooldown_ms: 1 } })
  for (const thrown of [new TypeError('NIK 3273025203459991'), '3273025203459991', undefined, null, {
    message: '3273025203459991'
  }]) {
    // oxlint-disable-next-line no-throw-literal, only-throw-error -- adapters of others may do so
    const error = await guard.run('list', someone, async () => {
      throw thrown
    }).catch((found: unknown) => found)
    t.match(error, { code: 'system_failed', message: /^a: its adapter could not make sense of the answer \(list\)$/ })
  }
})
