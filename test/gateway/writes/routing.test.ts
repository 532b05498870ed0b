import t from 'tap'
import { createRouting, type WriteRules } from '../../../src/gateway/writes/routing.ts'
import type { WritableResource } from '../../../src/kit/writer.ts'
import { city, createConfig } from '../../suites/core/city.ts'
import { connect } from '../../suites/core/hub.ts'
import { createLegacy } from '../../suites/core/legacy.ts'

const legacies = [
  createLegacy({ id: 'central', prefix: 'PUSAT', writes: 'findable' }),
  createLegacy({ id: 'district', prefix: 'KECA', writes: 'findable' }),
  createLegacy({ id: 'archive', prefix: 'ARSIP' }),
  createLegacy({ id: 'office-a', prefix: 'AAAA', resource: 'licence-applications', writes: 'findable' }),
  createLegacy({ id: 'office-b', prefix: 'BBBB', resource: 'licence-applications', writes: 'findable' }),
  createLegacy({ id: 'roads', prefix: 'JALAN', resource: 'incidents', writes: 'findable' }),
  createLegacy({ id: 'fires', prefix: 'API112', resource: 'incidents', writes: 'findable' })
]
const registry = connect(legacies, createConfig(legacies))
t.teardown(() => registry.close())
const dishub = city.agencies.find(({ code }) => code === 'DISHUB')?.id ?? ''

const routing = (rules: WriteRules) => createRouting(registry, rules, city)
const takerOf = (rules: WriteRules, resource: WritableResource, body: object): string =>
  routing(rules).find(resource, 'create', undefined, body).system.id

const complaints: WriteRules = {
  complaints: [
    { system: 'district', districts: ['32.73.01', '32.73.02'], services: ['KECA-*', 'PUSAT-11'] },
    { system: 'district', districts: ['32.73.19'] },
    { system: 'central', agencies: ['DISHUB'] },
    { system: 'central', services: ['PUSAT-*'] }
  ]
}

t.test('the first rule that fits decides, by service, district and agency', async t => {
  const cases: [body: object, system: string][] = [
    [{ service_code: 'KECA-3', location: { district_code: '32.73.01' } }, 'district'],
    [{ service_code: 'PUSAT-11', location: { district_code: '32.73.02' } }, 'district'],
    [{ service_code: 'PUSAT-12', location: { district_code: '32.73.02' } }, 'central'],
    [{ service_code: 'PUSAT-11' }, 'central'],
    [{ location: { district_code: '32.73.19' } }, 'district'],
    [{ agency_id: dishub }, 'central'],
    [{ service_code: 'KECA-3', agency_id: dishub }, 'central']
  ]
  for (const [body, system] of cases) t.equal(takerOf(complaints, 'complaints', body), system, JSON.stringify(body))
})

t.test('incidents go by their kind, and applications by their service', async t => {
  const incidents: WriteRules = {
    incidents: [{ system: 'fires', kinds: ['fire', 'medical'] }, { system: 'roads', kinds: ['traffic'] }]
  }
  t.equal(takerOf(incidents, 'incidents', { kind: 'fire' }), 'fires')
  t.equal(takerOf(incidents, 'incidents', { kind: 'traffic' }), 'roads')
  t.equal(takerOf({}, 'licence-applications', { service_id: 'BBBB-055' }), 'office-b',
    'without a rule it is the system of the service')
  t.equal(
    takerOf({ 'licence-applications': [{ system: 'office-a', kinds: ['renewal'] }] }, 'licence-applications', {
      service_id: 'BBBB-055',
      kind: 'renewal'
    }),
    'office-a'
  )
  t.equal(
    takerOf({ 'licence-applications': [{ system: 'office-a', kinds: ['renewal'] }] }, 'licence-applications', {
      service_id: 'BBBB-055',
      kind: 'new'
    }),
    'office-b'
  )
})

t.test('what nobody takes is told with the fields that decide, and what is taken', async t => {
  const incidents: WriteRules = {
    incidents: [{ system: 'fires', kinds: ['fire'] }, { system: 'roads', kinds: ['traffic'], districts: ['32.73.01'] }]
  }
  t.throws(() => takerOf(incidents, 'incidents', { kind: 'earthquake' }), { code: 'not_served',
    errors: [{ in: 'body', field: 'kind', code: 'not_taken', allowed: ['fire', 'traffic'] }, {
      field: 'location.district_code',
      code: 'required',
      allowed: ['32.73.01']
    }] })
  t.throws(() => takerOf(incidents, 'incidents', { kind: 'traffic', location: { district_code: '32.73.02' } }), {
    errors: [{ field: 'location.district_code', code: 'not_taken' }]
  })
  t.throws(() => takerOf({ incidents: [{ system: 'roads', agencies: ['DISHUB'] }] }, 'incidents', { kind: 'fire' }), {
    errors: [{ field: 'agency_id', code: 'required', allowed: [dishub] }]
  })
  t.throws(
    () =>
      takerOf({ 'licence-applications': [{ system: 'office-a', services: ['AAAA-*'] }] }, 'licence-applications', {
        service_id: 'ARSIP-1'
      }),
    { errors: [{ field: 'service_id', code: 'not_taken', allowed: ['AAAA-*'] }] }
  )
  t.throws(() => takerOf({}, 'incidents', { kind: 'fire' }), { code: 'not_served', errors: undefined },
    'two could, and nothing says which')
})

t.test('a system that does not take it is named by no rule for long', async t => {
  t.throws(() => takerOf({ complaints: [{ system: 'archive' }] }, 'complaints', {}), { code: 'not_served' })
  t.throws(() => takerOf({ complaints: [{ system: 'gone' }] }, 'complaints', {}), { code: 'not_served' })
  t.ok(routing({}).serves('complaints', 'create'))
  t.notOk(routing({}).serves('information-requests', 'create'))
})

t.test('a change goes to the system whose record it changes, whatever the rules say', async t => {
  const { find } = routing(complaints)
  t.match(find('complaints', 'close', 'KECA-17', {}), { system: { id: 'district' }, key: '17' })
  t.throws(() => find('complaints', 'close', 'ARSIP-17', {}), { code: 'not_served', message: /archive does not take/ })
  for (const id of ['NOBODY-17', 'AAAA-17', 'nonsense'])
    t.throws(() => find('complaints', 'close', id, {}), { code: 'not_found' }, id)
})
