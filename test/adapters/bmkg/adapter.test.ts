import t, { type Test } from 'tap'
import { createBmkgClient } from '../../../adapters/bmkg/client.ts'
import { createEvents } from '../../../adapters/bmkg/events.ts'
import { adapter } from '../../../adapters/bmkg/index.ts'
import type { Row } from '../../../adapters/bmkg/rows.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { type FaultKind, type RunningSystem, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createWeatherSystem, type WeatherOptions } from '../../../demo/systems/weather.ts'
import { createHttp, type Mapped } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { alertPath, call, connect, createTools, documents, feed, fixture, incidents, open,
  serving } from './surroundings.ts'

const demoCity = createDemoCity()
const all = { offset: 0, limit: 200, filters: {} }
const CJB = 'CJB20261120009'

async function start(t: Test, options?: WeatherOptions): Promise<RunningSystem> {
  const system = await startLegacySystem(createWeatherSystem(demoCity, options))
  t.teardown(() => system.stop())
  return system
}

const list = async (client: unknown): Promise<Row[]> => (await incidents.list(client, all, call())).rows

/** Maps all rows; those that cannot be are told by their reason. */
function mapAll(rows: readonly Row[], client: unknown) {
  const mapped: Mapped<'incidents'>[] = []
  const reasons: string[] = []
  for (const row of rows) {
    const tools = createTools()
    try {
      const made = incidents.map(row, tools, client)
      const errors = contractErrors('incidents', made, tools)
      if (errors.length > 0) throw new Error(errors.join(', '))
      mapped.push(made)
    } catch (error) {
      reasons.push((error as Error).message)
    }
  }
  return { mapped, reasons }
}

t.test('lists each earthquake of the three feeds once, and each warning', async t => {
  const system = await start(t)
  const client = connect(t, system.url)
  const { mapped, reasons } = mapAll(await list(client), client)
  t.same(reasons, ['an earthquake does not say when or where'])
  t.equal(new Set(mapped.map(({ key }) => key)).size, mapped.length)
  t.equal(mapped.filter(({ record }) => record.kind === 'earthquake').length, 23,
    '31 rows, 7 of them said again, one unusable')
  t.equal(mapped.filter(({ record }) => record.kind === 'weather').length, 10,
    'neither the drill nor the document that is gone')
  const { calls } = system
  t.same(calls, { autogempa: 1, gempaterkini: 1, gempadirasakan: 1, nowcast: 1, alert: 12 })
})

t.test('XML and JSON make the same records', async t => {
  const { url } = await start(t)
  const [json, xml] = [connect(t, url), connect(t, url, { format: 'xml' })]
  t.same(mapAll(await list(xml), xml), mapAll(await list(json), json))
})

t.test('one earthquake in a feed is an object, and a record like any other', async t => {
  const [many, one] = [await start(t), await start(t, { most: 1 })]
  const [whole, single] = [connect(t, many.url), connect(t, one.url)]
  const keys = new Set(mapAll(await list(whole), whole).mapped.map(({ key }) => key))
  const few = mapAll(await list(single), single)
  t.same(few.reasons, [])
  const quakes = few.mapped.filter(({ record }) => record.kind === 'earthquake')
  t.equal(quakes.length, 1, 'the latest stands in all three feeds')
  t.ok(quakes.every(({ key }) => keys.has(key)), 'under the same key')
})

t.test('the record of an earthquake joins what its feeds know', async t => {
  const { url } = await serving(t, documents({
    [feed('autogempa')]: fixture('autogempa.json'),
    [feed('gempadirasakan')]: fixture('gempadirasakan-one.json'),
    [feed('gempaterkini')]: JSON.stringify({
      Infogempa: {
        gempa: { DateTime: '2025-12-12T07:35:21Z', Coordinates: '-7.52,110.44', Potensi: 'Tidak berpotensi tsunami' }
      }
    })
  }))
  const client = connect(t, url)
  const { mapped } = mapAll(await list(client), client)
  t.same(mapped.map(({ key }) => key), ['20251210T200244Z-S685-E10764', '20251212T073521Z-S752-E11044'])
  t.match(mapped[1]?.record.headline, /^Gempa bumi M5\.1: Pusat gempa/)
})

