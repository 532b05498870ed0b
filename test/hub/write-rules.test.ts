import { randomUUID } from 'node:crypto'
import t from 'tap'
import { isWrite } from '../../src/gateway/writes/routing.ts'
import { contractErrors, operations } from '../suites/contract-check.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())

const write = async (path: string, body: object): Promise<Answer> =>
  city.post(path, body, { headers: { 'idempotency-key': `"${randomUUID()}"` } })
const sent = (id: string): number => city.system(id).records().length
const incident = (kind: string): object => ({ kind, occurred_at: '2026-11-20T15:38:00+07:00', headline: 'Truk mogok',
  location: { address: 'Jl. Ir. H. Juanda', lat: -6.8853, long: 107.6137 } })
const application = (service: string): object => ({ service_id: service, kind: 'new',
  applicant: { name: 'BUDI SANTOSA' } })

t.test('every new record of the contract is routed by a rule of the city', async t => {
  const created = operations.filter(({ resource, action }) => action === 'create' && isWrite(resource, action)).map((
    { resource }
  ) => resource)
  t.same(Object.keys(city.config.writes).toSorted(), created.toSorted())
  t.same(city.config.writes['licence-applications']?.map(({ system }) => system), ['licensing-a', 'licensing-b'],
    'two offices take applications')
})

const cases: [path: string, body: object, system: string][] = [
  ['/v1/complaints', { description: 'Lampu jalan mati.' }, 'complaints'],
  ['/v1/licence-applications', application('HAYU-055'), 'licensing-a'],
  ['/v1/licence-applications', application('SICA-055'), 'licensing-b'],
  ['/v1/information-requests', {
    requester: { name: 'BUDI SANTOSA', nik: '3273021305859991', phone: '+6281234567890', email: 'budi@example.org',
      location: { address: 'Jl. Wastukancana No. 2' } },
    detail: 'Anggaran taman.',
    purpose: 'Penelitian.'
  }, 'ppid'],
  ['/v1/incidents', incident('traffic'), 'transport'],
  ['/v1/incidents', incident('flood'), 'transport']
]
for (const [path, body, system] of cases) {
  t.test(`${path} of ${JSON.stringify(body).slice(0, 50)} is taken by ${system}`, async t => {
    const takers = ['complaints', 'licensing-a', 'licensing-b', 'ppid', 'transport']
    const before = takers.map(sent)
    const answer = await write(path, body)
    t.equal(answer.status, 201, JSON.stringify(answer.body).slice(0, 300))
    t.equal(answer.body.source.system, system)
    t.same(takers.filter((id, i) => sent(id) !== before[i]), [system])
  })
}

t.test('what no system takes is a 501 that says what is taken', async t => {
  const fire = await write('/v1/incidents', incident('fire'))
  t.same(contractErrors('reportIncident', fire), [])
  t.match(fire, { status: 501,
    body: { code: 'not_served', at_fault: 'hub',
      errors: [{ in: 'body', field: 'kind', code: 'not_taken', allowed: ['traffic', 'flood'] }] } })
  t.match(await write('/v1/licence-applications', application('DISHUB-055')), { status: 501,
    body: { errors: [{ field: 'service_id', code: 'not_taken', allowed: ['HAYU-*', 'SICA-*'] }] } })
  const { body: { items } } = await city.get('/v1/submissions?limit=100')
  t.equal(items.filter(({ status }: { status: { code: string } }) => status.code !== 'delivered').length, 0,
    'nothing of it is kept')
})
