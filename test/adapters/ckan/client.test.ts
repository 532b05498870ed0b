import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { type CatalogueClient, createCatalogueClient } from '../../../adapters/ckan/client.ts'
import { createExtraFinder } from '../../../adapters/ckan/extras.ts'
import { extraNames } from '../../../adapters/ckan/tables.ts'
import type { Package } from '../../../adapters/ckan/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { type FaultKind, type RunningSystem, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createPackages } from '../../../demo/systems/open-data-datasets.ts'
import { createOpenDataSystem, type OpenDataOptions } from '../../../demo/systems/open-data.ts'
import { createCkan } from '../../../src/kit/connectors/ckan.ts'
import { aCall, clientOf, failureOf, startHttp } from '../../kit/connectors/servers.ts'

const demoCity = createDemoCity()
const all = createPackages()
const fixture = (name: string): string =>
  readFileSync(new URL(`../../../adapters/ckan/fixtures/${name}.json`, import.meta.url), 'utf8')

function connect(t: Test, url: string, apiKey?: string): CatalogueClient {
  const ckan = createCkan({ http: clientOf(t, url), ...(apiKey !== undefined && { apiKey }) })
  return createCatalogueClient(ckan, createExtraFinder({ ...extraNames, 'Jadwal Rilis': 'frequency' }))
}

async function start(t: Test, options?: OpenDataOptions): Promise<{ system: RunningSystem; client: CatalogueClient }> {
  const system = await startLegacySystem(createOpenDataSystem(demoCity, options))
  t.teardown(() => system.stop())
  return { system, client: connect(t, system.url) }
}

async function readAll(client: CatalogueClient, limit = 100, since?: string): Promise<Package[]> {
  const rows: Package[] = []
  for (;;) {
    const page = await client.packages({ offset: rows.length, limit, since }, aCall())
    rows.push(...page.rows)
    if (page.end) return rows
  }
}

/** A portal of the test's own that answers everything alike. */
async function serving(
  t: Test,
  body: unknown,
  { status = 200, asked = [] as string[] } = {}
): Promise<CatalogueClient> {
  const url = await startHttp(t, (request, response) => {
    asked.push(decodeURIComponent(request.url ?? '').replaceAll('+', ' '))
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' }).end(
      typeof body === 'string' ? body : JSON.stringify(body)
    )
  })
  return connect(t, url)
}
const result = (count: number, ...results: object[]) => ({ help: '', success: true, result: { count, results } })

t.test('reads the catalogue, last change first, without what is no data set or not public', async t => {
  const { system, client } = await start(t)
  const rows = await readAll(client)
  t.equal(rows.length, 161)
  t.equal(new Set(rows.map(({ id }) => id)).size, 161)
  t.equal(system.calls['package_search'], 2)
  for (const number of [40, 41, 42]) t.notOk(rows.some(({ id }) => id === all[number]!.id))
})

t.test('reads on where a portal gives less than it was asked for', async t => {
  const { client } = await start(t, { maxRows: 30 })
  t.strictSame((await readAll(client)).map(({ id }) => id),
    (await readAll((await start(t)).client)).map(({ id }) => id))
})

t.test('asks in CKAN’s words', async t => {
  const asked: string[] = []
  const client = await serving(t, result(0), { asked })
  await client.packages({ offset: 200, limit: 100 }, aCall())
  await client.packages({ offset: 0, limit: 5, since: '2026-01-01T06:00:00+07:00' }, aCall())
  await client.package('0105518b-d882-44e5-afee-23bd5ec29b06', aCall())
  await client.look(aCall())
  t.strictSame(asked, [
    '/api/3/action/package_search?start=200&rows=100&sort=metadata_modified desc, id asc&fq=dataset_type:dataset',
    '/api/3/action/package_search?start=0&rows=5&sort=metadata_modified desc, id asc&fq=dataset_type:dataset ' +
    'metadata_modified:[2025-12-31T23:00:00Z TO *]',
    '/api/3/action/package_search?start=0&rows=1&sort=metadata_modified desc, id asc&fq=dataset_type:dataset ' +
    'id:"0105518b-d882-44e5-afee-23bd5ec29b06"',
    '/api/3/action/package_search?start=0&rows=0&sort=metadata_modified desc, id asc&fq=dataset_type:dataset'
  ])
})

t.test('finds one by its id, and nothing by its name, by a part, or when it is not public', async t => {
  const { system, client } = await start(t)
  const [first] = await readAll(client)
  t.strictSame(await client.package(String(first!.id), aCall()), first)
  for (const key of [String(first!.name), String(first!.id).slice(0, 8), all[40]!.id, all[41]!.id,
    '0105518b-0000-44e5-afee-23bd5ec29b06']) t.equal(await client.package(key, aCall()), undefined, key)
  const before = system.calls['package_search']
  for (const key of ['', '*', 'a" OR id:[* TO *]', 'x'.repeat(59), '../'])
    t.equal(await client.package(key, aCall()), undefined, key)
  t.equal(system.calls['package_search'], before, 'not asked for keys of another form')
})

