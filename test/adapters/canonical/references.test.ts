import t from 'tap'
import { createReferences, OF_AGENCIES, OF_DISPOSITIONS, OF_RECORDS } from '../../../adapters/canonical/references.ts'
import { paths } from '../../../adapters/canonical/writes.ts'
import { type JsonSchema, loadContract } from '../../../src/contract/contract.ts'
import { recordSchemas } from '../../../src/contract/resources.ts'

const { schemas, operations } = loadContract()
const references = createReferences({ prefix: 'NEWAPP', agencies: new Set(['SKPD-DBMP', 'SKPD-DISHUB']) })

t.test("ids of records and agencies are those of this hub here, and the application's own there", async t => {
  const theirs = {
    service_id: 'HAYU-055',
    agency_id: 'SKPD-DBMP',
    service_code: 'LAPOR-11',
    duplicate_of: 'LAPOR-7',
    updates: [{ id: 'u-000001', agency_id: 'DINAS-99' }],
    dispositions: [{ from: 'SKPD-DISHUB', to: 'DINAS-99' }],
    hours: { from: '08:00' }
  }
  const ours = references.toOurs(theirs)
  t.same(ours, {
    ...theirs,
    service_id: 'NEWAPP-HAYU-055',
    duplicate_of: 'NEWAPP-LAPOR-7',
    updates: [{ id: 'u-000001', agency_id: 'NEWAPP-DINAS-99' }],
    dispositions: [{ from: 'SKPD-DISHUB', to: 'NEWAPP-DINAS-99' }]
  })
  t.same(references.toTheirs({ service_id: ours.service_id, agency_id: 'NEWAPP-DINAS-99', note: 'NEWAPP-HAYU-055' }), {
    service_id: 'HAYU-055',
    agency_id: 'DINAS-99',
    note: 'NEWAPP-HAYU-055'
  })
  t.same(references.toTheirs({ service_id: 'OTHER-1', licence_id: 'NEWAPP-' }), { service_id: 'OTHER-1',
    licence_id: 'NEWAPP-' }, 'what is none of its own is sent as it is')
})

t.test('every id that the contract has in a record or in a write is known as one', async t => {
  // A silence is of the hub itself, and goes to no system.
  const named = [...Object.values(recordSchemas),
    ...Object.keys(schemas).filter(name =>
      (name.startsWith('New') && name !== 'NewSilence') || name.endsWith('Closure') || name.endsWith('Withdrawal')
    )]
  const found = new Set(named.flatMap(name => idsOf(schemas[name] ?? {}, new Set())))
  found.delete('id')
  t.same([...found].toSorted(), [...new Set([...OF_RECORDS, ...OF_AGENCIES, ...OF_DISPOSITIONS])].toSorted())
})

t.test('each write of the contract has its path', async t => {
  const inContract = operations.filter(({ method, resource, path }) =>
    method === 'POST' && path.startsWith(`/v1/${resource}`) && Object.hasOwn(paths, resource ?? '')
  )
  for (const { resource, action, path } of inContract) {
    const known = (paths as Record<string, Record<string, readonly string[]>>)[resource ?? '']?.[action ?? '']
    t.equal(['/v1', resource, ...(action === 'create' ? [] : ['{id}']), ...(known ?? ['?'])].join('/'), path)
  }
  t.equal(inContract.length, Object.values(paths).flatMap(actions => Object.keys(actions)).length)
})

/** Names of the properties that hold an id, wherever they stand. */
function idsOf(schema: JsonSchema, seen: Set<string>): string[] {
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).flatMap(([name, property]) => {
    const items = (property['items'] ?? property) as JsonSchema
    const ref = ((items['$ref'] ?? '') as string).replace('#/components/schemas/', '')
    if (ref === 'Id') return [name]
    if (ref === '') return idsOf(items, seen)
    if (seen.has(ref)) return []
    seen.add(ref)
    return idsOf(schemas[ref] ?? {}, seen)
  })
}
