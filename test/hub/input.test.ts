import t from 'tap'
import { recordSchemas } from '../../src/contract/resources.ts'
import { contractErrors, operations } from '../suites/contract-check.ts'
import { startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())

const wrong: [path: string, field: string, code: string][] = [
  ['/v1/complaints?colour=red', 'colour', 'unknown'],
  ['/v1/complaints?limit=ten', 'limit', 'type'],
  ['/v1/complaints?limit=0', 'limit', 'minimum'],
  ['/v1/complaints?limit=101', 'limit', 'maximum'],
  ['/v1/complaints?limit=5&limit=6', 'limit', 'repeated'],
  ['/v1/complaints?status=lost', 'status', 'enum'],
  ['/v1/complaints?updated_since=yesterday', 'updated_since', 'format'],
  ['/v1/complaints?district_code=3273', 'district_code', 'pattern'],
  ['/v1/complaints?district_code=32.73.99', 'district_code', 'unknown'],
  ['/v1/complaints?agency=NASA', 'agency', 'unknown'],
  ['/v1/complaints?bbox=1,2,3', 'bbox', 'minItems'],
  ['/v1/complaints?bbox=107.7,-6.9,107.6,-6.8', 'bbox', 'order'],
  ['/v1/complaints?require=some', 'require', 'enum'],
  ['/v1/complaints?cursor=zzz', 'cursor', 'pattern'],
  ['/v1/complaints?q=%20', 'q', 'blank'],
  ['/v1/complaints?q=a%00b', 'q', 'control'],
  ['/v1/complaints?updated_since=2016-12-31T23:59:60Z&limit=0', 'limit', 'minimum'],
  ['/v1/complaints?updated_since=0000-01-01T00:00:00Z', 'updated_since', 'range'],
  ['/v1/complaints/!', 'id', 'pattern'],
  ['/v1/systems?cursor=zzz', 'cursor', 'pattern']
]

for (const [path, field, code] of wrong) {
  t.test(`${path} is a 400 that names ${field}`, async t => {
    const answer = await city.get(path)
    t.equal(answer.status, 400)
    t.match(answer.body, { code: 'invalid_request', at_fault: 'caller', errors: [{ field, code }] })
    const operation = path.startsWith('/v1/systems')
      ? 'listSystems'
      : path.includes('/!')
      ? 'getComplaint'
      : 'listComplaints'
    t.same(contractErrors(operation, answer), [])
  })
}

t.test('every wrong field has an entry of its own', async t => {
  const { body } = await city.get('/v1/complaints?limit=x&status=lost&foo=1')
  t.same(body.errors.map(({ field }: { field: string }) => field).sort(), ['foo', 'limit', 'status'])
})

t.test('a cursor of another query is refused', async t => {
  const { body } = await city.get('/v1/complaints?limit=2')
  const answer = await city.get(`/v1/complaints?limit=2&status=closed&cursor=${body.next_cursor}`)
  t.equal(answer.status, 400)
  t.match(answer.body.errors, [{ field: 'cursor', code: 'mismatch' }])
})

t.test('bodies that do not fit are refused field by field', async t => {
  const bodies: [unknown, number, object][] = [
    [{ nik: '123', full_name: 'A', birth_date: '1985-05-13' }, 400, [{ field: 'nik', code: 'pattern' }]],
    [{ full_name: 'A' }, 400, [{ code: 'required' }, { code: 'required' }]],
    [{ nik: '3273021305859991', full_name: 'A', birth_date: '1985-02-31' }, 400, [{ field: 'birth_date',
      code: 'format' }]],
    [{ nik: '3273021305859991', full_name: 'A', birth_date: '1985-05-13', extra: 1 }, 400, [{ field: 'extra',
      code: 'unknown' }]],
    ['{"nik":', 400, [{ code: 'json' }]],
    ['', 400, [{ code: 'required' }]],
    ['{"__proto__":{"x":1}}', 400, [{}]],
    ['[]', 400, [{ in: 'body' }]]
  ]
  for (const [body, status, errors] of bodies) {
    const answer = await city.post('/v1/residents/verify', body)
    t.equal(answer.status, status, JSON.stringify(body))
    t.match(answer.body.errors, errors)
    t.same(contractErrors('verifyResident', answer), [])
  }
})

t.test('a body that is too large is a 413, one that is not JSON a 415', async t => {
  const large = await city.post('/v1/residents/verify', { nik: 'x'.repeat(2_000_000) })
  t.equal(large.status, 413)
  const text = await city.post('/v1/residents/verify', 'a=1', { headers: { 'content-type': 'text/plain' } })
  t.equal(text.status, 415)
  for (const answer of [large, text]) {
    t.match(answer.body, { at_fault: 'caller' })
    t.same(contractErrors('verifyResident', answer), [])
  }
})

t.test('unknown ids and paths are 404, wrong methods 405', async t => {
  for (const path of ['/v1/complaints/LAPOR-99999999', '/v1/complaints/NOBODY-1', '/v1/licences/LAPOR-1420986',
    '/v1/systems/nothing', '/v1/nothing', '/nothing'])
  {
    const answer = await city.get(path)
    t.equal(answer.status, 404, path)
    t.match(answer.body, { code: 'not_found', type: '/problems/not_found' })
  }
  const response = await fetch(`${city.url}/v1/complaints`, { method: 'DELETE' })
  t.equal(response.status, 405)
  t.match(response.headers.get('allow'), /GET/)
})

t.test('an operation that no system serves is a 501, never a made-up record', async t => {
  const bare = await startCity({
    change: config => ({ ...config, systems: config.systems.filter(({ id }) => id === 'register') })
  })
  t.teardown(() => bare.close())
  // What the hub answers from what it knows itself needs no system; nor do the agencies, which the register has.
  const ofSystems = Object.keys(recordSchemas).filter(resource => resource !== 'agencies')
  const unserved = operations.filter(({ path, resource }) =>
    path.startsWith('/v1/') && ofSystems.includes(resource) && !path.endsWith('/overview')
  )
  t.ok(unserved.length > 20)
  for (const { id, method, path, scopes, action } of unserved) {
    const url = bare.url +
      path.replace('{nop}', '327306000100200030').replace('{year}', '2026').replace('{id}', 'SOME-123') +
      (action === 'count' ? '?year=2026' : '')
    const response = await fetch(url, { method, headers: bare.authorization(scopes) })
    t.equal(response.status, 501, `${id} ${method} ${path}`)
    t.match(await response.json(), { code: 'not_served', type: '/problems/not_served' })
  }
})

t.test('what a caller sends is never repeated in an error or in the log', async t => {
  const canary = '3273021305859991'
  const answers = [
    await city.get(`/v1/complaints?${canary}=1`),
    await city.get(`/v1/complaints?status=${canary}`),
    await city.get(`/v1/complaints/${canary}`),
    await city.get(`/v1/${canary}`),
    await city.get(`/v1/complaints?q=${canary}&limit=1`, { headers: { 'x-request-id': canary } }),
    await city.post('/v1/residents/verify', { nik: canary, full_name: canary, birth_date: canary, [canary]: canary })
  ]
  for (const { body, headers } of answers) {
    t.notMatch(JSON.stringify(body.items === undefined ? body : {}), canary)
    t.notMatch(headers.get('x-request-id') ?? '', canary)
  }
  t.notMatch(city.log(), canary)
})