t.test('a search that gives another one has not found it', async t => {
  t.equal(await (await serving(t, result(1, { id: 'b' }))).package('a', aCall()), undefined)
})

t.test('the extras are found under any of their names, and people are left behind', async t => {
  const client = await serving(t, fixture('package_search'))
  const { rows: [row] } = await client.packages({ offset: 0, limit: 10 }, aCall())
  t.strictSame(row?.found, {
    frequency: 'Tahunan',
    temporal_start: '2012',
    temporal_end: '2015-02',
    concept: 'Taman',
    definition: 'Ruang terbuka hijau yang dikelola kota.',
    classification: 'Kecamatan',
    measure: 'Jumlah',
    unit: 'taman',
    reference_code: 'Kode wilayah Kemendagri',
    steward: 'Diskominfo'
  })
  t.notMatch(JSON.stringify(row), /Contoh Peng|Contoh Peny|surel|4210101/)
})

t.test('extras as objects, as JSON in JSON and beside all else are found too', async t => {
  const client = await serving(t,
    result(3, { id: 'a', extras: { frequency: '"Bulanan"', Satuan: 'taman' } }, { id: 'b',
      extras: [null, 5, { key: 'jadwal-rilis', value: 'Harian' }, { key: 'frequency', value: 'Tahunan' }, {
        key: 'satuan',
        value: ''
      }, { key: 'Satuan Data', value: '"' }] }, { id: 'c', frekuensi: 'Mingguan', extras: 'rusak' }))
  const { rows } = await client.packages({ offset: 0, limit: 10 }, aCall())
  t.strictSame(rows.map(({ found }) => found), [{ frequency: 'Bulanan', unit: 'taman' }, { frequency: 'Harian',
    unit: '"' }, { frequency: 'Mingguan' }])
})

t.test('HTML in the notes becomes text, and Markdown stays', async t => {
  const markdown = '**A** < B & C\n\n* [D](http://a.example)\n<http://b.example>'
  const client = await serving(t,
    result(4, { id: 'a', notes: markdown }, { id: 'b',
      notes: '<p>Data&nbsp;A &amp; B</p><script>x()</script><ul><li>C</li><li>1 &lt; 2</li></ul>' }, { id: 'c',
      notes: null }, { id: 'd', notes: '<div>'.repeat(300) }))
  const { rows } = await client.packages({ offset: 0, limit: 10 }, aCall())
  t.strictSame(rows.map(({ notes }) => notes), [markdown, 'Data A & B\nC\n1 < 2', null, undefined])
  t.equal(rows[3]?.refused, 'has HTML nested deeper than 200 levels')
})

t.test('CKAN’s ways to say no are faults, and its messages are not repeated', async t => {
  const refusals = JSON.parse(fixture('refusals')) as Record<string, { status: number; body: unknown }>
  const kinds: Record<string, string> = { denied: 'denied', search: 'failed', query: 'rejected', action: 'rejected',
    lying: 'failed' }
  for (const [name, { status, body }] of Object.entries(refusals)) {
    const client = await serving(t, JSON.stringify(body), { status })
    for (const ask of [() => client.packages({ offset: 0, limit: 10 }, aCall()), () => client.package('a', aCall()),
      () => client.look(aCall())])
    {
      const fault = await failureOf(ask())
      t.match(fault, { name: 'SystemFault', kind: kinds[name] }, name)
      t.notMatch((fault as Error).message, /SOLR|127\.0\.0\.1|489d3937/)
    }
  }
})

t.test('a page that is empty before the end is told', async t => {
  t.match(await failureOf((await serving(t, result(200))).packages({ offset: 100, limit: 100 }, aCall())), {
    kind: 'truncated',
    message: 'sent no data sets after 100 of 200'
  })
})

t.test('a key goes bare into its header, and is not shown', async t => {
  let header: string | undefined
  const url = await startHttp(t, (request, response) => {
    header = request.headers.authorization
    response.writeHead(500).end()
  })
  const fault = await failureOf(connect(t, url, 'kunci-rahasia').look(aCall()))
  t.equal(header, 'kunci-rahasia')
  t.notMatch(JSON.stringify(fault) + String((fault as Error).stack), 'kunci')
})

const faults: readonly [FaultKind, RegExp][] = [
  ['down', /^(?:unreachable|reset)$/],
  ['error', /^failed$/],
  ['garbage', /^unreadable$/],
  ['truncate', /^truncated$/]
]
for (const [kind, expected] of faults) {
  t.test(`tells that the system is at fault, and recovers with it: ${kind}`, async t => {
    const { system, client } = await start(t)
    await system.setFault({ kind })
    for (let turn = 0; turn < 2; turn++) {
      t.match(await failureOf(client.packages({ offset: 0, limit: 10 }, aCall())), { name: 'SystemFault',
        kind: expected })
      t.match(await failureOf(client.package(all[0]!.id, aCall())), { name: 'SystemFault', kind: expected })
    }
    await system.setFault({ kind: 'none' })
    t.equal((await client.packages({ offset: 0, limit: 10 }, aCall())).rows.length, 10)
  })
}
