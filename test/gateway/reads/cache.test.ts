import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import { type CacheRead, createCache } from '../../../src/gateway/reads/cache.ts'
import { createPurges } from '../../../src/gateway/reads/purges.ts'
import type { Freshness } from '../../../src/kit/adapter.ts'
import { createGate, settled } from '../../suites/core/gate.ts'

const down = new SatuError('system_failed', 'a: refused')

/** A cache with its clock in the test's hands, and a source that counts how often it was asked. */
function setUp(
  { maxBytes = 1_000_000, freshness = { fresh: 10, revalidate: 20, on_error: 100 }, random = () => 0 }: {
    maxBytes?: number
    freshness?: Freshness
    random?: () => number
  } = {}
) {
  const state = {
    clock: 1_780_000_000_000,
    asked: 0,
    answer: (): unknown => `answer ${state.asked}`
  }
  const purges = createPurges()
  const cache = createCache({ maxBytes, purges, now: () => state.clock, random })
  const read = (key = 'k', more: Partial<CacheRead<unknown>> = {}) =>
    cache.read<unknown>(key, {
      freshness,
      tags: ['a'],
      load: async () => {
        state.asked++
        return state.answer()
      },
      weigh: () => 100,
      ...more
    })
  const fail = (error: Error = down) => {
    state.answer = () => {
      throw error
    }
  }
  const heal = () => {
    state.answer = () => `answer ${state.asked}`
  }
  return { state, purges, read, fail, heal }
}

t.test('a thousand who ask the same at once make one call', async t => {
  const { state, read } = setUp()
  const gate = createGate()
  state.answer = () => gate.opened.then(() => 'one')
  const reads = Array.from({ length: 1_000 }, () => read())
  gate.open()
  const found = await Promise.all(reads)
  t.equal(state.asked, 1)
  t.ok(found.every(({ value, asked }) => value === 'one' && asked))
})

t.test('a failed call is shared too, and the next one asks again', async t => {
  const { state, read, fail, heal } = setUp()
  fail()
  const ends = await Promise.allSettled([read(), read(), read()])
  t.ok(ends.every(end => end.status === 'rejected' && end.reason === down))
  t.equal(state.asked, 1)
  heal()
  t.match(await read(), { value: 'answer 2', stale: false })
})

t.test('different keys do not wait for each other', async t => {
  const { read } = setUp()
  const never = new Promise(() => {})
  void read('slow', { load: () => never })
  t.match(await read('quick'), { value: 'answer 1' })
})

t.test('a fresh value is given without asking', async t => {
  const { state, read } = setUp()
  const { at } = await read()
  state.clock += 9_999
  t.same(await read(), { value: 'answer 1', at, freshUntil: at + 10_000, stale: false, error: undefined, asked: false,
    shared: false })
  t.equal(state.asked, 1)
})

t.test('for a while after that it is given at once and renewed behind', async t => {
  const { state, read } = setUp()
  await read()
  state.clock += 10_000
  t.match(await read(), { value: 'answer 1', stale: true, asked: true, error: undefined })
  await settled()
  t.match(await read(), { value: 'answer 2', stale: false, asked: false })
})

t.test('after that its source is waited for', async t => {
  const { state, read } = setUp()
  await read()
  state.clock += 30_000
  t.match(await read(), { value: 'answer 2', stale: false, asked: true })
})

t.test('when the source fails the last value stands in, until it is too old', async t => {
  const { state, read, fail } = setUp()
  const { at } = await read()
  fail()
  state.clock = at + 109_999
  t.match(await read(), { value: 'answer 1', stale: true, error: down, asked: true })
  state.clock = at + 110_000
  await t.rejects(read(), { code: 'system_failed' })
})

t.test('a source that has just failed is left alone for a second, then longer, up to half a minute', async t => {
  const { state, read, fail } = setUp({ freshness: { fresh: 1, revalidate: 0, on_error: 100_000 } })
  await read()
  fail()
  state.clock += 1_000
  for (const backoff of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    const before = state.asked
    await read()
    t.equal(state.asked, before + 1)
    state.clock += backoff * 0.75 - 1
    t.match(await read(), { stale: true, error: down, asked: false })
    t.equal(state.asked, before + 1, `left alone for ${backoff} ms, less a quarter`)
    // The tries of many keys are spread over half of the time.
    state.clock += backoff * 0.5 + 1
  }
})

