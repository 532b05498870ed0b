import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/lapor/index.ts'
import type { TopicRow } from '../../../adapters/lapor/topics.ts'
import type { Stream } from '../../../adapters/lapor/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createComplaintsSystem } from '../../../demo/systems/complaints.ts'
import type { Call, Filters, Mapped, Reader, ResourceName } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { city, createTools, settingsOf } from './surroundings.ts'

const demoCity = createDemoCity()
const call: Call = { signal: new AbortController().signal, requestId: 'req-test' }

async function connect(t: Test) {
  const system = await startLegacySystem(createComplaintsSystem(demoCity))
  t.teardown(() => system.stop())
  const context = { system: { id: 'complaints', name: 'LAPOR!', prefix: 'LAPOR', agencyId: 'SKPD-DISKOMINFO' },
    url: system.url, city, today: () => '2026-11-20' }
  const client = adapter.connect(settingsOf({ api_key: system.environment['COMPLAINTS_KEY'] }), context)
  t.teardown(() => adapter.close(client))
  return { system, client }
}

const readerOf = <R extends ResourceName, Row>(resource: R) =>
  adapter.resources[resource] as unknown as Reader<R, unknown, Row>
const complaints = readerOf<'complaints', Stream>('complaints')
const services = readerOf<'services', TopicRow>('services')

async function listAll<R extends ResourceName, Row>(
  reader: Reader<R, unknown, Row>,
  client: unknown,
  filters: Filters = {}
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await reader.list!(client, { offset: rows.length, limit: reader.pageSize, filters }, call)
    rows.push(...page.rows)
    if (page.end) return rows
  }
}

/** Maps all rows; those that cannot be are told by their reason. */
function mapAll(rows: readonly Stream[], client: unknown) {
  const mapped: Mapped<'complaints'>[] = []
  const reasons: string[] = []
  for (const row of rows) {
    const tools = createTools()
    try {
      const made = complaints.map(row, tools, client)
      const errors = contractErrors('complaints', made, tools)
      if (errors.length > 0) throw new Error(errors.join(', '))
      mapped.push(made)
    } catch (error) {
      reasons.push((error as Error).message)
    }
  }
  return { mapped, reasons }
}

t.test('maps every report of the demo city but the five that nobody could', async t => {
  const { client } = await connect(t)
  const rows = await listAll(complaints, client)
  const { mapped, reasons } = mapAll(rows, client)
  t.same(reasons.sort(), ['has no date', 'has no text', 'has no text', 'has no text', 'has no tracking id'])
  t.equal(new Set(mapped.map(({ key }) => key)).size, rows.length - 5)
  t.equal(new Set(mapped.map(({ record }) => record.status.code)).size, 12,
    'every status that LAPOR knows, and unknown')
})

t.test('lists by last change, newest first, as declared', async t => {
  const { client } = await connect(t)
  const { mapped } = mapAll(await listAll(complaints, client), client)
  const changes = mapped.map(({ updatedAt }) => updatedAt)
  t.equal(complaints.order, 'updated')
  t.same(changes, [...changes].sort().reverse())
})

t.test('lists exactly what changed since an instant', async t => {
  const { client } = await connect(t)
  t.ok(complaints.filters?.includes('updated_since'))
  const all = mapAll(await listAll(complaints, client), client).mapped
  const middle = all[Math.floor(all.length / 3)]!.updatedAt
  const justAfter = middle.replace('+', '.001+')
  for (const updated_since of [middle, justAfter, '2026-11-01T00:00:00Z', '2030-01-01T00:00:00+07:00']) {
    const { mapped } = mapAll(await listAll(complaints, client, { updated_since }), client)
    const expected = all.filter(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(updated_since))
    t.same(mapped.map(({ key }) => key), expected.map(({ key }) => key), updated_since)
  }
})

t.test('gets what it lists', async t => {
  const { client } = await connect(t)
  const { rows } = await complaints.list!(client, { offset: 200, limit: 3, filters: {} }, call)
  for (const row of rows) t.same(await complaints.get!(client, row.trackingid, call), row)
  t.equal(await complaints.get!(client, '1', call), undefined)
})

t.test('publishes no number that points at a person', async t => {
  const { client } = await connect(t)
  const identity = /(?:\d[ .-]?){16}/
  const phone = /(?:\+62|62|0)[ .-]?8(?:[ .-]?\d){8,}/
  const rows = await listAll(complaints, client)
  t.ok(rows.filter(({ isi }) => identity.test(isi ?? '')).length > 50, 'citizens typed identity numbers')
  t.ok(rows.filter(row => phone.test(JSON.stringify(row))).length > 200, 'and telephone numbers')
  for (const { key, record } of mapAll(rows, client).mapped) {
    const texts = [record.title, record.description, record.location?.address,
      ...(record.updates ?? []).map(({ text }) => text)].join('\n')
    if (identity.test(texts) || phone.test(texts)) t.fail(`${key} shows a number`)
  }
})

t.test('lists topics as services, each with a name of its own', async t => {
  const { system, client } = await connect(t)
  const rows = await listAll(services, client)
  const mapped = rows.map(row => {
    const tools = createTools()
    const made = services.map(row, tools, client)
    t.same(contractErrors('services', made, tools), [])
    return made.record
  })
  t.equal(new Set(mapped.map(({ name }) => name)).size, mapped.length)
  t.equal(new Set(mapped.map(({ code }) => code)).size, mapped.length)
  t.ok(mapped.every(({ domain, agency_id }) => domain === 'complaint' && agency_id === 'SKPD-DISKOMINFO'))
  t.equal(system.calls['gettopics'], 1)
  t.equal((await services.get!(client, '24', call))?.name, 'Retribusi (Kebersihan dan Lingkungan Hidup)')
  t.equal(await services.get!(client, '999', call), undefined)
})

t.test('the codes of services are those of complaints', async t => {
  const { client } = await connect(t)
  const codes = new Set(
    (await listAll(services, client)).map(row => services.map(row, createTools(), client).record.code)
  )
  const { mapped } = mapAll((await complaints.list!(client, { offset: 0, limit: 100, filters: {} }, call)).rows, client)
  t.ok(mapped.every(({ record }) => codes.has(record.service_code ?? '')))
})

t.test('probes with one cheap call', async t => {
  const { system, client } = await connect(t)
  await adapter.probe(client, call)
  t.same(system.calls, { gettoken: 1, gettopics: 1 })
  await system.setFault({ kind: 'down' })
  await t.rejects(adapter.probe(client, call), { name: 'SystemFault', kind: /^(?:unreachable|reset)$/ })
})

t.test('connects without a call', async t => {
  const { system } = await connect(t)
  t.same(system.calls, {})
})
