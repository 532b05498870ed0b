import { parse as parseCsv } from 'csv-parse/sync'
import { readdirSync, readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import type { DatasetConfig } from '../../src/features/open-data/settings.ts'
import { SystemFault } from '../../src/kit/faults.ts'
import { until } from '../services/wait.ts'
import { column, createDataset, untilDataset } from '../suites/core/dataset.ts'
import { type RunningHub, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy, type Row } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'

const rows = (count: number, more: (i: number) => Record<string, unknown> = () => ({})): Row[] =>
  Array.from({ length: count }, (_, i) =>
    complaintRow(String(100_001 + i), day(28 - (i % 28)), {
      location: { lat: -6.9 - i / 10_000, long: 107.6, district_code: '32.73.02', address: 'Jl. Braga No. 1' },
      agency_id: 'SKPD-DPU',
      ...more(i)
    })).sort((a, b) => (a.updatedAt > b.updatedAt ? -1 : 1))
const complaints = (more: Partial<DatasetConfig> = {}): Record<string, DatasetConfig> => ({
  complaints: createDataset({
    resource: 'complaints',
    columns: [column('id'), column('status.code', { name: 'status' }),
      column('location.district_code', { name: 'district', as: 'district' }),
      column('agency_id', { name: 'agency', as: 'agency' }), column('location.lat', { round: 2 }),
      column('location.long')],
    ...more
  })
})
const city = (
  t: Test,
  { count = 25, legacy = createLegacy({ id: 'a', prefix: 'AAAA', pageSize: 10, rows: rows(count) }),
    datasets = complaints() }: { count?: number; legacy?: Legacy; datasets?: Record<string, DatasetConfig> } = {}
): Promise<RunningHub> =>
  startHub(t, [legacy], { datasets, consumers: { app: { scopes: ['events:read', 'datasets:read'] } } })
const table = async (response: Response): Promise<string[][]> => parseCsv(Buffer.from(await response.arrayBuffer()))
const text = async (
  hub: RunningHub,
  path: string,
  headers: Record<string, string> = {}
): Promise<{ status: number; headers: Headers; body: string }> => {
  const response = await hub.get(path, { headers: { 'accept-encoding': 'identity', ...headers } })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

// A start makes no dataset for two seconds: all wait side by side, and who only reads shares a hub.
t.jobs = 13
const published = city(t)

t.test('a dataset is made of all records of all systems, and told in the index', { buffered: true }, async t => {
  const [a, b] = [createLegacy({ id: 'a', prefix: 'AAAA', pageSize: 10, rows: rows(25) }),
    createLegacy({ id: 'b', prefix: 'BBBB', rows: rows(2) })]
  const hub = await startHub(t, [a, b], { datasets: complaints() })
  const before = await hub.get('/data/complaints.csv')
  if (before.status !== 200)
    t.match([before.status, before.headers.get('retry-after'), await before.json()], [503, '10', {
      code: 'dataset_not_ready',
      at_fault: 'hub'
    }])
  const view = await untilDataset(hub, 'complaints')
  t.match(view, { rows: 27, kind: 'records', frequency: 'HOURLY',
    licence: { id: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' }, agency: 'DPU',
    steward: 'DISHUB' })
  t.same(view.files.map(({ url }) => url),
    ['csv', 'json', 'xlsx', 'geojson', 'parquet'].map(format => `/data/complaints.${format}`))
  const [head, ...read] = await table(await hub.get('/data/complaints.csv'))
  t.same(head, ['id', 'status', 'district', 'agency', 'location_lat', 'location_long'])
  t.same(read[0], ['AAAA-100001', 'in_progress', 'Coblong', 'Dinas Pekerjaan Umum', '-6.9', '107.6'])
  t.equal(read.length, 27)
  t.same(read, read.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)), 'in an order that stays')
  t.match(await (await hub.get('/data')).json(), {
    datasets: [{ name: 'complaints', rows: 27, state: 'current', url: '/data/complaints' }]
  })
})

t.test('each file says what it is, how old it is and what it may be used for', { buffered: true }, async t => {
  const hub = await published
  const { files } = await untilDataset(hub, 'complaints')
  const types = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json; charset=utf-8',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', geojson: 'application/geo+json',
    parquet: 'application/vnd.apache.parquet' }
  for (const [format, type] of Object.entries(types)) {
    const { status, headers, body } = await text(hub, `/data/complaints.${format}`)
    t.equal(status, 200)
    t.equal(headers.get('content-type'), type)
    t.match(headers.get('etag'), /^"[0-9a-f]{32}"$/, 'a strong tag')
    t.match(headers.get('content-disposition'),
      new RegExp(`^attachment; filename="complaints-\\d{4}-\\d{2}-\\d{2}\\.${format}"$`))
    t.equal(headers.get('accept-ranges'), 'bytes')
    t.equal(headers.get('cache-control'), 'public, max-age=300')
    t.equal(headers.get('access-control-allow-origin'), '*')
    t.match(headers.get('link'),
      '</data/complaints/dictionary.json>; rel="describedby", <https://creativecommons.org/licenses/by/4.0/>; ' +
        'rel="license"')
    t.ok(Math.abs(Date.parse(headers.get('last-modified') ?? '') - Date.now()) < 600_000)
    if (format !== 'xlsx' && format !== 'parquet')
      t.equal(Number(headers.get('content-length')), Buffer.byteLength(body))
    t.equal(headers.get('content-length'), String(files.find(file => file.format === format)?.size))
    const head = await hub.get(`/data/complaints.${format}`, { method: 'HEAD',
      headers: { 'accept-encoding': 'identity' } })
    for (const name of ['content-type', 'content-length', 'etag', 'last-modified', 'content-disposition',
      'accept-ranges']) t.equal(head.headers.get(name), headers.get(name), `HEAD says the same ${name}`)
    t.equal((await head.arrayBuffer()).byteLength, 0)
  }
})

