import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import type { GuardState } from '../../../src/gateway/systems/guard.ts'
import { createHealth } from '../../../src/gateway/systems/health.ts'
import { createQuarantine } from '../../../src/gateway/systems/quarantine.ts'
import { SystemFault } from '../../../src/kit/faults.ts'

const closed: GuardState = { breaker: 'closed', inFlight: 0, queued: 0 }
const failure = new SatuError('system_timeout', 'a: too slow')

function setUp() {
  const state = { clock: 1_000 }
  const health = createHealth(() => state.clock)
  return {
    state,
    health,
    well: (durationMs = 5) => {
      health.note({ stage: 'list', durationMs, error: undefined })
    },
    fail: (error = failure) => {
      health.note({ stage: 'list', durationMs: 9, error })
    }
  }
}

t.test('a system that nobody asked is unknown', async t => {
  const { health } = setUp()
  t.equal(health.state(closed), 'unknown')
  t.equal(health.latency(0.5), undefined)
})

t.test('it is up, degraded after a failure, down after three in a row, and up when these are long past', async t => {
  const { health, well, fail } = setUp()
  well()
  t.equal(health.state(closed), 'up')
  fail()
  fail()
  t.equal(health.state(closed), 'degraded')
  fail()
  t.equal(health.state(closed), 'down')
  well()
  t.equal(health.state(closed), 'degraded')
  for (let i = 0; i < 18; i++) well()
  t.equal(health.state(closed), 'degraded')
  well()
  t.equal(health.state(closed), 'up')
})

t.test('it is down while its breaker is not closed', async t => {
  const { health, well } = setUp()
  well()
  t.equal(health.state({ ...closed, breaker: 'open' }), 'down')
  t.equal(health.state({ ...closed, breaker: 'half_open' }), 'down')
})

t.test('it tells since when it is so', async t => {
  const { state, health, well, fail } = setUp()
  well()
  state.clock = 2_000
  health.state(closed)
  state.clock = 3_000
  well()
  t.equal(health.state(closed), 'up')
  t.equal(health.since(), 2_000)
  for (let i = 0; i < 3; i++) fail()
  t.equal(health.state(closed), 'down')
  t.equal(health.since(), 3_000)
})

t.test('it counts calls and failures and keeps the last one', async t => {
  const { state, health, well, fail } = setUp()
  well()
  state.clock = 2_000
  fail()
  t.match(health, { calls: 2, failures: 1, lastSuccessAt: 1_000, lastCallAt: 2_000,
    lastFailure: { at: 2_000, code: 'system_timeout', detail: 'a: too slow' } })
})

t.test('a no of the system is not a failure of it', async t => {
  const { health, fail } = setUp()
  for (const kind of ['rejected', 'pending'] as const) {
    const cause = new SystemFault(kind, { stage: 'write', detail: 'no' })
    for (let i = 0; i < 5; i++) fail(new SatuError('system_failed', 'a: no', { cause }))
  }
  t.equal(health.state(closed), 'up')
  t.match(health, { calls: 10, failures: 0, lastFailure: undefined })
})

t.test('a call that the closing hub cut off says nothing', async t => {
  const { health, fail } = setUp()
  fail(new SatuError('shutting_down', 'a: closes'))
  t.match(health, { calls: 0, failures: 0 })
})

t.test('latencies are those of recent successful calls', async t => {
  const { health, well, fail } = setUp()
  for (let i = 0; i < 300; i++) well(10_000)
  for (let i = 1; i <= 256; i++) well(i)
  fail()
  t.equal(health.latency(0), 1)
  t.equal(health.latency(0.5), 129)
  t.equal(health.latency(0.95), 244)
  t.equal(health.latency(1), 256)
})

t.test('the quarantine keeps the last twenty, each record once, the newest first, and counts them all', async t => {
  const quarantine = createQuarantine()
  const entry = (number: number) => ({ resource: 'complaints' as const, recordId: `AAAA-${number}`,
    reason: 'has no text', at: '2026-01-01T00:00:00+07:00' })
  for (let i = 0; i < 25; i++) quarantine.add(entry(i))
  quarantine.add(entry(10))
  t.equal(quarantine.total(), 26)
  const recent = quarantine.recent().map(({ recordId }) => recordId)
  t.equal(recent.length, 20)
  t.same(recent.slice(0, 2), ['AAAA-10', 'AAAA-24'])
  t.equal(new Set(recent).size, 20)
  t.notOk(recent.includes('AAAA-4'))
})
