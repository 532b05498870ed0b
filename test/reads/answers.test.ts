import t from 'tap'
import { createAnswers, type Made } from '../../src/reads/answers.ts'
import { createGate } from '../suites/core/gate.ts'

function setUp(maxBytes = 1_000_000) {
  const state = { clock: 1_000, made: 0 }
  const answers = createAnswers({ maxBytes, now: () => state.clock })
  const make = async (): Promise<Made> => {
    state.made++
    return {
      answer: { body: `body ${state.made}`, etag: 'W/"1"', asOf: state.clock, freshUntil: state.clock + 100, outcome: 'ok', headers: {} },
      asked: true, waits: { a: 5 }
    }
  }
  return { state, answers, make }
}

t.test('an answer is given again as it stands while it is fresh, and not a moment longer', async t => {
  const { state, answers, make } = setUp()
  t.match(await answers.read('k', make), { hit: false, asked: true, waits: { a: 5 }, answer: { body: 'body 1' } })
  state.clock += 99
  t.same(await answers.read('k', make), { hit: true, asked: false, waits: {}, answer: (await answers.read('k', make)).answer })
  state.clock += 1
  t.match(await answers.read('k', make), { hit: false, answer: { body: 'body 2' } })
})

t.test('many who ask at once share one answer', async t => {
  const { state, answers, make } = setUp()
  const gate = createGate()
  const reads = Array.from({ length: 100 }, () => answers.read('k', async () => {
    await gate.opened
    return make()
  }))
  gate.open()
  const found = await Promise.all(reads)
  t.equal(state.made, 1)
  t.ok(found.every(({ answer }) => answer === found[0]?.answer))
})

t.test('an answer that could not be made is not kept', async t => {
  const { answers, make } = setUp()
  await t.rejects(answers.read('k', () => Promise.reject(new Error('no'))), /no/)
  t.match(await answers.read('k', make), { answer: { body: 'body 1' } })
})

t.test('answers stay within the memory given', async t => {
  const { state, answers, make } = setUp(10_000)
  for (let i = 0; i < 100; i++) await answers.read(`${i}`, make)
  for (let i = 0; i < 100; i++) await answers.read(`${i}`, make)
  t.equal(state.made, 200)
})
