import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createLaporClient, type LaporClient } from '../../../adapters/lapor/client.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { type FaultKind, type RunningSystem, startLegacySystem } from '../../../demo/legacy-system.ts'
import { type ComplaintsOptions, createComplaintsSystem } from '../../../demo/systems/complaints.ts'
import { createHttp } from '../../../src/kit/connectors/http.ts'
import type { Call } from '../../../src/kit/index.ts'

const demoCity = createDemoCity()
const call = (signal = new AbortController().signal): Call => ({ signal, requestId: 'req-test' })
const page = { start: 0, limit: 10 }

function connect(t: Test, url: string, key: string): LaporClient {
  const client = createLaporClient(createHttp({ url }), key)
  t.teardown(() => client.close())
  return client
}

async function start(t: Test, options?: ComplaintsOptions): Promise<{ system: RunningSystem; client: LaporClient }> {
  const system = await startLegacySystem(createComplaintsSystem(demoCity, options))
  t.teardown(() => system.stop())
  return { system, client: connect(t, system.url, system.environment['COMPLAINTS_KEY'] ?? '') }
}

/** A system that answers each operation with what the test says: for shapes that the real one never sends. */
async function answering(t: Test, answers: Record<string, unknown>, status = 200): Promise<LaporClient> {
  const given: Record<string, unknown> = { gettoken: { status: 'ok', KEYTOKEN: 'KT1', masa_berlaku: '600' },
    ...answers }
  const server = createServer((request, response) => {
    const operation = request.url?.split('/').at(-1) ?? ''
    response.writeHead(operation === 'gettoken' ? 200 : status).end(JSON.stringify(given[operation]))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return connect(t, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'key')
}

t.test('asks with one token', async t => {
  const { system, client } = await start(t)
  const topics = await client.gettopics(call())
  t.match(topics.find(({ id }) => id === '13'), { parent: '3', topic_name: 'Kemacetan Lalu Lintas' })
  const { total, data } = await client.getstreams(page, call())
  t.equal(data.length, 10)
  t.ok(total > 2000)
  const [first] = data
  t.same(await client.getstream(first?.trackingid ?? '', call()), first, 'the list tells as much as the report itself')
  t.same(system.calls, { gettoken: 1, gettopics: 1, getstreams: 1, getstream: 1 })
})

t.test('gives undefined for a report that the system does not have', async t => {
  const { client } = await start(t)
  for (const key of ['1', '0', 'LAPOR-1', "' OR 1=1"]) t.equal(await client.getstream(key, call()), undefined, key)
})

t.test('parallel calls share one login', async t => {
  const { system, client } = await start(t)
  await Promise.all(Array.from({ length: 10 }, (_, start) => client.getstreams({ start, limit: 1 }, call())))
  t.same(system.calls, { gettoken: 1, getstreams: 10 })
})

t.test('parallel calls share one renewal when the token expires under them', async t => {
  let now = 0
  const { system, client } = await start(t, { now: () => now })
  await client.gettopics(call())
  now = 600_000
  const pages = await Promise.all(
    Array.from({ length: 10 }, (_, start) => client.getstreams({ start, limit: 1 }, call()))
  )
  t.equal(new Set(pages.map(({ data }) => data[0]?.trackingid)).size, 10)
  t.same(system.calls, { gettoken: 2, gettopics: 1, getstreams: 20 })
})

t.test('renews a token that is used up', async t => {
  const { system, client } = await start(t, { tokenCalls: 2 })
  for (let start = 0; start < 5; start++) await client.getstreams({ start, limit: 1 }, call())
  t.same(system.calls, { gettoken: 3, getstreams: 7 })
})

t.test('renews once and then gives up', async t => {
  const { system, client } = await start(t, { tokenCalls: 0 })
  await t.rejects(client.gettopics(call()), { name: 'SystemFault', kind: 'denied', stage: 'gettopics' })
  t.same(system.calls, { gettoken: 2, gettopics: 2 })
})

t.test('a wrong key is denied, and neither it nor the token is told', async t => {
  const { system } = await start(t)
  const client = connect(t, system.url, 'not-the-key')
  const fault = await client.gettopics(call()).catch((error: Error) => error)
  t.match(fault, { name: 'SystemFault', kind: 'denied', stage: 'gettoken' })
  t.notMatch(JSON.stringify(fault) + (fault as Error).stack, /not-the-key/)
})

const faults: readonly [FaultKind, RegExp][] = [
  // A kept connection is found closed before a new one is refused.
  ['down', /^(?:unreachable|reset)$/],
  ['error', /^failed$/],
  ['garbage', /^unreadable$/],
  ['truncate', /^truncated$/]
]
for (const [kind, expected] of faults) {
  t.test(`tells that the system is at fault: ${kind}`, async t => {
    const { system, client } = await start(t)
    await client.gettopics(call())
    await system.setFault({ kind })
    for (let turn = 0; turn < 2; turn++) {
      t.match(await client.getstreams(page, call()).catch(error => error), { name: 'SystemFault', kind: expected,
        stage: /^(?:getstreams|connect)$/ })
      t.match(await client.getstream('1400000', call()).catch(error => error), { name: 'SystemFault', kind: expected,
        stage: /^(?:getstream|connect)$/ })
    }
    t.equal(system.calls['gettoken'], 1, 'and keeps its token')
    await system.setFault({ kind: 'none' })
    t.ok((await client.getstreams(page, call())).data.length > 0, 'and recovers with the system')
  })

  t.test(`tells that the system is at fault at login: ${kind}`, async t => {
    const { system, client } = await start(t)
    await system.setFault({ kind })
    t.match(await client.gettopics(call()).catch(error => error), { name: 'SystemFault', kind: expected,
      stage: /^(?:gettoken|connect)$/ })
    await system.setFault({ kind: 'none' })
    t.ok((await client.gettopics(call())).length > 0)
  })
}

t.test('a database error is not repeated to callers', async t => {
  const { system, client } = await start(t)
  await system.setFault({ kind: 'error' })
  await t.rejects(client.gettopics(call()), { message: /^(?!.*database).*error of its own/ })
})

t.test('leaves a slow system when the caller does', async t => {
  const { system, client } = await start(t)
  await client.gettopics(call())
  await system.setFault({ kind: 'slow', ms: 60_000 })
  await t.rejects(client.getstreams(page, call(AbortSignal.timeout(50))), { name: 'TimeoutError' })
})

t.test('refuses answers of another shape', async t => {
  const shapes: readonly [Record<string, unknown>, RegExp][] = [
    [{ gettopics: { status: 'ok' } }, /no list of topics/],
    [{ gettopics: 'ok' }, /another shape/],
    [{ gettopics: null }, /another shape/],
    [{ gettoken: { status: 'ok' } }, /no token/]
  ]
  for (const [answers, detail] of shapes) {
    const client = await answering(t, answers)
    await t.rejects(client.gettopics(call()), { kind: 'unreadable', message: detail })
  }
  for (const getstreams of [{ status: 'ok' }, { status: 'ok', data: [] }, { status: 'ok', total: 'many', data: [] }, {
    status: 'ok',
    total: '1',
    data: {}
  }]) {
    const client = await answering(t, { getstreams })
    await t.rejects(client.getstreams(page, call()), { kind: 'unreadable', message: /no list of reports/ })
  }
  for (const data of [undefined, null, [], { trackingid: '2' }]) {
    const client = await answering(t, { getstream: { status: 'ok', data } })
    await t.rejects(client.getstream('1', call()), { kind: 'unreadable', message: /another report/ })
  }
})

t.test('takes "not found" for an empty list', async t => {
  const client = await answering(t, { getstreams: { status: 'error', message: 'Data Tidak Ditemukan' } })
  t.same(await client.getstreams(page, call()), { total: 0, data: [] })
})

t.test('an address that LAPOR does not have is a fault, not an empty answer', async t => {
  const client = await answering(t, { gettopics: [], getstream: { status: 'error', message: 'x' } }, 404)
  await t.rejects(client.gettopics(call()), { kind: 'failed', message: /status 404/ })
  await t.rejects(client.getstream('1', call()), { kind: 'failed', message: /status 404/ })
})