t.test('gets what it lists, by key', async t => {
  const system = await start(t)
  const client = connect(t, system.url)
  const rows = await list(client)
  const { mapped } = mapAll(rows, client)
  for (const { key, record } of mapped) {
    const row = await incidents.get(client, key, call())
    t.same(row && incidents.map(row, createTools(), client).record, record, key)
  }
  t.equal(system.calls['gempadirasakan'], 1, 'from the answers that it still has')
})

t.test('gets a warning without listing any', async t => {
  const system = await start(t)
  const client = connect(t, system.url)
  t.match(await incidents.get(client, CJB, call()), { kind: 'warning', code: CJB })
  t.same(system.calls, { alert: 1 })
})

t.test('has no record for keys that are none, and asks nobody about most', async t => {
  const system = await start(t)
  const client = connect(t, system.url)
  for (const key of ['1', '../rss', 'CJB1', '20251212T073521Z-S752', 'CJB20261120009_alert.xml'])
    t.equal(await incidents.get(client, key, call()), undefined, key)
  t.same(system.calls, {})
  for (const key of ['CJB20251212001', 'CSB20261120011', '20200101T000000Z-S752-E11044'])
    t.equal(await incidents.get(client, key, call()), undefined, key)
})

t.test('asks for the documents of warnings once', async t => {
  const system = await start(t)
  const http = createHttp({ url: system.url })
  let now = 0
  const events = createEvents(createBmkgClient(http, http, 'json'), { about: [], rememberMs: 15_000, now: () => now })
  t.teardown(() => http.close())
  await events.list(call())
  t.match(system.calls, { nowcast: 1, gempadirasakan: 1, alert: 12 })
  now = 14_999
  await events.list(call())
  t.match(system.calls, { nowcast: 1, gempadirasakan: 1, alert: 12 })
  now = 15_000
  await events.list(call())
  t.match(system.calls, { nowcast: 2, gempadirasakan: 2, alert: 13 },
    'but for the one that is not there, which is looked for again with the feeds')
})

t.test('lists only warnings about the places that the settings name', async t => {
  const system = await start(t)
  const client = connect(t, system.url, { warnings_about: ['jawa barat', 'Bali'] })
  const { mapped } = mapAll(await list(client), client)
  t.same(mapped.filter(({ record }) => record.kind === 'weather').map(({ record }) => record.area?.name), ['Jawa Barat',
    'Bali'])
  t.equal(system.calls['alert'], 2)
})

t.test('asks another address for warnings when the settings name one', async t => {
  const [data, alerts] = [await start(t), await start(t)]
  await list(connect(t, data.url, { alerts_url: alerts.url }))
  t.same(data.calls, { autogempa: 1, gempaterkini: 1, gempadirasakan: 1 })
  t.same(alerts.calls, { nowcast: 1, alert: 12 })
})

t.test('reads a warning once that is listed twice, and no endless list of them', async t => {
  const item = (number: number) =>
    `<item><title>x</title><link>https://x/CJB202512120${String(number).padStart(2, '0')}_alert.xml</link></item>`
  const { url, asked } = await serving(t, documents({
    '/alerts/nowcast/id': `<rss>${item(0)}${Array.from({ length: 60 }, (_, number) => item(number)).join('')}</rss>`
  }))
  t.same(await list(connect(t, url)), [])
  const documentsAsked = asked.filter(path => path.endsWith('_alert.xml'))
  t.equal(documentsAsked.length, 45)
  t.equal(new Set(documentsAsked).size, 45)
})

t.test('lets go of both sites when it is closed', async t => {
  const site = await serving(t, documents({ [alertPath('CJB20251212001')]: fixture('alert.xml') }))
  const client = open(site.url, { alerts_url: site.url })
  t.ok(await incidents.get(client, 'CJB20251212001', call()))
  await adapter.close(client)
  await t.rejects(adapter.probe(client, call()))
  await t.rejects(incidents.get(client, 'CJB20251212001', call()))
})

