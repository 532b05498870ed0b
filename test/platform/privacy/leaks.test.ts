import t from 'tap'
import { type FieldTree, fieldTree } from '../../../src/contract/fields.ts'
import { recordSchemas, resourceNames } from '../../../src/contract/resources.ts'
import { createMask } from '../../../src/platform/privacy/visibility.ts'
import { contract, validation } from '../../suites/core/hub.ts'

/** A value of each class that cannot be taken for anything else. */
const canaries: Record<string, unknown> = {
  name: 'Kenari Rahasiawati',
  nik: '3273021305859991',
  family_card: '3273020101109991',
  phone: '+628129999123',
  email: 'kenari@example.org',
  npwp: '123456789423000'
}
const CANARY = 'kenari rahasia'

/** A record with a canary in every personal field, and plain text in the others. */
function fill(tree: FieldTree): unknown {
  if (tree.privacy !== undefined) return tree.items === undefined ? (canaries[tree.privacy] ?? CANARY) : [CANARY]
  if (tree.items !== undefined) return [fill(tree.items), fill(tree.items)]
  if (tree.properties !== undefined)
    return Object.fromEntries(Object.entries(tree.properties).map(([name, inner]) => [name, fill(inner)]))
  return 'open'
}

/** What of a canary is more than its mask may show. */
const whole = new RegExp(
  [...Object.values(canaries).map(value => String(value).replace(/[+.]/g, '\\$&').slice(0, -1)), CANARY, 'Kenari',
    'Rahasiawati', '@example.org'.replace('@', '[^*]@')].join('|'),
  'i'
)

const personal = (tree: FieldTree): boolean =>
  tree.privacy !== undefined || (tree.items !== undefined && personal(tree.items)) ||
  Object.values(tree.properties ?? {}).some(personal)

for (const resource of resourceNames) {
  const schema = recordSchemas[resource]
  const tree = fieldTree(contract, schema)
  t.test(`no personal field of ${resource} leaves the hub as it is`, async t => {
    const record = fill(tree)
    if (personal(tree)) t.match(JSON.stringify(record), whole, 'there is something to mask')
    const shown = createMask(contract, schema)(record)
    t.notMatch(JSON.stringify(shown), whole)
    if (contract.schemas[`${schema}List`] === undefined) return
    const page = createMask(contract, `${schema}List`)({ items: [record, record], next_cursor: null,
      meta: { sources: [] } })
    t.notMatch(JSON.stringify(page), whole)
  })
}

t.test('every component that holds personal data is masked in every answer that holds it', async t => {
  for (const { id, answer } of contract.operations) {
    if (answer === undefined) continue
    const tree = fieldTree(contract, answer)
    t.notMatch(JSON.stringify(createMask(contract, answer)(fill(tree)) ?? null), whole, id)
  }
})

t.test('what is masked still fits the contract', async t => {
  const person = { name: 'Kenari Rahasiawati', nik: '3273021305859991', phone: '+628129999123',
    email: 'kenari@example.org', location: { address: 'Jl. Contoh No. 5', district_code: '32.73.02' } }
  t.same(validation.errorsOf('Person', createMask(contract, 'Person')(person)), [])
  const business = { name: 'PT CONTOH', npwp: '123456789423000', location: { address: 'Jl. Asia Afrika No. 8' } }
  t.same(validation.errorsOf('Business', createMask(contract, 'Business')(business)), [])
})

t.test('no schema that holds personal data contains itself: there the masking would end', async t => {
  const refs = (node: unknown): string[] => {
    if (typeof node !== 'object' || node === null) return []
    return Object.entries(node).flatMap((
      [key, inner]
    ) => (key === '$ref' && typeof inner === 'string' ? [inner.replace('#/components/schemas/', '')] : refs(inner)))
  }
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    for (const name of refs(contract.schemas[from])) if (!seen.has(name)) reaches(name, seen.add(name))
    return seen
  }
  for (const name of Object.keys(contract.schemas))
    if (personal(fieldTree(contract, name))) t.notOk(reaches(name).has(name), name)
})

t.test('no schema is put together in a way that masking does not follow', async t => {
  const keywords = (
    node: unknown
  ): string[] => (typeof node !== 'object' || node === null
    ? []
    : Object.entries(node).flatMap(([key, inner]) => [key, ...keywords(inner)]))
  const used = new Set(Object.values(contract.schemas).flatMap(keywords))
  for (const keyword of ['oneOf', 'anyOf', 'allOf', 'if', 'patternProperties', 'prefixItems', 'unevaluatedProperties',
    '$dynamicRef']) t.notOk(used.has(keyword), keyword)
})