t.test('who has a file is told that it is the same', { buffered: true }, async t => {
  const hub = await published
  await untilDataset(hub, 'complaints')
  const { headers } = await text(hub, '/data/complaints.csv')
  const [etag = '', modified = ''] = [headers.get('etag'), headers.get('last-modified')].map(String)
  const status = async (given: Record<string, string>): Promise<number> =>
    (await text(hub, '/data/complaints.csv', given)).status
  t.equal(await status({ 'if-none-match': etag }), 304)
  t.equal(await status({ 'if-none-match': `"x", ${etag}` }), 304)
  t.equal(await status({ 'if-none-match': '"x"' }), 200)
  t.equal(await status({ 'if-modified-since': modified }), 304)
  t.equal(await status({ 'if-modified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), 200)
  t.equal(await status({ 'if-none-match': '"x"', 'if-modified-since': modified }), 200, 'the tag decides')
  t.equal(await status({ 'if-match': etag }), 200)
  t.match(JSON.parse((await text(hub, '/data/complaints.csv', { 'if-match': '"x"' })).body), { status: 412,
    code: 'precondition_failed' })
  t.equal(await status({ 'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), 412)
})

t.test('a part of a file can be had, as long as it is the same file', { buffered: true }, async t => {
  const hub = await published
  await untilDataset(hub, 'complaints')
  const whole = await text(hub, '/data/complaints.csv')
  const size = Buffer.byteLength(whole.body)
  const etag = String(whole.headers.get('etag'))
  const part = async (range: string, more: Record<string, string> = {}): Promise<[number, string | null, string]> => {
    const { status, headers, body } = await text(hub, '/data/complaints.csv', { range, ...more })
    return [status, headers.get('content-range'), body]
  }
  t.same(await part('bytes=0-9'), [206, `bytes 0-9/${size}`, whole.body.slice(0, 10)])
  t.same(await part('bytes=10-'), [206, `bytes 10-${size - 1}/${size}`, whole.body.slice(10)])
  t.same(await part('bytes=-5'), [206, `bytes ${size - 5}-${size - 1}/${size}`, whole.body.slice(-5)])
  t.same(await part(`bytes=${size - 2}-${size + 50}`), [206, `bytes ${size - 2}-${size - 1}/${size}`,
    whole.body.slice(-2)])
  t.same(await part('bytes=0-0', { 'if-range': etag }), [206, `bytes 0-0/${size}`, 'i'])
  t.same(await part('bytes=0-0', { 'if-range': String(whole.headers.get('last-modified')) }), [206, `bytes 0-0/${size}`,
    'i'])
  t.same((await part('bytes=0-0', { 'if-range': '"another"' }))[0], 200)
  t.same((await part('bytes=0-0', { 'if-range': `W/${etag}` }))[0], 200, 'a weak tag is no proof')
  for (const range of ['bytes=0-1,5-6', 'bytes=5-2', 'lines=1-2', 'bytes=-', 'bytes=a-b'])
    t.same((await part(range))[0], 200, range)
  const [status, contentRange, body] = await part(`bytes=${size}-`)
  t.same([status, contentRange], [416, `bytes */${size}`])
  t.match(JSON.parse(body), { code: 'range_not_satisfiable', at_fault: 'caller' })
  t.equal((await part('bytes=-0'))[0], 416)
  t.equal(`${(await part('bytes=0-99'))[2]}${(await part('bytes=100-'))[2]}`, whole.body, 'the parts are the whole')
})

t.test('text is sent packed to who takes it, with a tag of its own', { buffered: true }, async t => {
  const hub = await published
  await untilDataset(hub, 'complaints')
  const plain = await text(hub, '/data/complaints.csv')
  // What fetch asks for it unpacks by itself.
  const packed = await new Promise<IncomingMessage>(resolve =>
    get(`${hub.url}/data/complaints.csv`, { headers: { 'accept-encoding': 'br;q=1, gzip;q=0.5' } }, resolve)
  )
  const body = Buffer.concat(await packed.toArray() as Buffer[])
  t.match(packed.headers, {
    'content-encoding': 'gzip',
    'vary': 'accept-encoding',
    'content-length': String(body.length),
    'etag': `"${String(plain.headers.get('etag')).slice(1, -1)}-gzip"`
  })
  t.equal(gunzipSync(body).toString(), plain.body)
  for (const accepted of ['gzip;q=0', 'identity', 'br'])
    t.equal((await text(hub, '/data/complaints.csv', { 'accept-encoding': accepted })).headers.get('content-encoding'),
      null, accepted)
  t.equal(
    (await text(hub, '/data/complaints.csv', { 'accept-encoding': 'gzip', 'range': 'bytes=0-3' })).headers.get(
      'content-encoding'
    ),
    null,
    'a part is one of the file itself'
  )
  t.equal((await text(hub, '/data/complaints.parquet', { 'accept-encoding': 'gzip' })).headers.get('content-encoding'),
    null)
})

t.test('what is not there is said so, and why', { buffered: true }, async t => {
  const hub = await published
  await untilDataset(hub, 'complaints')
  const problem = async (path: string): Promise<unknown> => (await hub.get(path)).json()
  t.match(await problem('/data/nothing.csv'), { status: 404, code: 'not_found',
    detail: 'There is no dataset of this name; /data lists them.' })
  t.match(await problem('/data/nothing'), { status: 404 })
  t.match(await problem('/data/complaints.xls'), { status: 404,
    detail: 'There is no such format; there are csv, json, xlsx, geojson, parquet.' })
  t.match(await problem('/data/complaints.csv?on=2000-01-01'), { status: 404,
    detail: /^Nothing is kept of that day; the first is \d{4}-/ })
  t.match(await problem('/data/complaints.csv?on=2999-01-01'), { status: 404, detail: 'That day has not come yet.' })
  t.match(await problem('/data/complaints.csv?on=2026-02-30'), { status: 400,
    errors: [{ field: 'on', code: 'format' }] })
  t.match(await problem('/data/complaints.csv?on=2026-02-01&on=2026-02-02'), { status: 400,
    errors: [{ field: 'on', code: 'repeated' }] })
  t.match(await problem('/data/complaints.csv?of=2026-02-01'), { status: 400,
    errors: [{ field: 'of', code: 'unknown', allowed: ['on'] }] })
  t.match(await problem('/data?nik=3273021305859991'), { status: 400, errors: [{ code: 'unknown' }] })
  t.match(await problem('/data/complaints/history/yesterday.csv'), { status: 404 })
  t.match(await problem('/data/complaints/history/2026-13-01.csv'), { status: 404 })
  t.match(await problem('/data/complaints/dictionary.xml'), { status: 404 })
  for (const path of ['/data/..%2f..%2fdevelopment.key', '/data/complaints/history/..%2f..%2fbook.json',
    '/data/%00.csv', '/data/.csv', '/data/constructor', '/data/__proto__.csv'])
    t.equal((await hub.get(path)).status, 404, path)
})

t.test('the dictionary says what each column means, as JSON and as a table', { buffered: true }, async t => {
  const hub = await city(t, {
    datasets: complaints({ columns: [
      column('id', { title: { id: 'Kode', en: 'Id' } }),
      column('classification', { title: { id: 'Klasifikasi', en: 'Classification' },
        definition: { id: 'Jenis, menurut LAPOR!', en: 'Kind, as LAPOR! has it' }, concept: 'Laporan',
        reference_code: 'LAPOR', codes: { complaint: 'pengaduan' } }),
      column('location.lat', { unit: '°', measure: 'Sudut' })
    ] })
  })
  const dictionary = await (await hub.get('/data/complaints/dictionary.json')).json()
  t.match(dictionary, { dataset: 'complaints', columns: [
    { name: 'id', type: 'text', title: { id: 'Kode', en: 'Id' }, optional: false },
    { name: 'classification', type: 'text', concept: 'Laporan', reference_code: 'LAPOR', optional: true,
      values: ['aspiration', 'pengaduan', 'information_request', 'whistleblowing', 'procurement'] },
    { name: 'location_lat', type: 'number', unit: '°', measure: 'Sudut', optional: true }
  ] })
  const [head = [], ...read] = await table(await hub.get('/data/complaints/dictionary.csv'))
  t.same(read.map(row => row[0]), ['id', 'classification', 'location_lat'])
  t.equal(read[1]?.[head.indexOf('definition_id')], 'Jenis, menurut LAPOR!')
})

t.test('a system that fails leaves the last good edition in force, and that is said', { buffered: true }, async t => {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: rows(5) })
  const hub = await city(t, { legacy, datasets: complaints({ refresh_seconds: 1 }) })
  const { modified_at } = await untilDataset(hub, 'complaints')
  legacy.before = () => {
    throw new SystemFault('rejected', { stage: 'list', detail: 'not today' })
  }
  const late = await untilDataset(hub, 'complaints', ({ state }) => state === 'late')
  t.match(late, { rows: 5, modified_at, failure: { code: 'sources_failed', detail: /^complaints are not whole: a: / } })
  t.equal((await table(await hub.get('/data/complaints.csv'))).length, 6)
  t.equal(seriesOf(hub, 'satu_dataset_failing').get('{dataset="complaints"}'), 1)
  legacy.before = () => {}
  legacy.rows = rows(6)
  t.match(await untilDataset(hub, 'complaints', ({ state, rows }) => state === 'current' && rows === 6), {
    failure: undefined
  })
})

t.test('rows that vanish are not believed, unless the configuration says so', { buffered: true }, async t => {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: rows(10) })
  const hub = await city(t, { legacy, datasets: complaints({ refresh_seconds: 1 }) })
  await untilDataset(hub, 'complaints')
  legacy.rows = rows(4)
  t.match(await untilDataset(hub, 'complaints', ({ state }) => state === 'late'), { rows: 10,
    failure: { code: 'too_few_rows', detail: 'complaints: 4 rows where there were 10: fewer than min_share allows' } })
  legacy.rows = rows(5)
  await untilDataset(hub, 'complaints', ({ rows }) => rows === 5)
})

t.test('what has not changed is no new edition', { buffered: true }, async t => {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: rows(5) })
  const hub = await city(t, { legacy, datasets: complaints({ refresh_seconds: 1 }) })
  const first = await untilDataset(hub, 'complaints')
  const { headers } = await text(hub, '/data/complaints.csv')
  const again = await untilDataset(hub, 'complaints', ({ checked_at }) => checked_at !== first.checked_at)
  t.equal(again.modified_at, first.modified_at)
  t.same(again.files, first.files)
  t.equal((await text(hub, '/data/complaints.csv')).headers.get('etag'), headers.get('etag'))
  t.same(again.history.length, 1)
})

