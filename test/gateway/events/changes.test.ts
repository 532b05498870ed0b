import t from 'tap'
import { loadContract } from '../../../src/contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../../src/contract/resources.ts'
import { findChange, type Mark, type Sight, watchedResources } from '../../../src/gateway/events/changes.ts'
import { healthEventsJob } from '../../../src/gateway/events/health-events.ts'
import { createEventLog } from '../../../src/gateway/events/log.ts'
import { eventKinds, permitted } from '../../../src/gateway/events/types.ts'
import { keepWatch, readWatch } from '../../../src/gateway/events/watches.ts'
import type { HealthState } from '../../../src/gateway/systems/health.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'
import type { Registry } from '../../../src/gateway/systems/registry.ts'
import { createMask } from '../../../src/platform/privacy/visibility.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore } from '../../suites/stores.ts'

const contract = loadContract()
const NOW = Date.parse('2026-11-20T10:00:00+07:00')

const sight = (resource: ResourceName, more: Partial<Sight> = {}): Sight => ({ system: 'legacy', resource,
  mask: createMask(contract, recordSchemas[resource]), begunAt: NOW, isPushed: false, readAt: NOW + 60_000, ...more })
const record = (fields: Record<string, unknown>): CanonicalRecord =>
  ({
    id: 'LEGA-1',
    identifiers: [],
    quality: [],
    status: { code: 'submitted', raw_code: '1' },
    source: { system: 'legacy', record_id: '1', fetched_at: '2026-11-20T10:01:00+07:00',
      updated_at: '2026-11-20T10:00:30+07:00' },
    ...fields
  }) as unknown as CanonicalRecord
const mark = (state: string | null, changed_at = NOW): Mark => ({ state, changed_at })

t.test('a complaint is created once, and each step of it is a change', async t => {
  const complaint = record({ description: 'Lampu mati', submitted_at: '2026-11-20T10:00:30+07:00',
    service_code: 'lamp' })
  t.match(findChange(complaint, undefined, sight('complaints')), {
    event: { type: 'complaint.created', subject: 'LEGA-1', time: NOW + 30_000,
      data: { status: 'submitted', service_code: 'lamp' } }
  })
  t.equal(findChange(complaint, mark('submitted'), sight('complaints')), undefined)
  t.match(findChange(complaint, mark('triage'), sight('complaints')), {
    event: { type: 'complaint.status_changed', data: { status: 'submitted', previous_status: 'triage' } }
  })
  t.same(findChange(complaint, mark(null), sight('complaints')), { mark: { subject: 'LEGA-1', state: 'submitted' } },
    'what was not known did not change')
  t.equal(findChange(complaint, mark('closed', NOW + 60_001), sight('complaints')), undefined,
    'what was known later is newer than what was seen')
  t.same(findChange(record({ submitted_at: '2026-11-20T09:00:00+07:00' }), undefined, sight('complaints')), {
    mark: { subject: 'LEGA-1', state: 'submitted' }
  }, 'older than the first look')
  t.same(findChange(complaint, undefined, sight('complaints', { begunAt: Infinity })), {
    mark: { subject: 'LEGA-1', state: 'submitted' }
  }, 'the first look')
})

t.test('of what nobody may see nothing is told', async t => {
  t.equal(
    findChange(record({ description: 'x', reporter: { anonymous: false, confidential: true } }), undefined,
      sight('complaints')),
    undefined
  )
})

t.test('a bill is told of when it is paid, and a licence when it is there', async t => {
  const bill = record({ status: { code: 'paid', raw_code: '1' }, tax_year: 2026 })
  t.match(findChange(bill, mark('unpaid'), sight('tax-bills')), {
    event: { type: 'tax_bill.paid', data: { status: 'paid', tax_year: 2026 } }
  })
  t.same(findChange(record({ status: { code: 'overdue', raw_code: '0' } }), mark('unpaid'), sight('tax-bills')), {
    mark: { subject: 'LEGA-1', state: 'overdue' }
  })
  t.same(findChange(bill, undefined, sight('tax-bills')), { mark: { subject: 'LEGA-1', state: 'paid' } })
  const licence = record({ status: { code: 'active', raw_code: '1' }, issued_on: '2026-11-20' })
  t.match(findChange(licence, undefined, sight('licences')), { event: { type: 'licence.issued' } },
    'of the day of the first look')
  t.same(findChange(record({ issued_on: '2026-11-19' }), undefined, sight('licences', { begunAt: NOW + 86_400_000 })), {
    mark: { subject: 'LEGA-1', state: 'submitted' }
  })
  t.match(findChange(licence, mark('expired'), sight('licences')), { mark: { state: 'active' } })
})

