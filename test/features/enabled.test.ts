import { readFileSync } from 'node:fs'
import t from 'tap'
import { features, sections } from '../../src/features.ts'
import { enabledFeatures } from '../../src/features/enabled.ts'
import { defineFeature } from '../../src/features/feature.ts'

const bells = defineFeature({ name: 'bells' })
const chimes = defineFeature({ name: 'chimes', needs: { bells } })
const carillon = defineFeature({ name: 'carillon', needs: { chimes } })
const drums = defineFeature({ name: 'drums', uses: { bells } })
const table = [bells, chimes, carillon, drums]

t.test('every feature is on unless it is switched off', async t => {
  t.same(enabledFeatures(table, {}), { on: table, off: [] })
  t.same(enabledFeatures(table, { bells: true }), { on: table, off: [] })
})

t.test('what needs a feature that is off is off with it, and it is told whose switch did it', async t => {
  t.same(enabledFeatures(table, { bells: false }), { on: [drums],
    off: [{ feature: bells, by: 'bells' }, { feature: chimes, by: 'bells' }, { feature: carillon, by: 'bells' }] })
  t.same(enabledFeatures(table, { carillon: false, chimes: true }), { on: [bells, chimes, drums],
    off: [{ feature: carillon, by: 'carillon' }] })
  t.same(enabledFeatures(table, { bells: false, chimes: false }).off.map(({ by }) => by), ['bells', 'chimes', 'chimes'],
    'its own switch comes first')
})

t.test('what only uses a feature stays on without it', async t => {
  t.ok(enabledFeatures(table, { bells: false }).on.includes(drums))
})

t.test('each feature stands below what it needs and uses, and has a name of its own', async t => {
  for (const [i, { name, needs, uses }] of features.entries()) {
    for (const other of [...Object.values(needs), ...Object.values(uses)])
      t.ok(features.slice(0, i).includes(other), `${other.name} above ${name}`)
  }
  t.equal(new Set(features.map(({ name }) => name)).size, features.length)
  t.same(sections.map(({ name }) => name), features.map(({ name }) => name))
})

t.test('the contract knows that each of their operations may be switched off', t => {
  const document = JSON.parse(
    readFileSync(new URL('../../src/contract/contract.gen.json', import.meta.url), 'utf8')
  ) as {
    paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, unknown> }>>
  }
  const refusing = Object.values(document.paths).flatMap(path => Object.values(path))
    .filter(({ responses }) => responses?.['501'] !== undefined).map(({ operationId }) => operationId)
  t.same(features.flatMap(({ operations }) => operations).filter(id => !refusing.includes(id)), [])
  t.end()
})
