import t from 'tap'
import { chanceOf, createIds } from '../../../../src/platform/telemetry/tracing/ids.ts'
import { createSampler } from '../../../../src/platform/telemetry/tracing/sampler.ts'

const ids = createIds()
const drawn = (): string => {
  ids.draw()
  return ids.traceId()
}
const caller = (isSampled: boolean, traceId = drawn()) => ({ traceId, spanId: ids.spanId(), isSampled })

t.test('about so many of the traces that begin here are kept, and none or all where so asked', async t => {
  const share = (ratio: number): number => {
    const samples = createSampler({ ratio, followsCaller: true }, ids)
    return Array.from({ length: 20_000 }, () => samples(undefined)).filter(Boolean).length / 20_000
  }
  t.equal(share(0), 0)
  t.equal(share(1), 1)
  const tenth = share(0.1)
  t.ok(tenth > 0.08 && tenth < 0.12, `a tenth (${tenth})`)
})

t.test("a caller's decision is followed, or not looked at", async t => {
  const follows = createSampler({ ratio: 0, followsCaller: true }, ids)
  t.same([follows(caller(true)), follows(caller(false))], [true, false])
  const alone = createSampler({ ratio: 1, followsCaller: false }, ids)
  t.same([alone(caller(true)), alone(caller(false))], [true, true])
})

t.test('everybody who samples the same share keeps the same traces', async t => {
  const [one, other] = [0, 1].map(() => createSampler({ ratio: 0.5, followsCaller: false }, createIds()))
  for (let i = 0; i < 200; i++) {
    const from = caller(false)
    t.equal(one!(from), other!(from))
  }
  t.equal(one!(caller(true, `${'0'.repeat(18)}ffffffff${'0'.repeat(6)}`)), true)
  t.equal(one!(caller(true, `${'f'.repeat(18)}0000000${'0'.repeat(7)}`)), false)
})

t.test('a trace that was kept by chance has an id that says so', async t => {
  const samples = createSampler({ ratio: 0.1, followsCaller: true }, ids)
  for (let kept = 0; kept < 50;) {
    if (!samples(undefined)) continue
    kept++
    t.ok(chanceOf(ids.traceId()) >= 0.9 * 2 ** 32)
  }
})

t.test('no id comes twice', async t => {
  const seen = new Set(Array.from({ length: 20_000 }, () => ids.spanId()))
  t.equal(seen.size, 20_000)
  t.ok([...seen].every(id => /^[0-9a-f]{16}$/.test(id)))
})