t.test('follows no link of the feed to another site', async t => {
  const other = await serving(t, {})
  const rss =
    `<rss><channel><item><title>x</title><link>${other.url}/alerts/nowcast/id/CJB20251212001_alert.xml</link></item>` +
    '</channel></rss>'
  const { url, asked } = await serving(t,
    documents({ '/alerts/nowcast/id': rss, [alertPath('CJB20251212001')]: fixture('alert.xml') }))
  t.equal((await list(connect(t, url))).length, 1)
  t.ok(asked.includes(alertPath('CJB20251212001')))
  t.same(other.asked, [])
})

t.test('a document that unfolds or reaches out spoils itself alone', async t => {
  const { url } = await serving(t, documents({
    '/alerts/nowcast/id': fixture('nowcast.xml'),
    [alertPath('CJB20251212001')]: fixture('alert-bomb.xml'),
    [alertPath('CKU20251212004')]: fixture('alert.xml')
  }))
  const client = connect(t, url)
  const { mapped, reasons } = mapAll(await list(client), client)
  t.same(mapped.map(({ key }) => key), ['CKU20251212004'])
  t.same(reasons, ['CJB20251212001 sent XML with a document type, which is refused'])
})

t.test('documents that are broken spoil themselves alone', async t => {
  for (const [document, reason] of [
    ['<?xml version="1.0"?><rss/>', /no CAP alert/],
    ['<alert><info>', /broke off/],
    ['\uFEFF<?xml version="1.0"?><alert>&nbsp;</alert>', /broken XML/],
    [Buffer.alloc(5 * 1024 * 1024, ' '), /more than 4194304 bytes/],
    [`<alert>${'<a>'.repeat(100)}`, /nested deeper/]
  ] as const) {
    const { url } = await serving(t,
      documents({ '/alerts/nowcast/id': fixture('nowcast.xml'), [alertPath('CJB20251212001')]: document,
        [alertPath('CKU20251212004')]: fixture('alert.xml') }))
    const client = connect(t, url)
    const { mapped, reasons } = mapAll(await list(client), client)
    t.equal(mapped.length, 1)
    t.match(reasons, [reason])
  }
})

t.test('a site that serves something else than documents is at fault as a whole', async t => {
  for (const document of ['<!DOCTYPE html><html><body>Maintenance<br></body></html>', '<html><body/></html>', '',
    '{}'])
  {
    const { url } = await serving(t,
      documents({ '/alerts/nowcast/id': fixture('nowcast.xml'), [alertPath('CJB20251212001')]: document,
        [alertPath('CKU20251212004')]: fixture('alert.xml') }))
    await t.rejects(list(connect(t, url)), { name: 'SystemFault', kind: 'unreadable', stage: 'alert' }, document)
  }
})

t.test('a broken document that is asked for by itself is a fault', async t => {
  const { url } = await serving(t,
    documents({ '/alerts/nowcast/id': fixture('nowcast.xml'),
      [alertPath('CJB20251212001')]: fixture('alert-bomb.xml') }))
  const client = connect(t, url)
  await t.rejects(incidents.get(client, 'CJB20251212001', call()), { name: 'SystemFault', kind: 'unreadable' })
  t.equal((await list(client)).length, 1)
  await t.rejects(incidents.get(client, 'CJB20251212001', call()), { name: 'SystemFault', kind: 'unreadable' },
    'also once it was listed')
})

