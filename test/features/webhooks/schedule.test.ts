import t from 'tap'
import { ILL_AFTER, nextAttempt, pauseAfter, restAfter } from '../../../src/features/webhooks/schedule.ts'

const HOUR = 3_600_000
const longest = (): number => 0
const shortest = (): number => 1

t.test('a message is tried again after longer and longer pauses, up to eight hours', async t => {
  const pauses = Array.from({ length: 13 }, (_, i) => pauseAfter(i + 1, 0, longest) / 1_000)
  t.same(pauses, [2, 15, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 28_800, 28_800, 28_800])
  t.equal(pauseAfter(7, 0, shortest), 2_400_000, 'a third of it is chance')
})

t.test('three days hold about twenty attempts, and end with one', async t => {
  let now = 0
  let attempts = 0
  for (; now < 72 * HOUR; attempts++)
    now = nextAttempt({ now, pauseMs: pauseAfter(attempts + 1, 0, longest), endsAt: 72 * HOUR })
  t.equal(now, 72 * HOUR)
  t.equal(attempts, 18)
  t.equal(nextAttempt({ now: 72 * HOUR, pauseMs: HOUR, endsAt: 72 * HOUR }), 72 * HOUR + 1_000,
    'one that comes late is not tried in the same moment')
})

t.test('a receiver may ask for more time, but not for days', async t => {
  t.equal(pauseAfter(1, 120_000), 120_000)
  t.equal(pauseAfter(1, 5 * HOUR), HOUR)
  t.equal(restAfter(1, 120_000), 120_000)
})

t.test('a receiver that takes nothing is left alone, up to a minute', async t => {
  t.same([1, 2, 3, 4, 5, 8, 9, 100].map(failures => restAfter(failures, 0, longest) / 1_000), [0, 0, 1, 2, 4, 32, 60,
    60])
  t.equal(ILL_AFTER, 3)
  t.equal(restAfter(9, 0, shortest), 40_000)
})
