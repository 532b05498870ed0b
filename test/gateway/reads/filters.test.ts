import t from 'tap'
import type { ResourceName } from '../../../src/contract/resources.ts'
import { createClocks } from '../../../src/features/deadlines/clocks.ts'
import { createFilters, hiddenFilters } from '../../../src/gateway/reads/filters.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'
import type { FilterName, Filters } from '../../../src/kit/adapter.ts'
import { createWorkingDays } from '../../../src/kit/indonesia/working-days.ts'
import { contract } from '../../suites/core/hub.ts'
import { day } from '../../suites/core/random-city.ts'

const test = createFilters(contract, createClocks({ workingDays: createWorkingDays() }))
const record = (fields: object): CanonicalRecord =>
  ({ id: 'AAAA-1', source: { updated_at: day(2) }, quality: [], ...fields }) as unknown as CanonicalRecord
const matches = (resource: ResourceName, fields: object, filters: Filters, except: FilterName[] = []): boolean =>
  test(resource, filters, except)(record(fields))

t.test('without a filter every record matches', async t => {
  t.ok(matches('complaints', {}, {}))
})

t.test('updated_since takes the very moment', async t => {
  t.ok(matches('complaints', {}, { updated_since: day(2) }))
  t.notOk(matches('complaints', {}, { updated_since: day(3) }))
})

t.test('one of the codes is enough, and all filters must hold', async t => {
  const fields = { status: { code: 'closed' }, agency_id: 'SKPD-DPU' }
  t.ok(matches('complaints', fields, { status: ['submitted', 'closed'], agency: ['SKPD-DPU'] }))
  t.notOk(matches('complaints', fields, { status: ['closed'], agency: ['SKPD-DISHUB'] }))
  t.notOk(matches('complaints', {}, { status: ['closed'] }))
  t.notOk(matches('complaints', {}, { agency: ['SKPD-DPU'] }))
})

t.test('what the system has applied itself is not looked at again', async t => {
  t.ok(matches('complaints', { status: { code: 'closed' } }, { status: ['submitted'] }, ['status']))
})

t.test('the district of a record stands in its place, on itself, or among those of its area', async t => {
  const coblong: Filters = { district_code: ['32.73.02'] }
  t.ok(matches('complaints', { location: { district_code: '32.73.02' } }, coblong))
  t.ok(matches('tax-bills', { district_code: '32.73.02' }, coblong))
  t.ok(matches('incidents', { area: { district_codes: ['32.73.01', '32.73.02'] } }, coblong))
  t.ok(
    matches('incidents', { location: { district_code: '32.73.19' }, area: { district_codes: ['32.73.02'] } }, coblong)
  )
  t.notOk(matches('incidents', { area: { district_codes: ['32.73.01'] } }, coblong))
  t.notOk(matches('complaints', {}, coblong))
})

t.test('a box finds places in it, and areas that it touches', async t => {
  const bbox: Filters = { bbox: [107.6, -6.95, 107.7, -6.9] }
  t.ok(matches('complaints', { location: { lat: -6.9, long: 107.6 } }, bbox), 'its edge belongs to it')
  t.notOk(matches('complaints', { location: { lat: -6.89, long: 107.6 } }, bbox))
  t.notOk(matches('complaints', { location: { lat: -6.92 } }, bbox))
  const ring = [[107, -7], [108, -7], [108, -6], [107, -6], [107, -7]]
  t.ok(matches('incidents', { kind: 'weather', area: { polygon: ring } }, bbox))
  t.notOk(
    matches('incidents', { kind: 'weather', area: { polygon: ring.map(([long = 0, lat = 0]) => [long + 2, lat]) } },
      bbox)
  )
  t.notOk(matches('incidents', { kind: 'weather', area: { name: 'Bandung' } }, bbox))
})

t.test('every word must occur, in any case and in any field', async t => {
  const fields = { title: 'LAMPU Jalan', description: 'Mati sejak Senin.',
    identifiers: [{ scheme: 'tracking_id', value: '1050123' }] }
  t.ok(matches('complaints', fields, { q: 'lampu senin' }))
  t.ok(matches('complaints', fields, { q: '1050123' }))
  t.notOk(matches('complaints', fields, { q: 'lampu banjir' }))
})

t.test("text that is the hub's own, or personal, or not shown, is not searched", async t => {
  const fields = {
    description: 'x',
    status: { code: 'closed', raw_label: 'Selesai' },
    media: [{ url: 'https://files.example.org/lampu.jpg' }],
    reporter: { name: 'Siti Rahmawati', anonymous: false, confidential: false },
    updates: [{ text: 'rahasia', public: false }]
  }
  for (const q of ['aaaa', 'selesai', 'files', 'siti', 's. r.', 'rahasia'])
    t.notOk(matches('complaints', fields, { q }), q)
})

t.test('text and place are looked at again though the system has done so', async t => {
  t.notOk(
    matches('complaints', { description: 'x', updates: [{ text: 'rahasia', public: false }] }, { q: 'rahasia' }, ['q'])
  )
  t.notOk(
    matches('incidents', { kind: 'panic', location: { lat: -6.92, long: 107.65 } }, {
      bbox: [107.6, -6.95, 107.7, -6.9]
    }, ['bbox'])
  )
})

t.test('a box is refused where no place is shown', async t => {
  t.same(hiddenFilters(contract, 'tax-objects'), ['bbox'])
  for (const resource of ['complaints', 'incidents', 'licences', 'proposals'] as const)
    t.same(hiddenFilters(contract, resource), [], resource)
})

t.test('what is overdue is told by the clock of the day, which no system counts', async t => {
  const late = { status: { code: 'submitted' }, submitted_at: '2026-11-02T09:00:00+07:00' }
  const overdue = (fields: object, wanted: boolean, today?: string) =>
    test('complaints', { overdue: wanted }, [], today)(record(fields))
  t.notOk(overdue(late, true, '2026-11-05'), 'on the last day')
  t.ok(overdue(late, true, '2026-11-06'))
  t.ok(overdue(late, false, '2026-11-05'))
  t.notOk(overdue(late, false, '2026-11-06'))
  t.notOk(overdue({ status: { code: 'closed' } }, true, '2026-11-06'), 'without a clock')
  t.ok(overdue({ status: { code: 'closed' } }, false, '2026-11-06'))
})
