import t from 'tap'
import { backOff } from '../../../src/gateway/writes/backoff.ts'

t.test('attempts come after longer and longer pauses, up to five minutes', async t => {
  for (const [attempts, most] of [[1, 1_000], [2, 2_000], [3, 4_000], [8, 128_000], [9, 256_000], [10, 300_000], [1_000,
    300_000]] as const)
  {
    const pauses = Array.from({ length: 200 }, () => backOff(attempts))
    t.ok(pauses.every(pause => pause >= most / 2 && pause <= most),
      `${attempts}: ${Math.min(...pauses)} to ${Math.max(...pauses)}`)
  }
})

t.test('what fell together does not rise together', async t => {
  t.ok(new Set(Array.from({ length: 200 }, () => backOff(8))).size > 150)
})

t.test('a system that asks for more time is given it', async t => {
  t.equal(backOff(1, 60_000), 60_000)
  t.ok(backOff(9, 1_000) >= 128_000, 'and no less than it would have had')
})
