import { randomUUID } from 'node:crypto'
import t from 'tap'
import { type Family, formatMetrics, labels, sumMetrics } from '../../src/platform/telemetry/metrics.ts'
import { until } from '../services/wait.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())

const scrape = async (): Promise<Map<string, number>> => {
  const { status, headers, body } = await city.get('/metrics', { as: 'prometheus' })
  t.equal(status, 200)
  t.equal(headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  const lines = String(body).split('\n').filter(line => line !== '' && !line.startsWith('#'))
  for (const line of lines) t.match(line, /^[a-z_]+(\{([a-z_]+="[^"]*",?)+\})? [0-9.e+-]+$/, line)
  return new Map(
    lines.map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))])
  )
}

t.test('requests are counted by operation, status and what the cache did', async t => {
  for (let i = 0; i < 4; i++) await city.get('/v1/complaints?limit=3')
  await city.get('/v1/complaints?limit=0')
  await city.get('/v1/nothing')
  const metrics = await scrape()
  t.equal(metrics.get('satu_requests_total{operation="listComplaints",status="200",cache="fetched"}'), 1)
  t.equal(metrics.get('satu_requests_total{operation="listComplaints",status="200",cache="hit"}'), 3)
  t.equal(metrics.get('satu_requests_total{operation="listComplaints",status="400",cache="none"}'), 1)
  t.equal(metrics.get('satu_requests_total{operation="unmatched",status="404",cache="none"}'), 1)
  t.equal(metrics.get('satu_request_duration_seconds_count{operation="listComplaints"}'), 5)
  t.equal(metrics.get('satu_request_duration_seconds_bucket{operation="listComplaints",le="+Inf"}'), 5)
  t.ok(Number(metrics.get('satu_request_duration_seconds_sum{operation="listComplaints"}')) > 0)
})

t.test('calls to systems are counted by how they ended', async t => {
  await city.system('complaints').setFault({ kind: 'error' })
  await city.get('/v1/complaints?limit=60')
  await city.system('complaints').setFault({ kind: 'none' })
  const metrics = await scrape()
  t.ok(Number(metrics.get('satu_system_calls_total{system="complaints",outcome="ok"}')) >= 1)
  t.ok(Number(metrics.get('satu_system_calls_total{system="complaints",outcome="system_failed"}')) >= 1)
  t.equal(metrics.get('satu_system_calls_in_flight{system="complaints"}'), 0)
  t.equal(metrics.get('satu_system_breaker_open{system="complaints"}'), 0)
  t.equal(metrics.get('satu_processes'), 1)
  t.equal(metrics.get('satu_forgotten_total{class="pushed"}'), 0)
  t.ok(Number(metrics.get('process_resident_memory_bytes')) > 10_000_000)
  t.ok(Number(metrics.get('nodejs_heap_used_bytes')) < Number(metrics.get('process_resident_memory_bytes')))
  t.ok(Number(metrics.get('process_open_fds')) > 10)
  t.ok(Number(metrics.get('process_start_time_seconds')) < Date.now() / 1_000)
  t.ok(Number(metrics.get('satu_cache_bytes')) > 0)
})

t.test('whether a system is up, since when it has not answered, and what does not fit is told', async t => {
  const before = await scrape()
  t.equal(before.get('satu_system_up{system="complaints"}'), 1)
  const last = Number(before.get('satu_system_last_success_seconds{system="complaints"}'))
  t.ok(last > Date.now() / 1_000 - 3_600)
  t.ok(last <= Date.now() / 1_000)
  await city.get('/v1/licence-applications?limit=100&q=zzzz', { as: 'demo-app' })
  await city.system('complaints').setFault({ kind: 'down' })
  await until(async () => {
    await city.get(`/v1/complaints?limit=${2 + Math.floor(Math.random() * 90)}`)
    return (await scrape()).get('satu_system_up{system="complaints"}') === 0
  }, { what: 'a system that is down' })
  const down = await scrape()
  t.ok(Number(down.get('satu_system_quarantined_total{system="licensing-a"}')) > 0)
  t.equal(down.get('satu_system_up{system="licensing-a"}'), 1)
  await city.system('complaints').setFault({ kind: 'none' })
  await until(async () => {
    await city.get(`/v1/complaints?limit=${2 + Math.floor(Math.random() * 90)}`)
    return (await scrape()).get('satu_system_up{system="complaints"}') === 1
  }, { what: 'a system that is up again' })
})

