import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())

type Line = Record<string, unknown> & { request_id: string; systems?: Record<string, number> }
const FIELDS = ['level', 'time', 'msg', 'request_id', 'consumer', 'operation', 'status', 'outcome', 'cache',
  'duration_ms', 'systems']
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
await ask('/openapi.json')
await city.get('/readyz')

// A line is written when its answer has left: the caller may be quicker.
await until(() => asked.every(id => city.log().includes(`"${id}"`)), { what: 'a line for each request' })
const lines = city.log().split('\n').filter(line => line.includes('"msg":"request",')).map(line =>
  JSON.parse(line) as Line
)
const lineOf = (id: string): Line | undefined => lines.find(line => line.request_id === id)

t.test('every request has one line, whatever became of it', t => {
  for (const id of asked) t.equal(lines.filter(line => line.request_id === id).length, 1, id)
  t.end()
})

t.test('a line holds these fields and no others', t => {
  for (const line of lines)
    t.same(Object.keys(line).filter(field => !FIELDS.includes(field)), [], String(line['operation']))
  t.end()
})

t.test('it tells who asked what, how it ended, what the cache did, and how long each system took', t => {
  const [open, hit, partial, garbage, wrong, noToken, notServed, verify, lost, fixed] = asked.map(lineOf)
  t.match(open, { level: 'info', operation: 'listLicences', status: 200, outcome: 'ok', cache: 'fetched',
    duration_ms: Number, time: Number })
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
  t.match(fixed, { status: 200, outcome: 'ok' })
  t.end()
})

t.test('a probe that went well leaves no line', t => {
  t.notOk(lines.some(({ operation }) => operation === 'readyz'))
  t.end()
})

t.test('without tracing a line names the trace that its caller is in, remembered answer or not', async t => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` }
  for (const path of ['/v1/licences?limit=3', '/v1/licences?limit=4']) {
    const id = `traced-${path.at(-1)}`
    await city.get(path, { headers: { ...headers, 'x-request-id': id } })
    await until(() => city.log().includes(`"${id}"`))
    const line = city.log().split('\n').find(one => one.includes(`"${id}"`) && one.includes('"msg":"request",'))
    t.match(JSON.parse(line ?? '{}'), { trace_id: traceId, span_id: '00f067aa0ba902b7' })
  }
})

t.test('no path, no parameter and nothing of a body is in the log', t => {
  for (const secret of [NIK, 'Budi', '1985', 'izin', 'nine', '/v1/']) t.notOk(city.log().includes(secret), secret)
  t.end()
})

t.test('a connection that goes before its answer is whole leaves a line too', async t => {
  const port = Number(new URL(city.url).port)
  const { authorization } = city.authorization(['residents:verify', 'complaints:read'])
  const cut = async (id: string, bytes: string): Promise<Line> => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    socket.write(bytes.replace('Host: hub', `Host: hub\r\nX-Request-Id: ${id}\r\nAuthorization: ${authorization}`))
    // It has come as far as its head, or as far as its system.
    await until(async () => (await city.get('/livez')).status === 200)
    socket.destroy()
    await until(() => city.log().includes(`"${id}"`), { what: `the line of ${id}` })
    const found = city.log().split('\n').filter(line => line.includes(`"${id}"`) && line.includes('"msg":"request",'))
    t.equal(found.length, 1, `${id} has one line`)
    return JSON.parse(found[0] ?? '{}') as Line
  }
  const upload = await cut('log-cut-1',
    'POST /v1/residents/verify HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: ' +
      '1000\r\n\r\n{"nik":')
  t.match(upload, { level: 'info', operation: 'verifyResident', consumer: 'demo-app', status: 499, outcome: 'cut_off' })
  await city.system('complaints').setFault({ kind: 'slow', ms: 20_000 })
  const asked = await cut('log-cut-2', 'GET /v1/complaints?limit=4&q=lampu HTTP/1.1\r\nHost: hub\r\n\r\n')
  t.match(asked, { level: 'info', operation: 'listComplaints', status: 499, outcome: 'cut_off' })
  await city.system('complaints').setFault({ kind: 'none' })
})
