import t, { type Test } from 'tap'
import { createGuard, type Guard } from '../../../src/gateway/systems/guard.ts'
import { createSharedGuard } from '../../../src/gateway/systems/shared-guard.ts'
import type { LimitsConfig } from '../../../src/platform/config/schema.ts'
import { someone } from '../../suites/core/asker.ts'
import { createGate, type Gate, settled } from '../../suites/core/gate.ts'

// While a configuration is exchanged, a system has two guards: one with calls on their way, and the one that follows
// it.

function generations(t: Test) {
  const { places, close } = createSharedGuard({ redis: undefined, processes: 1,
    log: { info: () => {}, warn: () => {} } })
  const guards: Guard[] = []
  t.teardown(() => {
    for (const guard of guards) guard.close()
    return close()
  })
  const next = (limits: Partial<LimitsConfig>): Guard => {
    const guard = createGuard({
      system: 'a',
      share: places,
      onOutcome: () => {},
      limits: { concurrency: 2, queue: 9, timeout_ms: 60_000, breaker: { failures: 3, cooldown_ms: 5_000 }, ...limits }
    })
    guards.push(guard)
    return guard
  }
  let running = 0
  const began: string[] = []
  /** A call that lasts until its gate opens. */
  const call = (guard: Guard, name: string): Gate & { ended: Promise<unknown> } => {
    const gate = createGate()
    const ended = guard.run('list', someone, async () => {
      began.push(name)
      running++
      await gate.opened
      running--
    })
    return { ...gate, ended }
  }
  return { next, call, began, running: () => running }
}

t.test('a guard and its successor have the places of one system together', async t => {
  const { next, call, running } = generations(t)
  const old = next({ concurrency: 2 })
  const first = [call(old, 'old'), call(old, 'old')]
  const fresh = next({ concurrency: 2 })
  const later = [call(fresh, 'new'), call(fresh, 'new')]
  await settled()
  t.equal(running(), 2)
  t.match(fresh.state(), { inFlight: 0, queued: 2 })
  first[0]?.open()
  await settled()
  t.equal(running(), 2, 'a call that ends in one makes room in the other')
  t.match([old.state(), fresh.state()], [{ inFlight: 1 }, { inFlight: 1, queued: 1 }])
  for (const { open } of [...first, ...later]) open()
  await Promise.all([...first, ...later].map(({ ended }) => ended))
})

t.test('neither keeps the other waiting', async t => {
  const { next, call, began } = generations(t)
  const old = next({ concurrency: 1 })
  const calls = [call(old, 'old')]
  const fresh = next({ concurrency: 1 })
  for (let i = 0; i < 3; i++) calls.push(call(old, 'old'), call(fresh, 'new'))
  for (const { open, ended } of calls) {
    open()
    void ended
  }
  await Promise.all(calls.map(({ ended }) => ended))
  t.same(began, ['old', 'old', 'new', 'old', 'new', 'old', 'new'])
})

t.test('a successor that is allowed less waits until so few run', async t => {
  const { next, call, running } = generations(t)
  const old = next({ concurrency: 3 })
  const first = [call(old, 'old'), call(old, 'old'), call(old, 'old')]
  const fresh = next({ concurrency: 1 })
  const later = call(fresh, 'new')
  for (const [index, { open }] of first.entries()) {
    t.match(fresh.state(), { inFlight: 0, queued: 1 })
    open()
    await settled()
    t.equal(running(), index < 2 ? 2 - index : 1)
  }
  t.match(fresh.state(), { inFlight: 1, queued: 0 })
  later.open()
  await later.ended
})

t.test('a successor that was closed takes no turn', async t => {
  const { next, call, running } = generations(t)
  const old = next({ concurrency: 1 })
  const first = call(old, 'old')
  const second = call(old, 'old')
  const fresh = next({ concurrency: 1 })
  const lost = call(fresh, 'new')
  await settled()
  fresh.close()
  await t.rejects(lost.ended, { code: 'shutting_down' })
  first.open()
  await settled()
  t.equal(running(), 1)
  t.match(old.state(), { inFlight: 1, queued: 0 })
  second.open()
  await second.ended
})

t.test('their calls keep one distance', async t => {
  const { next } = generations(t)
  const rate = { requests: 1, seconds: 3_600 }
  await next({ rate }).run('list', someone, async () => {})
  const hasty = next({ rate, timeout_ms: 30 })
  await t.rejects(hasty.run('list', someone, async () => {}), { code: 'queue_timeout', message: /no turn came/ })
})
