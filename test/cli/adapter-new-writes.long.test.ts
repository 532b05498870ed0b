import t from 'tap'
import { writeActions } from '../../src/kit/writer.ts'
import { createCheckout } from './new-checkout.ts'

const pairs = ['http', 'soap', 'html'].flatMap(connector =>
  Object.keys(writeActions).map(resource => ({ connector, resource, name: `${connector}-${resource}` }))
)
// Each connector and each resource: the whole suite, and a whole hub over it. Of the others, what is written.
const whole = ['http-complaints', 'soap-licence-applications', 'html-information-requests', 'http-incidents']

t.setTimeout(120_000)
const checkout = createCheckout()

await t.test('writes an adapter that takes each resource of which the contract takes new ones, over each connector ' +
  'that can send', async t => {
  for (const { name, connector, resource } of pairs)
    await checkout.add(t, name, '--connector', connector, '--resource', resource, '--write')
  t.equal(pairs.length, 12)
})

t.test('what was written passes at once', { jobs: 2 }, async t => {
  t.test('the type checker', t => checkout.checksTypes(t))
  t.test('the linter', t => checkout.lints(t))
  t.test('its own tests', t =>
    checkout.tests(t, whole.flatMap(name =>
      ['map', 'map-back', 'hub', 'writes'].map(test => `./${name}/${test}.test.ts`)
    )))
  t.test('the conformance suite, with all that it asks of writes', t =>
    checkout.conforms(t, pairs.map(({ name }) => [name, ...(whole.includes(name) ? [] : ['--only', 'create'])])))
  t.end()
})
