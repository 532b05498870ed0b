import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import { createRetry } from '../../../src/gateway/systems/retry.ts'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import { someone } from '../../suites/core/asker.ts'
import { type GuardSettings, mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

const fault = (kind: FaultKind): SystemFault => new SystemFault(kind, { stage: 'list', detail: 'no' })

/** A guard that has seen enough calls to allow a second try. */
async function seasoned(settings: GuardSettings = {}) {
  const setting = setUp(settings)
  for (let i = 0; i < 20; i++) await setting.well()
  const failing = (kind: FaultKind, safe: boolean, failures = 1) => {
    let calls = 0
    const ended = setting.guard.run('list', someone, async () => {
      if (calls++ < failures) throw fault(kind)
      return 'well'
    }, { safe })
    ended.catch(() => {})
    return { ended, calls: () => calls }
  }
  return { ...setting, failing }
}

t.test('a read that the system did not see or did not finish is made once more', async t => {
  const { failing, pass, outcomes } = await seasoned()
  for (const kind of ['reset', 'unreachable'] as const) {
    const { ended, calls } = failing(kind, true)
    await pass(19)
    t.equal(calls(), 1, 'not at once')
    await pass(200)
    t.equal(await ended, 'well')
    t.equal(calls(), 2)
  }
  t.equal(outcomes.filter(({ error }) => error !== undefined).length, 2, 'each call counts')
})

t.test('it is made once more only once', async t => {
  const { failing, pass } = await seasoned()
  const { ended, calls } = failing('reset', true, 5)
  await pass(500)
  await t.rejects(ended, { code: 'system_failed' })
  t.equal(calls(), 2)
})

t.test('what may change something, and what the system did see, is never made again', async t => {
  const { failing, pass } = await seasoned({ breaker: { failures: 100, cooldown_ms: 1 } })
  const kinds: FaultKind[] = ['timeout', 'unreadable', 'truncated', 'oversized', 'failed', 'denied', 'throttled',
    'rejected', 'pending']
  for (const [kind, safe] of [['reset', false], ['unreachable', false],
    ...kinds.map(kind => [kind, true] as const)] as const)
  {
    const { ended, calls } = failing(kind, safe)
    await pass(200)
    await t.rejects(ended)
    t.equal(calls(), 1, `${kind} ${safe ? 'safe' : 'unsafe'}`)
  }
})

t.test('an ill system is asked a tenth more often at most', async t => {
  const { guard, pass } = setUp({ breaker: { failures: 1_000_000, cooldown_ms: 1 } })
  let calls = 0
  for (let i = 0; i < 500; i++) {
    guard.run('list', someone, async () => {
      calls++
      throw fault('reset')
    }, { safe: true }).catch(() => {})
    await pass(130)
  }
  t.ok(calls > 520 && calls <= 556, `${calls} calls for 500`)
})

t.test('after a long time without faults there are few second tries at once', async t => {
  const retry = createRetry()
  for (let i = 0; i < 10_000; i++) retry.called()
  const error = new SatuError('system_failed', 'a: no', { cause: fault('reset') })
  const pauses = Array.from({ length: 10 }, () => retry.after(error))
  t.equal(pauses.filter(pause => pause !== undefined).length, 5)
  for (const pause of pauses.slice(0, 5)) t.ok(pause! >= 20 && pause! <= 120, `${pause}`)
})

t.test('there is no second try when its time is over, nor while the system is left alone', async t => {
  const late = await seasoned({ timeout_ms: 20 })
  const first = late.failing('reset', true)
  await late.pass(300)
  await t.rejects(first.ended, { code: 'system_failed' })
  t.equal(first.calls(), 1)

  const opening = await seasoned({ breaker: { failures: 1, cooldown_ms: 5_000 } })
  const second = opening.failing('reset', true)
  await opening.pass(300)
  await t.rejects(second.ended, { code: 'system_failed' })
  t.equal(second.calls(), 1)
})

t.test('when there is no place for a second try the first fault is told', async t => {
  const { guard, failing, pass } = await seasoned({ concurrency: 1, queue: 0 })
  const { ended, calls } = failing('unreachable', true)
  await pass(0)
  const other = guard.run('list', someone, () => new Promise(() => {}))
  other.catch(() => {})
  await pass(200)
  await t.rejects(ended, { code: 'system_failed', cause: { kind: 'unreachable' } })
  t.equal(calls(), 1)
  guard.close()
})
