import t from 'tap'
import { weekdays } from '../../../src/platform/config/week.ts'
import { someone } from '../../suites/core/asker.ts'
import { createGate, settled } from '../../suites/core/gate.ts'
import { mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

const days = [...weekdays]
const HOUR = 3_600_000
const evening = Date.parse('2026-11-20T21:00:00+07:00')

t.test('outside its hours a system is not asked, and its callers are told until when', async t => {
  const { guard, well, pass, outcomes } = setUp({ date: evening, hours: [{ days, from: '06:00', to: '22:00' }] })
  t.equal(await well(), 'well')
  t.equal(guard.state().closedUntil, undefined)
  await pass(HOUR)
  await t.rejects(well(), {
    code: 'system_unavailable',
    status: 503,
    stage: 'hours',
    retryAfterMs: 8 * HOUR,
    message: "a: closed until 2026-11-21T06:00:00+07:00, by its owner's hours"
  })
  t.equal(guard.state().closedUntil, Date.parse('2026-11-21T06:00:00+07:00'))
  t.equal(outcomes.length, 1, 'this is no fault of the system')
  t.equal(guard.state().breaker, 'closed')
  await pass(8 * HOUR)
  t.equal(await well(), 'well')
})

t.test('a call that waits while the system closes does not go out any more', async t => {
  const { guard, well, pass } = setUp({ date: evening + HOUR - 500, concurrency: 1,
    closed: [{ days, from: '22:00', to: '02:00' }] })
  const gate = createGate()
  const first = guard.run('list', someone, () => gate.opened.then(() => 'was on its way'))
  await settled()
  const second = well()
  second.catch(() => {})
  await pass(600)
  gate.open()
  t.equal(await first, 'was on its way')
  await t.rejects(second, { code: 'system_unavailable', stage: 'hours' })
})