t.test('the history has the edition of each day', { buffered: true }, async t => {
  const hub = await published
  const { history: [now] } = await untilDataset(hub, 'complaints')
  const folder = join(hub.dataDir, 'open-data', 'complaints')
  const book = JSON.parse(readFileSync(join(folder, 'book.json'), 'utf8')) as {
    editions: { id: string; day: string }[]
  }
  t.match(readdirSync(join(folder, String(book.editions[0]?.id))).sort(), ['data.csv', 'data.csv.gz', 'data.geojson',
    'data.geojson.gz', 'data.json', 'data.json.gz', 'data.parquet', 'data.xlsx', 'rows.db'])
  const today = await text(hub, `/data/complaints/history/${now?.day}.csv`)
  t.equal(today.status, 200)
  t.equal(today.body, (await text(hub, `/data/complaints.csv?on=${now?.day}`)).body)
  t.equal(today.headers.get('cache-control'), 'public, max-age=300', 'the day is not over')
})

t.test('numbers about few are left out of a count', { buffered: true }, async t => {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA',
    rows: rows(30, i => ({ location: { district_code: i < 3 ? '32.73.01' : i < 12 ? '32.73.19' : '32.73.02' } })) })
  const hub = await city(t, { legacy, datasets: {
    numbers: createDataset({ resource: 'complaints',
      columns: [column('location.district_code', { name: 'district' }),
        column(undefined, { name: 'complaints', aggregate: 'count' })] })
  } })
  t.match(await untilDataset(hub, 'numbers'), { kind: 'counts', rows: 3 })
  t.same(await table(await hub.get('/data/numbers.csv')), [['district', 'complaints', 'suppressed'], ['32.73.01', '',
    'true'], ['32.73.02', '18', 'false'], ['32.73.19', '', 'true']])
})