t.test('refuses feeds of another shape', async t => {
  for (const value of ['{}', 'null', '[]', '{"Infogempa":{"gempa":"none"}}', '{"Infogempa":{"gempa":[1]}}',
    '{"Infogempa":null}'])
  {
    const { url } = await serving(t, documents({ [feed('gempaterkini')]: value }))
    await t.rejects(list(connect(t, url)), { kind: 'unreadable', stage: 'gempaterkini', message: /no earthquakes/ },
      value)
  }
  const good = '<Infogempa/>'
  const site = documents({ [feed('autogempa', 'xml')]: good, [feed('gempaterkini', 'xml')]: good,
    [feed('gempadirasakan', 'xml')]: good })
  t.same(await list(connect(t, (await serving(t, site)).url, { format: 'xml' })), [])
  for (const path of Object.keys(site).filter(path => !path.endsWith('.json'))) {
    for (const bad of [fixture('alert-bomb.xml'), '<gempa/>']) {
      const { url } = await serving(t, { ...site, [path]: bad })
      await t.rejects(list(connect(t, url, { format: 'xml' })), { name: 'SystemFault', kind: 'unreadable' }, path)
    }
  }
  for (const [path, stage] of [['/alerts/nowcast/id', 'nowcast'], [feed('autogempa'), 'autogempa']] as const) {
    const site = documents({})
    delete site[path]
    await t.rejects(list(connect(t, (await serving(t, site)).url)), { kind: 'failed', stage, message: /404/ })
  }
})

t.test('tells how long to wait when the minute is used up', async t => {
  let now = 0
  const system = await start(t, { now: () => now })
  for (let count = 0; count < 60; count++) await (await fetch(system.url)).text()
  now = 20_000
  for (const format of ['json', 'xml']) {
    const client = connect(t, system.url, { format })
    await t.rejects(list(client), { name: 'SystemFault', kind: 'throttled', retryAfterMs: 40_000 }, format)
    await t.rejects(adapter.probe(client, call()), { name: 'SystemFault', kind: 'throttled', stage: 'autogempa' },
      format)
    await t.rejects(incidents.get(client, CJB, call()), { name: 'SystemFault', kind: 'throttled', stage: 'alert' },
      format)
  }
  now = 60_000
  t.ok((await list(connect(t, system.url))).length > 0)
})

t.test('a minute that is used up half way goes on where it stopped', async t => {
  let now = 0
  const system = await start(t, { now: () => now, perMinute: 10 })
  const client = connect(t, system.url)
  await t.rejects(list(client), { name: 'SystemFault', kind: 'throttled', stage: 'alert' })
  t.ok((system.calls['alert'] ?? 0) < 12, 'and leaves the rest in peace')
  now = 60_000
  t.equal((await list(client)).length, 34)
  t.equal(system.calls['gempadirasakan'], 1)
})

const faults: readonly [FaultKind, RegExp][] = [
  ['down', /^(?:unreachable|reset)$/],
  ['error', /^failed$/],
  ['garbage', /^unreadable$/],
  ['truncate', /^truncated$/]
]
for (const [kind, expected] of faults) {
  for (const format of ['json', 'xml']) {
    t.test(`tells that the system is at fault: ${kind} (${format})`, async t => {
      const system = await start(t)
      const client = connect(t, system.url, { format })
      await adapter.probe(client, call())
      await system.setFault({ kind })
      for (let turn = 0; turn < 2; turn++) await t.rejects(list(client), { name: 'SystemFault', kind: expected })
      await system.setFault({ kind: 'none' })
      t.equal((await list(client)).length, 34, 'and recovers with the system')
    })
  }
}

t.test('leaves a slow system when the caller does', async t => {
  const system = await start(t)
  const client = connect(t, system.url)
  await system.setFault({ kind: 'slow', ms: 60_000 })
  await t.rejects(incidents.list(client, all, call(AbortSignal.timeout(50))), { name: 'TimeoutError' })
})

t.test('pages what it has', async t => {
  const system = await start(t)
  const client = connect(t, system.url)
  const whole = await incidents.list(client, all, call())
  t.equal(whole.end, true)
  const first = await incidents.list(client, { ...all, limit: 20 }, call())
  const rest = await incidents.list(client, { ...all, offset: 20 }, call())
  t.equal(first.end, false)
  t.same(mapAll([...first.rows, ...rest.rows], client), mapAll(whole.rows, client))
})

t.test('probes with one cheap call, and connects with none', async t => {
  const system = await start(t)
  const client = connect(t, system.url)
  t.same(system.calls, {})
  await adapter.probe(client, call())
  t.same(system.calls, { autogempa: 1 })
})