t.test('many keys of one ill source do not all ask again at the same moment', async t => {
  const { state, read, fail } = setUp({ freshness: { fresh: 1, revalidate: 0, on_error: 100_000 },
    random: Math.random })
  const keys = Array.from({ length: 100 }, (_, i) => `${i}`)
  for (const key of keys) await read(key)
  fail()
  state.clock += 1_000
  for (const key of keys) await read(key)
  const before = state.asked
  state.clock += 1_000
  for (const key of keys) await read(key)
  t.ok(state.asked > before && state.asked < before + keys.length, `${state.asked - before} of ${keys.length}`)
})

t.test('a source that is well again starts with the shortest wait', async t => {
  const { state, read, fail, heal } = setUp({ freshness: { fresh: 1, revalidate: 0, on_error: 100_000 } })
  await read()
  fail()
  for (let i = 0; i < 4; i++) {
    state.clock += 60_000
    await read()
  }
  heal()
  state.clock += 60_000
  await read()
  fail()
  state.clock += 1_000
  await read()
  const before = state.asked
  state.clock += 1_250
  await read()
  t.equal(state.asked, before + 1)
})

t.test('a renewal that fails behind a stale value breaks nothing', async t => {
  const { state, read, fail } = setUp()
  await read()
  fail()
  state.clock += 15_000
  t.match(await read(), { value: 'answer 1', stale: true })
  await settled()
  t.match(await read(), { value: 'answer 1', stale: true, error: down, asked: false })
})

t.test('a value from before the rest of the traversal does not do', async t => {
  const { state, read } = setUp()
  const { at } = await read()
  state.clock += 5_000
  t.match(await read('k', { notBefore: at }), { value: 'answer 1', asked: false })
  t.match(await read('k', { notBefore: at + 1 }), { value: 'answer 2', stale: false, asked: true })
})

t.test('it does when the source cannot give another', async t => {
  const { state, read, fail } = setUp()
  const { at } = await read()
  fail()
  state.clock += 5_000
  t.match(await read('k', { notBefore: at + 1 }), { value: 'answer 1', stale: true, error: down })
  t.match(await read('k', { notBefore: at + 1 }), { value: 'answer 1', stale: true, asked: false })
})

t.test('an error that is none of a system is not hidden where nothing is kept', async t => {
  const { read, fail } = setUp()
  fail(new TypeError('a mistake'))
  await t.rejects(read(), TypeError)
})

t.test('a load that throws before it returns a promise is a failed call', async t => {
  const { read } = setUp()
  await t.rejects(read('k', { load: () => {
    throw down
  } }), { code: 'system_failed' })
  t.match(await read(), { value: 'answer 1' })
})

t.test('who runs out of patience leaves, and the answer is kept all the same', async t => {
  const { state, read } = setUp()
  const gate = createGate()
  state.answer = () => gate.opened.then(() => 'late')
  const late = new SatuError('system_timeout', 'a: late')
  await t.rejects(read('k', { patience: { ms: 1, late: () => late } }), { code: 'system_timeout' })
  gate.open()
  await settled()
  t.match(await read(), { value: 'late', asked: false })
  t.equal(state.asked, 1)
})

t.test('a call that fails after its caller has left harms nobody', async t => {
  const { state, read } = setUp()
  const gate = createGate()
  state.answer = () =>
    gate.opened.then(() => {
      throw down
    })
  await t.rejects(read('k', { patience: { ms: 1, late: () => new SatuError('system_timeout', 'late') } }))
  gate.open()
  // An unhandled rejection would end this process.
  await settled()
  t.equal(state.asked, 1)
})

t.test('who runs out of patience is given the last value instead', async t => {
  const { state, read } = setUp()
  await read()
  state.clock += 50_000
  state.answer = () => new Promise(() => {})
  const late = new SatuError('system_timeout', 'a: late')
  t.match(await read('k', { patience: { ms: 1, late: () => late } }), { value: 'answer 1', stale: true, error: late })
})

t.test('values stay within the memory given, the oldest go first', async t => {
  const { state, read } = setUp({ maxBytes: 1_050 })
  for (let i = 0; i < 20; i++) await read(`${i}`)
  t.equal(state.asked, 20)
  await read('19')
  t.equal(state.asked, 20)
  for (let i = 0; i < 10; i++) await read(`${i}`)
  t.equal(state.asked, 30)
})

