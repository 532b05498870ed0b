import t from 'tap'
import { recordField, recordPaths } from '../../src/contract/record-fields.ts'
import { recordSchemas, resourceNames } from '../../src/contract/resources.ts'
import { contract } from '../suites/core/hub.ts'

const field = (path: string, schema = 'Licence') => recordField(contract, schema, path)

t.test('a field is found by its path, with what it holds', async t => {
  t.match(field('number'), { type: 'text', isList: false, isOptional: false, isFreeText: false, privacy: undefined })
  t.match(field('issued_on'), { type: 'date', isOptional: false })
  t.match(field('valid_until'), { type: 'date', isOptional: true })
  t.match(field('status.code'), { type: 'text', isOptional: false,
    values: ['active', 'suspended', 'revoked', 'expired', 'superseded', 'unknown'] })
  t.match(field('location.lat'), { type: 'number', isOptional: true })
  t.match(field('source.updated_at'), { type: 'timestamp' })
  t.match(field('categories', 'Announcement'), { type: 'text', isList: true })
  t.match(field('fee_paid', 'LicenceApplication'), { type: 'boolean' })
})

t.test('what is personal is told, wherever the mark stands', async t => {
  t.match(field('holder.name'), { privacy: 'name' })
  t.match(field('holder.location.address'), { privacy: 'address' })
  t.match(field('holder.titles'), { privacy: 'name', isList: true })
  t.match(field('business.npwp'), { privacy: 'npwp' })
  t.match(field('vehicle.plate_number'), { privacy: 'plate_number' })
  t.match(field('location.lat', 'TaxObject'), { privacy: 'address' }, "the place of somebody's home")
})

t.test('what people wrote themselves is told', async t => {
  t.match(field('description', 'Complaint'), { isFreeText: true })
  t.match(field('detail', 'InformationRequest'), { isFreeText: true })
  t.match(field('title', 'Announcement'), { isFreeText: false })
})

t.test('objects, lists of objects and what is not there are no fields', async t => {
  for (const [path, schema] of [['location', 'Licence'], ['history', 'LicenceApplication'], ['history.code',
    'LicenceApplication'], ['nothing', 'Licence'], ['number.length', 'Licence'], ['constructor', 'Licence'], ['',
    'Licence']] as const)
  {
    t.equal(field(path, schema), undefined, path)
  }
})

t.test('every path of every record leads to a field', async t => {
  for (const name of resourceNames) {
    const paths = recordPaths(contract, recordSchemas[name])
    t.ok(paths.length > 5, name)
    for (const path of paths) t.ok(field(path, recordSchemas[name]), `${name} ${path}`)
  }
})
