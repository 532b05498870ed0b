import t from 'tap'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())

type Line = Record<string, unknown> & { request_id: string; systems?: Record<string, number> }
const FIELDS = ['level', 'time', 'msg', 'request_id', 'consumer', 'operation', 'status', 'outcome', 'cache', 'duration_ms', 'systems']
const NIK = '3273021305859991'

const asked: string[] = []
/** Asks under an id of its own, by which its line is found. */
async function ask(path: string, { as, body }: { as?: null; body?: object } = {}): Promise<void> {
  const id = `log-${asked.length}`
  asked.push(id)
  const options = { headers: { 'x-request-id': id }, ...(as === null && { as }) }
  await (body === undefined ? city.get(path, options) : city.post(path, body, options))
}

await ask('/v1/licences?limit=3', { as: null })
await ask('/v1/licences?limit=3')
await city.system('licensing-b').setFault({ kind: 'down' })
await ask('/v1/licences?limit=3&q=izin')
await city.system('complaints').setFault({ kind: 'garbage' })
await ask('/v1/complaints?limit=3')
await ask('/v1/complaints?limit=nine')
await ask('/v1/systems', { as: null })
await ask('/v1/proposals')
await ask('/v1/residents/verify', { body: { nik: NIK, full_name: 'Budi Santosa', birth_date: '1985-05-13' } })
await ask(`/v1/nothing/${NIK}?nik=${NIK}`)
await ask('/livez')

// A line is written when its answer has left: the caller may be quicker.
await until(() => asked.every(id => city.log().includes(`"${id}"`)), { what: 'a line for each request' })
const lines = city.log().split('\n').filter(line => line.includes('"msg":"request",')).map(line => JSON.parse(line) as Line)
const lineOf = (id: string): Line | undefined => lines.find(line => line.request_id === id)

t.test('every request has one line, whatever became of it', t => {
  for (const id of asked) t.equal(lines.filter(line => line.request_id === id).length, 1, id)
  t.end()
})

t.test('a line holds these fields and no others', t => {
  for (const line of lines) t.same(Object.keys(line).filter(field => !FIELDS.includes(field)), [], String(line['operation']))
  t.end()
})

t.test('it tells who asked what, how it ended, what the cache did, and how long each system took', t => {
  const [open, hit, partial, garbage, wrong, noToken, notServed, verify, lost, alive] = asked.map(lineOf)
  t.match(open, { level: 'info', operation: 'listLicences', status: 200, outcome: 'ok', cache: 'fetched', duration_ms: Number, time: Number })
  t.same(Object.keys(open?.systems ?? {}).toSorted(), ['licensing-a', 'licensing-b', 'transport'])
  t.notOk('consumer' in (open ?? {}), 'without a token nobody is named')
  t.match(hit, { consumer: 'demo-app', outcome: 'ok', cache: 'hit' })
  t.same(hit?.systems ?? {}, {}, 'no system was asked')
  t.match(partial, { status: 200, outcome: 'partial', systems: { 'licensing-b': Number } })
  t.match(garbage, { level: 'warn', operation: 'listComplaints', status: 502, outcome: 'system_failed' })
  t.match(wrong, { level: 'info', operation: 'listComplaints', status: 400, outcome: 'invalid_request' })
  t.match(noToken, { operation: 'listSystems', status: 401, outcome: 'unauthenticated' })
  t.match(notServed, { level: 'info', operation: 'listProposals', status: 501, outcome: 'not_served' })
  t.match(verify, { operation: 'verifyResident', status: 200, outcome: 'ok', systems: { population: Number } })
  t.match(lost, { operation: 'unmatched', status: 404, outcome: 'not_found' })
  t.match(alive, { operation: 'livez', status: 200, outcome: 'ok' })
  t.end()
})

t.test('no path, no parameter and nothing of a body is in the log', t => {
  for (const secret of [NIK, 'Budi', '1985', 'izin', 'nine', '/v1/']) t.notOk(city.log().includes(secret), secret)
  t.end()
})
