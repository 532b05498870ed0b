import t from 'tap'
import { statusFault, writeStatusFault } from '../../../src/kit/connectors/status-faults.ts'

const answered = (status: number) => ({ status, headers: { 'retry-after': '7' } })

t.test('a read that is told to be patient is', t => {
  t.match(statusFault(answered(503), 'list'), { kind: 'throttled', retryAfterMs: 7_000 })
  t.match(statusFault(answered(429), 'list'), { kind: 'throttled', retryAfterMs: 7_000 })
  t.end()
})

t.test('a write that a proxy answers with 503 may have been handed on', t => {
  t.match(writeStatusFault(answered(503), 'push'), { kind: 'failed', stage: 'push' })
  t.match(writeStatusFault(answered(429), 'push'), { kind: 'throttled', retryAfterMs: 7_000 })
  t.match(writeStatusFault(answered(401), 'push'), { kind: 'denied' })
  t.match(writeStatusFault(answered(504), 'push'), { kind: 'failed' })
  t.equal(writeStatusFault(answered(400), 'push'), undefined)
  t.end()
})