t.test('a new edition is an event, once', { buffered: true }, async t => {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: rows(5) })
  const hub = await city(t, { legacy, datasets: complaints({ refresh_seconds: 1 }) })
  const first = await untilDataset(hub, 'complaints')
  await untilDataset(hub, 'complaints', ({ checked_at }) => checked_at !== first.checked_at)
  legacy.rows = rows(6)
  await untilDataset(hub, 'complaints', ({ rows }) => rows === 6)
  await untilDataset(hub, 'complaints', ({ state }) => state === 'current')
  const updates = async (): Promise<unknown[]> => {
    const { items } = await (await hub.get('/v1/events?limit=50', {
      headers: bearer({ claims: { sub: 'app', scope: 'events:read datasets:read' } })
    })).json() as { items: { type: string }[] }
    return items.filter(({ type }) => type.endsWith('dataset.updated'))
  }
  await until(async () => (await updates()).length >= 2)
  const events = await updates()
  t.equal(events.length, 2)
  t.match(events[1], { subject: 'complaints', source: /./,
    data: { agency_id: 'SKPD-DPU', metadata_modified: /^\d{4}-.*\+07:00$/ } })
  t.equal(seriesOf(hub, 'satu_dataset_rows').get('{dataset="complaints"}'), 6)
  t.equal(seriesOf(hub, 'satu_dataset_builds_total').get('{dataset="complaints",outcome="made"}'), 2)
})

function seriesOf(hub: RunningHub, name: string): Map<string, number> {
  return new Map(hub.metrics().find(family => family.name === name)?.series)
}