t.test('a value that takes half of the memory alone is not kept', async t => {
  const { state, read } = setUp({ maxBytes: 1_000 })
  await read('small')
  await read('large', { weigh: () => 900 })
  await read('large', { weigh: () => 900 })
  t.equal(state.asked, 3)
  await read('small')
  t.equal(state.asked, 3)
})

t.test('a purge ends what is kept, and what is on its way', async t => {
  const { state, purges, read, fail, heal } = setUp()
  await read()
  purges.purge(['b'])
  t.match(await read(), { value: 'answer 1', asked: false }, 'of what was not purged nothing is lost')
  purges.purge(['a'])
  t.match(await read(), { value: 'answer 2', asked: true })

  state.clock += 60_000
  const gate = createGate()
  state.answer = () => gate.opened.then(() => 'from before')
  const waiting = read()
  purges.purge(['a'])
  heal()
  t.match(await read(), { value: 'answer 4', asked: true }, 'who comes after it shares no older call')
  gate.open()
  t.match(await waiting, { value: 'from before' }, 'who asked before it has an answer')
  state.clock += 1
  t.match(await read(), { value: 'answer 4' })

  purges.purge(['a'])
  fail()
  await t.rejects(read(), down, 'what was purged does not stand in for an ill system')
})

t.test('what is purged is told apart, however much was purged', t => {
  const purges = createPurges()
  const [old, young] = [{ seq: purges.seq, tags: ['a'] }, { seq: purges.seq, tags: ['b'] }]
  purges.purge(['a'])
  t.notOk(purges.holds(old))
  t.ok(purges.holds(young))
  for (let i = 0; i < 100_001; i++) purges.purge([`many ${i}`])
  t.notOk(purges.holds(old), 'nor after it was forgotten')
  t.ok(purges.holds({ seq: purges.seq, tags: ['a'] }))
  t.end()
})

t.test('that a system has no such record is kept like any value', async t => {
  const { state, read } = setUp()
  state.answer = () => undefined
  await read()
  t.match(await read(), { value: undefined, asked: false })
  t.equal(state.asked, 1)
})

t.test('nobody waits for what is made anew ahead of its end', async t => {
  const { state, read, fail } = setUp()
  const { at } = await read()
  state.clock = at + 7_999
  t.match(await read('k', { ahead: true }), { value: 'answer 1', asked: false }, 'not before it is near')
  state.clock = at + 8_000
  t.match(await read(), { value: 'answer 1', asked: false })
  t.match(await read('k', { ahead: true }), { value: 'answer 2', asked: true, stale: false })
  state.clock = at + 17_999
  t.match(await read(), { value: 'answer 2', asked: false }, 'its life begins anew')
  fail()
  t.match(await read('k', { ahead: true }), { value: 'answer 2' }, 'an ill system takes nothing away')
  t.match(await read(), { value: 'answer 2', stale: false })
})

t.test('a caller may want it younger, or not in place of a failure', async t => {
  const { state, read, fail } = setUp()
  const { at } = await read()
  state.clock = at + 6_000
  t.match(await read('k', { notBefore: at + 1 }), { value: 'answer 2', asked: true })
  state.clock = at + 60_000
  fail()
  await t.rejects(read('k', { onError: 10 }), down)
  t.match(await read(), { value: 'answer 2', stale: true }, 'others get what there is')
  await t.rejects(read('k', { onError: 10 }), down, 'while the system is left alone too')
})

t.test('entries made together do not end together', async t => {
  const { read } = setUp({ random: Math.random })
  const ends = new Set(
    (await Promise.all(Array.from({ length: 50 }, (_, i) => read(`${i}`)))).map(({ at, freshUntil }) => freshUntil - at)
  )
  t.ok(ends.size > 25)
  t.ok([...ends].every(ms => ms > 9_000 && ms <= 10_000))
})

t.test('that there is no such record is believed for half a minute at most', async t => {
  const { state, read } = setUp({ freshness: { fresh: 600, revalidate: 0, on_error: 600 } })
  state.answer = () => undefined
  const { at } = await read()
  state.clock = at + 29_999
  t.match(await read(), { asked: false })
  state.clock = at + 30_000
  t.match(await read(), { asked: true })
})
