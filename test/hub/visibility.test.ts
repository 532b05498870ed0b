import t, { type Test } from 'tap'
import type { ResourceName } from '../../src/contract/resources.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type LegacyOptions, type Row } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'

type Item = { id: string; [field: string]: unknown }
type Page = { items: Item[]; next_cursor: string | null }

/** A hub over one system, and what a caller with every scope of the resource sees of it. */
async function start(t: Test, resource: ResourceName, rows: Row[], options: Partial<LegacyOptions> = {}) {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', resource, rows, ...options })
  const scopes = [`${resource}:read`]
  const hub = await startHub(t, [legacy], { consumers: { app: { scopes } } })
  const headers = bearer({ claims: { sub: 'app', scope: scopes.join(' ') } })
  const ask = async (path: string) => {
    const response = await hub.get(`/v1/${resource}${path}`, { headers })
    return { status: response.status,
      body: (await response.json()) as Page & Item & { code: string; errors: object[] } }
  }
  return { ask, ids: async (query: string) => (await ask(query)).body.items.map(({ id }) => id), legacy }
}

const update = (number: number, text: string, isPublic: boolean): object => ({ id: `AAAA-100001-${number}`, at: day(1),
  text, public: isPublic })

t.test('text that only officers may read is not found either', async t => {
  const { ask, ids } = await start(t, 'complaints', [
    complaintRow('100001', day(2), {
      updates: [update(1, 'Petugas berangkat', true), update(2, 'Pelapor bernama rahasia', false)]
    })
  ])
  t.same(await ids('?q=berangkat'), ['AAAA-100001'])
  t.same(await ids('?q=rahasia'), [])
  t.same((await ask('/AAAA-100001')).body['updates'], [update(1, 'Petugas berangkat', true)])
})

t.test('nor when the system itself searches all that it has', async t => {
  const { ids, legacy } = await start(t, 'complaints', [
    complaintRow('100001', day(2), { updates: [update(2, 'rahasia', false)] }),
    complaintRow('100002', day(1), { title: 'rahasia' })
  ], { filters: ['q'], finds: ({ record }, { q = '' }) => JSON.stringify(record).includes(q) })
  t.same(await ids('?q=rahasia'), ['AAAA-100002'])
  t.same(legacy.asked.find(({ operation }) => operation === 'list')?.query?.filters, { q: 'rahasia' })
})

t.test('a confidential complaint is not there for the public', async t => {
  const { ask, ids } = await start(t, 'complaints', [
    complaintRow('100001', day(2), { reporter: { name: 'Siti Rahmawati', anonymous: false, confidential: true },
      updates: [update(1, 'x', true)] }),
    complaintRow('100002', day(1))
  ])
  t.same(await ids(''), ['AAAA-100002'])
  t.same(await ids('?q=lampu'), ['AAAA-100002'])
  const [there, nowhere] = [await ask('/AAAA-100001'), await ask('/AAAA-100009')]
  t.equal(there.status, 404)
  t.same({ ...there.body, request_id: '' }, { ...nowhere.body, request_id: '' }, 'as if it were not there')
  t.equal((await ask('/AAAA-100001/updates')).status, 404)
})

t.test('of an anonymous reporter nothing is shown but that', async t => {
  const { ask } = await start(t, 'complaints', [
    complaintRow('100001', day(2), {
      reporter: { name: 'Siti Rahmawati', phone: '+628129999123', email: 'siti@example.org', anonymous: true,
        confidential: false }
    })
  ])
  t.same((await ask('/AAAA-100001')).body['reporter'], { anonymous: true, confidential: false })
})

const incident = (key: string, kind: string, more: object = {}): Row => ({
  key,
  updatedAt: day(2),
  record: {
    identifiers: [],
    status: { code: 'reported', raw_code: '' },
    kind,
    severity: 'unknown',
    headline: 'Bantuan',
    occurred_at: day(2),
    location: { lat: -6.9, long: 107.6, address: 'Jl. Contoh No. 5', rt: '001', rw: '002', district_code: '32.73.02' },
    ...more
  }
})

t.test('where a panic button was pressed is told by the district alone', async t => {
  const area = { name: 'Rumah', polygon: [[107.6, -6.9], [107.61, -6.9], [107.61, -6.89], [107.6, -6.9]] }
  const { ask, ids } = await start(t, 'incidents', [
    incident('100001', 'panic', { description: 'Di Jl. Contoh No. 5', area }),
    incident('100002', 'fire')
  ])
  const { body } = await ask('/AAAA-100001')
  t.same(body['location'], { district_code: '32.73.02' })
  t.notMatch(JSON.stringify(body), /Contoh|107\.6|Rumah/)
  t.match((await ask('/AAAA-100002')).body['location'], { lat: -6.9, address: 'Jl. Contoh No. 5' })
  t.same(await ids('?district_code=32.73.02'), ['AAAA-100001', 'AAAA-100002'])
  t.same(await ids('?bbox=107.5,-7,107.7,-6.8'), ['AAAA-100002'])
  t.same(await ids('?q=contoh'), ['AAAA-100002'])
})

t.test('a box cannot be used to find out where a taxpayer lives', async t => {
  const { ask, ids } = await start(t, 'tax-objects', [{
    key: '327306000100200030',
    updatedAt: day(1),
    record: { identifiers: [], nop: '327306000100200030', owner_name: 'Budi Santosa',
      location: { lat: -6.9, long: 107.6, address: 'Jl. Wastukancana No. 2', district_code: '32.73.02' } }
  }])
  t.match(await ask('?bbox=107.5,-7,107.7,-6.8'), { status: 400,
    body: { code: 'invalid_request', errors: [{ in: 'query', field: 'bbox', code: 'hidden' }] } })
  t.same(await ids('?q=budi'), [])
  t.same(await ids('?q=wastukancana'), [])
  t.same(await ids('?district_code=32.73.02'), ['AAAA-327306000100200030'])
})