const write = (): Promise<Answer> =>
  city.post('/v1/complaints', { description: 'Lampu jalan mati.' }, {
    headers: { 'idempotency-key': `"${randomUUID()}"` }
  })
const submission = (id: string): Promise<Answer> => city.get(`/v1/submissions/${id}`)

t.test('what waits, what has arrived and what is stopped is told by system', async t => {
  const before = await scrape()
  for (const state of ['waiting', 'uncertain', 'parked'])
    t.equal(before.get(`satu_submissions_waiting{system="complaints",state="${state}"}`), 0)
  t.equal(before.get('satu_submissions_oldest_seconds{system="complaints"}'), 0)
  t.equal(before.get('satu_submissions_waiting{system="weather",state="waiting"}'), undefined,
    'what takes no writes is left out')
  t.same([before.get('satu_store_ready'), before.get('satu_store_full')], [1, 0])

  t.equal((await write()).status, 201)
  await city.system('complaints').setFault({ kind: 'refuse' })
  t.equal((await write()).status, 422)
  await city.system('complaints').setFault({ kind: 'down' })
  const { body: { id } } = await write()
  const down = await scrape()
  t.equal(down.get('satu_deliveries_total{system="complaints",outcome="delivered"}'), 1)
  t.equal(down.get('satu_deliveries_total{system="complaints",outcome="rejected"}'), 1)
  t.ok(Number(down.get('satu_deliveries_total{system="complaints",outcome="not_sent"}')) >= 1)
  t.equal(down.get('satu_submissions_waiting{system="complaints",state="waiting"}'), 1)
  t.ok(Number(down.get('satu_submissions_oldest_seconds{system="complaints"}')) > 0)
  t.equal(down.get('satu_deliveries_paused{system="complaints"}'), 0)

  await city.system('complaints').setFault({ kind: 'none' })
  await until(async () => (await submission(id)).body.status.code === 'delivered', { what: 'delivery' })
  const after = await scrape()
  t.equal(after.get('satu_submissions_waiting{system="complaints",state="waiting"}'), 0)
  t.equal(after.get('satu_delivery_duration_seconds_count{system="complaints"}'), 2)
  t.equal(after.get('satu_delivery_duration_seconds_bucket{system="complaints",le="+Inf"}'), 2)
})

t.test('the numbers of several processes are one answer', t => {
  const process = (requests: number, open: number): Family[] => [
    { name: 'ready', help: 'h', type: 'gauge', together: 'min', series: [['', 1 - open]] },
    { name: 'requests_total', help: 'h', type: 'counter',
      series: [[labels({ a: 'x' }), requests], [labels({ a: 'y' }), 1]] },
    { name: 'open', help: 'h', type: 'gauge', together: 'max', series: [['', open]] }
  ]
  t.equal(formatMetrics(sumMetrics([process(1, 0), process(2, 1), process(3, 0)])), [
    '# HELP ready h',
    '# TYPE ready gauge',
    'ready 0',
    '# HELP requests_total h',
    '# TYPE requests_total counter',
    'requests_total{a="x"} 6',
    'requests_total{a="y"} 3',
    '# HELP open h',
    '# TYPE open gauge',
    'open 1',
    ''
  ].join('\n'))
  t.equal(labels({ a: 'q"\\\n' }), '{a="q\\"\\\\\\n"}')
  t.end()
})

t.test('they are for those who may see them', async t => {
  t.equal((await city.get('/metrics', { as: null })).status, 401)
  t.equal((await city.get('/metrics', { as: 'demo-app' })).status, 403)
  t.equal((await city.get('/metrics', { as: 'prometheus', headers: { authorization: 'Bearer nonsense' } })).status, 401)
})
