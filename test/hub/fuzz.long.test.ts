import t from 'tap'
import { repeated, startFuzzCity } from '../fuzz/city.ts'
import { render } from '../fuzz/draft.ts'
import { mutations } from '../fuzz/mutations.ts'
import { caseOf, describeFailure, fuzz, shrink } from '../fuzz/run.ts'

t.setTimeout(400_000)
const SEED = 20_261_128
const fuzzed = await startFuzzCity(t)
const { ground, port } = fuzzed

t.test('whatever is asked, rightly or wrongly, is answered as the contract says', async t => {
  const tally = await fuzz({ ground, port, seed: SEED, count: 2_500 })
  for (const failure of tally.failures.slice(0, 10))
    t.fail(describeFailure(SEED, await shrink(ground, port, SEED, failure)))
  t.comment(
    `${tally.requests} requests, ${tally.answers} answers: ${
      [...tally.statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status} ${times}`).join(', ')
    }`
  )
  t.equal(tally.statuses.get(500) ?? 0, 0)
  t.equal(tally.operations.size, ground.contract.operations.length, 'every operation was asked')
  t.same(Object.keys(mutations).filter(name => !tally.mutations.has(name)), [], 'in every wrong way')
  t.ok([200, 201, 400, 401, 403, 404].every(status => tally.statuses.has(status)), 'and rightly too')
})

t.test('nothing of what was asked is in the log or in the numbers', async t => {
  t.same(await repeated(fuzzed), [])
})

t.test('a request can be sent again by its number', async t => {
  for (const number of [7, 77, 777])
    t.ok(render(caseOf(ground, SEED, number).draft).equals(render(caseOf(ground, SEED, number).draft)))
})