t.test('an incident changes when something that is told of it does', async t => {
  const incident = (more: Record<string, unknown> = {}) =>
    record({ kind: 'flood', severity: 'minor', occurred_at: '2026-11-20T10:00:30+07:00', headline: 'Banjir', ...more })
  const first = findChange(incident(), undefined, sight('incidents'))
  t.match(first, { event: { type: 'incident.reported', data: { kind: 'flood' } } })
  const known = mark((first as { event: { state: string } }).event.state)
  t.equal(
    findChange(incident({ quality: [{}], source: { ...incident().source, fetched_at: '2026-11-20T11:00:00+07:00' } }),
      known, sight('incidents')),
    undefined
  )
  t.match(findChange(incident({ severity: 'severe' }), known, sight('incidents')), {
    event: { type: 'incident.updated', data: { severity: 'severe' } }
  })
  t.match(
    findChange(incident({ occurred_at: '2026-11-19T00:00:00+07:00' }), undefined,
      sight('incidents', { isPushed: true })),
    { event: { type: 'incident.reported' } },
    'of what is pushed counts when it came'
  )
})

t.test('no record with people in it leaves anything of them in an event', async t => {
  const person = { name: 'Kenari Rahasiawati', nik: '3273021305859991', phone: '+628129999123',
    email: 'kenari@example.org',
    location: { address: 'Jl. Kenari 9', lat: -6.9, long: 107.6, district_code: '32.73.02' } }
  for (const resource of watchedResources) {
    const found = findChange(record({
      description: 'Kenari 3273021305859991',
      title: 'Kenari',
      reporter: { ...person, anonymous: false, confidential: false },
      applicant: person,
      holder: person,
      requester: person,
      taxpayer_name: person.name,
      headline: 'Kenari',
      location: person.location,
      service_code: '3273021305859991',
      submitted_at: '2026-11-20T10:00:30+07:00'
    }), resource === 'tax-bills' ? mark('unpaid') : undefined, sight(resource))
    if (found === undefined || !('event' in found)) continue
    t.notMatch(JSON.stringify(permitted(found.event.type, found.event.data)), /Kenari|327302|62812|example|Jl\./i,
      resource)
  }
})

t.test('every type about records is told by a resource that is looked at', async t => {
  for (const { resource } of Object.values(eventKinds))
    if (!['submissions', 'subscriptions', 'systems', 'disagreements'].includes(resource))
      t.ok(watchedResources.includes(resource as ResourceName), resource)
})

overEachStore(async (t, place) => {
  const store = await place.open()

  t.test('how far looks at a resource have come is kept', async t => {
    const other = await place.open()
    const watch = await readWatch(store, 'a', 'complaints', null)
    t.match(watch, { begun_at: null, high_water: null, looked_at: null })
    await keepWatch(store, { ...watch, begun_at: 5, high_water: 'x' })
    t.match(await readWatch(other, 'a', 'complaints', 7), { begun_at: 5, high_water: 'x' })
    await keepWatch(other, { ...watch, begun_at: 5, high_water: 'y', looked_at: 9 })
    t.match(await readWatch(store, 'a', 'complaints', null), { high_water: 'y', looked_at: 9 })
    t.match(await readWatch(store, 'b', 'complaints', 7), { begun_at: 7 })
  })

  t.test('a system that falls ill is told of once, and once when it is well again', async t => {
    let state: HealthState = 'up'
    let since = 0
    const registry = {
      systems: [{ id: 'weather', guard: () => ({}), health: { state: () => state, since: () => since } }]
    } as unknown as Registry
    const log = createEventLog({ engine: store.engine })
    const job = healthEventsJob({ append: log.append, registry: () => registry })
    const [one, two] = [startJobs(t, store).add(job), startJobs(t, await place.open()).add(job)]
    const told = async (): Promise<string[]> => {
      t.equal(await one.run(), true)
      t.equal(await two.run(), false, 'one process tells')
      return (await store.read(db =>
        db.selectFrom('events').select(['type', 'data']).where('subject', '=', 'weather').orderBy('seq').execute()
      )).map(({ type, data }) => `${type} ${data}`)
    }
    t.same(await told(), [], 'that it is well from the beginning is no news')
    state = 'degraded'
    since = Date.now()
    t.same(await told(), [], 'one call that failed comes and goes')
    state = 'down'
    t.same(await told(), ['adapter.degraded {"status":"down"}'])
    state = 'up'
    t.equal((await told()).length, 1)
    since = 0
    t.same((await told()).slice(1), ['adapter.recovered {"status":"up","previous_status":"down"}'])
    t.equal((await told()).length, 2)
  })
})
