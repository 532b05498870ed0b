import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createHttp } from '../../src/kit/connectors/http.ts'
import { createSoap } from '../../src/kit/connectors/soap.ts'
import { SystemFault } from '../../src/kit/faults.ts'
import { until } from '../services/wait.ts'
import { type RunningHub, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'
import { type Asked, serve } from '../suites/http-stand-in.ts'
import { type Collector, type ReceivedSpan, startCollector } from '../suites/otlp-collector.ts'

const NIK = '3273021305859991'
const DAY = '2026-11-20T08:00:00+07:00'
const scope = 'complaints:read complaints:write complaints:operate'
const consumers = { 'demo-app': { scopes: scope.split(' ') } }
const SPAN = '00f067aa0ba902b7'
/** A caller's trace, another one for each test. */
const traceOf = (digit: string): string => digit.repeat(32)
const callerOf = (digit: string, flags = '01'): Record<string, string> => ({
  traceparent: `00-${traceOf(digit)}-${SPAN}-${flags}`,
  tracestate: 'congo=t61rcWkgMzE'
})

/**
 * Three systems: one is asked over HTTP, one over SOAP, one not over HTTP at all. What reaches the first two is noted.
 */
async function startSystems(t: Test, fresh: number) {
  const sent: Asked[] = []
  const server = await serve(asked => {
    sent.push(asked)
    return asked.path === '/soap'
      ? { type: 'text/xml', body: '<soap:Envelope ' +
        'xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><r/></soap:Body></soap:Envelope>' }
      : { type: 'application/json', body: '{}' }
  })
  const http = createHttp({ url: server.url })
  const soap = createSoap({ http, path: '/soap', namespace: 'urn:test' })
  const [north, south, files] = (['north', 'south', 'files'] as const).map((id, i) =>
    createLegacy({
      id,
      prefix: `SYS${'ABC'[i]}`,
      freshness: { fresh, revalidate: 0, on_error: 0 },
      ...(id === 'north' && { writes: 'idempotent' }),
      rows: [complaintRow(`${id}-1`, DAY, { description: `Lampu mati, lapor ${NIK}` })]
    })
  ) as [Legacy, Legacy, Legacy]
  north.before = async (operation, call) => {
    if (operation !== 'probe') await http.json({ path: '/json', stage: 'list' }, call)
  }
  south.before = async (operation, call) => {
    if (operation !== 'probe') await soap.call('list', {}, { stage: 'list' }, call)
  }
  t.teardown(async () => {
    await http.close()
    await server.stop()
  })
  return { legacies: [north, south, files], sent, north, south }
}

interface City {
  hub: RunningHub
  collector: Collector
  sent: Asked[]
  north: Legacy
  ask(path: string, headers?: Record<string, string>): Promise<Response>
  write(headers?: Record<string, string>): Promise<Response>
  /** Ends the hub, and gives what it has told of a trace. */
  told(): Promise<(digit: string) => ReceivedSpan[]>
  log(): Record<string, unknown>[]
}

async function start(t: Test, { ratio = 1, isOn = true, fresh = 0 } = {}): Promise<City> {
  const { legacies, sent, north } = await startSystems(t, fresh)
  const collector = await startCollector(t)
  const tracing = { ...collector.settings, sampler: { ratio, followsCaller: true } }
  const hub = await startHub(t, legacies, { consumers, limits: { breaker: { failures: 1_000, cooldown_ms: 50 } },
    ...(isOn && { tracing }) })
  const as = bearer({ claims: { sub: 'demo-app', scope } })
  return {
    hub,
    collector,
    sent,
    north,
    ask: (path, headers = {}) => hub.get(path, { headers: { ...as, ...headers } }),
    write: (headers = {}) =>
      hub.get('/v1/complaints', {
        method: 'POST',
        body: JSON.stringify({ description: `Lampu mati, lapor ${NIK}` }),
        headers: { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"`, ...as, ...headers }
      }),
    async told() {
      await hub.close()
      return digit => collector.spans.filter(({ traceId }) => traceId === traceOf(digit))
    },
    log: () =>
      readFileSync(join(hub.dataDir, 'hub.log'), 'utf8').split('\n').filter(Boolean).map(line =>
        JSON.parse(line) as Record<string, unknown>
      )
  }
}

t.test('a federated read is one span of the hub with one for each system below, from caller to system', async t => {
  const { ask, told, sent, log, collector } = await start(t, { fresh: 60 })
  t.equal((await ask('/v1/complaints?q=lampu', { ...callerOf('a'), 'x-request-id': 'federated' })).status, 200)
  t.equal((await ask('/v1/complaints/SYSA-north-1', callerOf('b'))).status, 200)
  await ask('/v1/complaints', callerOf('c'))
  t.equal((await ask('/v1/complaints', callerOf('d'))).headers.get('cache-status')?.includes('hit'), true)
  await ask(`/v1/nothing/${NIK}?nik=${NIK}`, callerOf('e'))
  await ask('/v1/complaints/%zz', callerOf('f'))
  await until(() => log().some(line => line['trace_id'] === traceOf('f')), { what: 'the last line' })
  const spansOf = await told()

  const [server, ...calls] = spansOf('a').toSorted((a, b) => b.kind.localeCompare(a.kind))
  t.match(server, {
    kind: 'server',
    name: 'GET /v1/complaints',
    parentSpanId: SPAN,
    isError: false,
    attributes: { 'http.request.method': 'GET', 'http.route': '/v1/complaints', 'http.response.status_code': 200,
      'url.scheme': 'http', 'satu.request_id': 'federated', 'satu.consumer': 'demo-app', 'satu.outcome': 'ok',
      'satu.cache': 'fetched' }
  })
  t.same(calls.map(({ name }) => name).toSorted(), ['files list complaints', 'north list complaints',
    'south list complaints'])
  for (const call of calls) {
    t.match(call, { kind: 'client', parentSpanId: server?.spanId, isError: false,
      attributes: { 'satu.system': /./, 'satu.operation': 'list complaints', 'satu.attempts': 1,
        'satu.queue_wait_ms': Number, 'satu.outcome': 'ok' } })
    t.ok(call.startMs >= server!.startMs && call.startMs + call.durationMs <= server!.startMs + server!.durationMs + 1,
      'within the request')
  }
  const headersOf = (path: string) => sent.find(asked => asked.path === path)?.headers
  for (const [path, system] of [['/json', 'north'], ['/soap', 'south']] as const) {
    const { spanId } = calls.find(({ name }) => name.startsWith(system)) ?? {}
    t.match(headersOf(path), { 'traceparent': `00-${traceOf('a')}-${spanId}-01`, 'tracestate': 'congo=t61rcWkgMzE',
      'x-request-id': 'federated' }, `${system} is asked by that span`)
  }
  t.match(log().find(line => line['request_id'] === 'federated'), { trace_id: traceOf('a'), span_id: server?.spanId },
    'the log line says which')

  t.match(spansOf('b').find(({ kind }) => kind === 'server'), { name: 'GET /v1/complaints/{id}' }, 'no id of a record')
  t.same(spansOf('d').map(({ kind, attributes }) => [kind, attributes['satu.cache']]), [['server', 'hit']],
    'what comes from the cache asks no system')
  t.match(spansOf('e'), [{ name: 'GET',
    attributes: { 'http.response.status_code': 404, 'satu.outcome': 'not_found' } }], 'nor a path that leads nowhere')
  t.match(spansOf('f'), [{ name: 'GET', attributes: { 'http.response.status_code': 400 } }])
  t.match(collector.posts[0]?.resource, { 'service.name': 'satu-test', 'service.version': String,
    'service.instance.id': String, 'deployment.environment.name': 'development', 'region': 'west' })
  const all = collector.posts.map(({ body }) => body).join('\n')
  for (const personal of [NIK, 'Lampu', 'lampu', 'north-1', 'nothing', 'congo'])
    t.notOk(all.includes(personal), `no ${personal} in any span`)
})

t.test('a call that fails is told with its code and how often it was tried, and so is the request', async t => {
  const { ask, told, north, log } = await start(t)
  let calls = 0
  north.before = operation => {
    // The hub's own tries of the system are not of this call.
    if (operation !== 'probe') calls++
    throw new SystemFault('reset', { stage: 'list', detail: 'in a test' })
  }
  const answer = await ask('/v1/complaints/SYSA-north-1', { ...callerOf('a'), 'x-request-id': 'failing' })
  t.equal(answer.status, 502)
  await until(() => log().some(line => line['msg'] === 'request'), { what: 'its line' })
  const [server, call] = (await told())('a').toSorted((a, b) => b.kind.localeCompare(a.kind))
  t.match(server, { isError: true, attributes: { 'http.response.status_code': 502, 'error.type': 'system_failed' } })
  t.match(call, { isError: true,
    attributes: { 'satu.outcome': 'system_failed', 'error.type': 'system_failed', 'satu.attempts': calls } })
  t.ok(calls >= 1)
  const line = log().find(line => line['msg'] === 'legacy call failed' && line['request_id'] === 'failing')
  t.match(line, { request_id: 'failing', trace_id: traceOf('a'), span_id: call?.spanId })
})

t.test('what is not sampled has no span, and is handed on all the same', async t => {
  const { ask, collector, told, sent, log } = await start(t, { ratio: 0 })
  await ask('/v1/complaints?q=lampu', callerOf('a', '00'))
  t.match(sent.at(-1)?.headers, { traceparent: `00-${traceOf('a')}-${SPAN}-00`, tracestate: 'congo=t61rcWkgMzE' },
    "the caller's own span stays the parent")
  sent.length = 0
  await ask('/v1/complaints?q=mati')
  const begun = sent.map(({ headers }) => headers['traceparent'] as string)
  t.match(begun[0], /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/, 'a trace begins here')
  t.equal(new Set(begun).size, 1, 'one for the whole request')
  sent.length = 0
  await ask('/v1/complaints?q=lapor', { traceparent: `00-${'0'.repeat(32)}-${SPAN}-01`, tracestate: 'a=1' })
  t.notMatch(sent[0]?.headers['traceparent'], SPAN, 'a malformed one is not looked at: a new one begins')
  t.notOk(sent[0]?.headers['tracestate'])
  await ask('/v1/complaints?q=jalan', callerOf('b'))
  t.equal((await told())('b').filter(({ kind }) => kind === 'server').length, 1, 'a caller who records is followed')
  t.same([...new Set(collector.spans.map(({ traceId }) => traceId))], [traceOf('b')])
  t.notOk(log().some(line => 'trace_id' in line && line['trace_id'] !== traceOf('b')))
})

t.test('without tracing a valid trace is handed on as it came, and none begins', async t => {
  const { ask, sent, collector, hub } = await start(t, { isOn: false })
  await ask('/v1/complaints?q=lampu', callerOf('a'))
  t.match(sent[0]?.headers, callerOf('a'))
  sent.length = 0
  await ask('/v1/complaints?q=mati')
  await ask('/v1/complaints?q=jalan', { traceparent: 'nonsense' })
  t.equal(sent.length, 4)
  t.notOk(sent.some(({ headers }) => 'traceparent' in headers))
  await hub.close()
  t.same(collector.spans, [])
})

t.test('a write delivered at once is in the trace of its request, one that waits has its own, linked', async t => {
  const { write, sent, told, north, collector } = await start(t)
  t.equal((await write(callerOf('a'))).status, 201)
  const now = sent.find(({ headers }) => String(headers['traceparent']).includes(traceOf('a')))
  t.ok(now, 'the system is asked within it')

  const { before } = north
  let fails = true
  north.before = async (operation, call) => {
    if (fails && operation === 'send') {
      fails = false
      throw new SystemFault('unreachable', { stage: 'send', detail: 'in a test' })
    }
    await before(operation, call)
  }
  sent.length = 0
  t.equal((await write(callerOf('b'))).status, 202)
  await until(() => north.written.length === 2, { what: 'the delivery' })
  const spansOf = await told()
  const accepted = spansOf('b').find(({ kind }) => kind === 'server')
  const delivery = collector.spans.find(({ kind, links }) =>
    kind === 'consumer' && links[0]?.spanId === accepted?.spanId
  )
  t.match(delivery, {
    name: 'deliver complaints create',
    parentSpanId: undefined,
    isError: false,
    links: [{ traceId: traceOf('b') }],
    attributes: { 'satu.system': 'north', 'satu.resource': 'complaints', 'satu.action': 'create', 'satu.attempt': 2,
      'satu.state': 'delivered' }
  })
  t.not(delivery?.traceId, traceOf('b'))
  const call = collector.spans.find(({ parentSpanId }) => parentSpanId === delivery?.spanId)
  t.match(call, { kind: 'client', traceId: delivery?.traceId,
    attributes: { 'satu.system': 'north', 'satu.outcome': 'ok' } })
  t.ok(sent.some(({ headers }) => headers['traceparent'] === `00-${call?.traceId}-${call?.spanId}-01`),
    'the system is asked by that span')
})
