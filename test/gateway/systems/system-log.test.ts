import { pino } from 'pino'
import t from 'tap'
import { type ErrorCode, SatuError } from '../../../src/errors.ts'
import { createSystemLog, slowMsOf } from '../../../src/gateway/systems/system-log.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { LIMITS } from '../../suites/core/city.ts'

function setUp() {
  const lines: object[] = []
  const counted: string[] = []
  const logger = pino({ base: null, timestamp: false }, { write: line => {
    lines.push(JSON.parse(line) as object)
  } })
  const log = createSystemLog({ system: 'permits', logger, metrics: { call: (_system, outcome) => {
    counted.push(outcome)
  } }, slowMs: slowMsOf({ limits: { ...LIMITS, timeout_ms: 5_000 } }) })
  const call = (code?: ErrorCode): void => {
    log.call({ stage: 'list', durationMs: 4.4, requestId: 'r-1',
      error: code && new SatuError(code, 'permits: no (list)') })
  }
  return { lines, counted, call, log }
}

t.test('a call that failed has a line, one that did not has none', async t => {
  const { lines, call } = setUp()
  call()
  call('system_failed')
  t.same(lines, [{ level: 40, system: 'permits', stage: 'list', request_id: 'r-1', duration_ms: 4,
    code: 'system_failed', detail: 'permits: no (list)', msg: 'legacy call failed' }])
})

t.test('a call that ended well in more than half of its time has a line, one that took less has none', async t => {
  const { lines, log } = setUp()
  log.call({ stage: 'list', durationMs: 2_499, error: undefined, requestId: 'r-1' })
  log.call({ stage: 'list', durationMs: 2_501.2, error: undefined, requestId: 'r-2' })
  t.same(lines, [{ level: 40, system: 'permits', stage: 'list', request_id: 'r-2', duration_ms: 2501, slow_ms: 2500,
    msg: 'legacy call slow' }])
})

t.test('the config says what is slow for a system', async t => {
  t.equal(slowMsOf({ slow_ms: 300, limits: { ...LIMITS, timeout_ms: 5_000 } }), 300)
})

t.test('what the hub breaks off as it closes is no failure of the system, but is counted', async t => {
  const { lines, counted, call } = setUp()
  call('shutting_down')
  t.same(lines, [])
  t.same(counted, ['shutting_down'])
})

t.test('what a system has taken and is not done with is no failed call', async t => {
  const { lines, counted, log } = setUp()
  const cause = new SystemFault('pending', { stage: 'create', detail: 'has no record of it yet' })
  log.call({ stage: 'create', durationMs: 4,
    error: new SatuError('system_unavailable', 'permits: has no record of it yet (create)', { cause }) })
  t.same([lines, counted], [[], ['ok']])
})

t.test('a record that was left out, and a file that was refused, are told with the reason', async t => {
  const { lines, log } = setUp()
  log.quarantined('licences', 'PERM-1', 'has no number')
  log.snapshot('licences', { refused: new SatuError('system_failed', 'permits: half of it is missing') })
  t.match(lines, [{ record_id: 'PERM-1', reason: 'has no number', msg: 'record quarantined' }, { code: 'system_failed',
    detail: /half of it/, msg: 'snapshot refused' }])
})
