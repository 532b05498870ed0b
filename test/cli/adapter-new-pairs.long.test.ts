import t from 'tap'
import { type ConnectorName, connectorNames } from '../../src/cli/adapter/kinds.ts'
import { type ResourceName, resourceNames } from '../../src/contract/resources.ts'
import { createCheckout } from './new-checkout.ts'

// Each connector and each resource once; the pairs that are another thing than the sum; residents, who have no list.
const pairs: readonly (readonly [ConnectorName, ResourceName])[] = [
  ['http', 'licences'],
  ['soap', 'licence-applications'],
  ['html', 'information-requests'],
  ['feed', 'incidents'],
  ['ckan', 'proposals'],
  ['sql', 'complaints'],
  ['csv', 'tax-objects'],
  ['dbf', 'tax-bills'],
  ['fixed-width', 'services'],
  ['xlsx', 'datasets'],
  ['xml', 'agencies'],
  ['push', 'announcements'],
  ['mqtt', 'residents'],
  ['feed', 'announcements'],
  ['ckan', 'datasets'],
  ['http', 'residents'],
  ['soap', 'residents'],
  ['html', 'residents'],
  ['sql', 'residents'],
  ['csv', 'residents'],
  ['push', 'residents']
]
const nameOf = ([connector, resource]: readonly [string, string]): string =>
  `${connector}-${resource}`.slice(0, 32).replace(/-$/, '')

// The suite says the same of all that are asked over HTTP, and takes its time: over the others it looks at what comes
// out.
const wholeSuite = ['http-licences', 'csv-tax-objects', 'push-announcements', 'mqtt-residents']

t.setTimeout(120_000)
const checkout = createCheckout()

t.test('the pairs have every connector and every resource among them', async t => {
  t.strictSame([...new Set(pairs.map(([connector]) => connector))].toSorted(), connectorNames.toSorted())
  t.strictSame([...new Set(pairs.map(([, resource]) => resource))].toSorted(), resourceNames.toSorted())
})

await t.test('writes one adapter after the other', async t => {
  for (const pair of pairs) await checkout.add(t, nameOf(pair), '--connector', pair[0], '--resource', pair[1])
})

t.test('what was written passes at once', { jobs: 2 }, async t => {
  t.test('the type checker', t => checkout.checksTypes(t))
  t.test('the linter', t => checkout.lints(t))
  t.test('its own tests', t => {
    // The mapping of residents is one, however they come; a database takes its time to start.
    const isSaid = ([connector, resource]: readonly [ConnectorName, ResourceName]): boolean =>
      resource !== 'residents' || ['http', 'mqtt'].includes(connector)
    return checkout.tests(t,
      pairs.filter(isSaid).flatMap(pair => ['map', 'hub'].map(name => `./${nameOf(pair)}/${name}.test.ts`)))
  })
  t.test('the conformance suite', t =>
    checkout.conforms(t, pairs.map(nameOf).map(name => [name, ...(wholeSuite.includes(name) ? [] : ['--only', ': '])])))
  t.end()
})
