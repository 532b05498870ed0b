import t from 'tap'
import { gather } from '../../scripts/match-report/gather.ts'
import { estimate, measure } from '../../scripts/match-report/measure.ts'

// A sample of a city that neither the weights nor the whole report were made with.
const known = await gather({ seed: 'sample', systems: ['licensing-a', 'licensing-b', 'transport'], residents: 300 })

t.test('people without a number in common are found with precision 0.99 and recall 0.95', async t => {
  const people = measure(known, 'person')
  t.ok(people.truePairs > 1_000, `of ${people.truePairs} pairs`)
  t.ok(people.precision >= 0.99, `precision ${people.precision}`)
  t.ok(people.recall >= 0.95, `recall ${people.recall}`)
  t.equal(people.certain.wrong, 0, 'and by a number none is found wrongly')
  t.ok(people.certain.pairs > 20)
  t.ok(people.misses.every(({ example }) => example.includes(' | ')), 'it shows what it misses')
})

t.test('and so are businesses', async t => {
  const businesses = measure(known, 'business')
  t.ok(businesses.truePairs > 200, `of ${businesses.truePairs} pairs`)
  t.ok(businesses.precision >= 0.99, `precision ${businesses.precision}`)
  t.ok(businesses.recall >= 0.95, `recall ${businesses.recall}`)
})

t.test('only few of all pairs are compared', async t => {
  const { parties, compared } = measure(known, 'person')
  t.ok(compared < (parties * parties) / 500, `${compared} pairs of ${parties}`)
})

t.test('the weights follow from what is counted', async t => {
  const bits = (level: string): number =>
    estimate(known, 'person').find(one => one.field === 'name' && one.level === level)?.bits ?? 0
  t.ok(bits('same') > 8)
  t.ok(bits('other') < -5)
})
