import t from 'tap'
import { createAnswers, type Made, type Tolerance } from '../../../src/gateway/reads/answers.ts'
import { createPurges } from '../../../src/gateway/reads/purges.ts'
import { createGate } from '../../suites/core/gate.ts'

function setUp(maxBytes = 1_000_000) {
  const state = { clock: 1_000, made: 0 }
  const purges = createPurges()
  const answers = createAnswers({ maxBytes, purges, now: () => state.clock })
  const make = async (seq: number): Promise<Made> => {
    state.made++
    return {
      answer: { seq, tags: ['a', 'a licences'], systems: ['a'], body: `body ${state.made}`, etag: 'W/"1"',
        madeAt: state.clock, asOf: state.clock, freshUntil: state.clock + 100, outcome: 'ok', headers: {} },
      asked: true,
      shared: false,
      waits: { a: 5 }
    }
  }
  const read = (key = 'k', tolerance: Tolerance = {}, by = make) => answers.read(key, tolerance, by)
  return { state, purges, make, read }
}

t.test('an answer is given again as it stands while it is fresh, and not a moment longer', async t => {
  const { state, read } = setUp()
  t.match(await read(), { hit: false, asked: true, waits: { a: 5 }, answer: { body: 'body 1' } })
  state.clock += 99
  t.same(await read(), { hit: true, asked: false, shared: false, waits: {}, answer: (await read()).answer })
  state.clock += 1
  t.match(await read(), { hit: false, answer: { body: 'body 2' } })
})

t.test('many who ask at once share one answer', async t => {
  const { state, make, read } = setUp()
  const gate = createGate()
  const reads = Array.from({ length: 100 }, () =>
    read('k', {}, async seq => {
      await gate.opened
      return make(seq)
    }))
  gate.open()
  const found = await Promise.all(reads)
  t.equal(state.made, 1)
  t.ok(found.every(({ answer }) => answer === found[0]?.answer))
})

t.test('an answer that could not be made is not kept', async t => {
  const { read } = setUp()
  await t.rejects(read('k', {}, () => Promise.reject(new Error('no'))), /no/)
  t.match(await read(), { answer: { body: 'body 1' } })
})

t.test('answers stay within the memory given', async t => {
  const { state, read } = setUp(10_000)
  for (let i = 0; i < 100; i++) await read(`${i}`)
  for (let i = 0; i < 100; i++) await read(`${i}`)
  t.equal(state.made, 200)
})
