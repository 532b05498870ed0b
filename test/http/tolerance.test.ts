import t from 'tap'
import { LEAST_AGE_MS } from '../../src/gateway/reads/answers.ts'
import { readTolerance } from '../../src/http/tolerance.ts'

const now = 1_780_000_000_000

t.test('a request says what age its caller tolerates', t => {
  for (const [header, expected] of [
    [undefined, {}],
    ['', {}],
    ['max-age=60', { notBefore: now - 60_000 }],
    ['Max-Age = "60"', { notBefore: now - 60_000 }],
    ['no-cache', { notBefore: now - LEAST_AGE_MS }],
    ['no-store', { notBefore: now - LEAST_AGE_MS }],
    ['max-age=0', { notBefore: now - LEAST_AGE_MS }],
    ['max-age=600, no-cache', { notBefore: now - LEAST_AGE_MS }],
    ['min-fresh=10', { minFresh: 10 }],
    ['stale-if-error=0', { onError: 0 }],
    ['max-age=30,min-fresh=5 , stale-if-error=60', { notBefore: now - 30_000, minFresh: 5, onError: 60 }]
  ] as const) t.same(readTolerance(header, now), expected, header ?? 'none')
  t.end()
})

t.test('what is malformed or unknown is left out of account', t => {
  for (const header of ['max-age', 'max-age=', 'max-age=-1', 'max-age=1.5', 'max-age=1e3', 'max-age=9999999999',
    'max-age=x', 'private', 'immutable', '=', ',,,', '__proto__=1', 'stale-if-error=soon'])
  {
    t.same(readTolerance(header, now), {}, header)
  }
  t.same(readTolerance(`${'a,'.repeat(10_000)}max-age=1`, now), {}, 'nor is a header read without end')
  t.end()
})
