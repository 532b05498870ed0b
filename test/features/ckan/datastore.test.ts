import { parse as parseCsv } from 'csv-parse/sync'
import t from 'tap'
import type { DatasetConfig } from '../../../src/features/open-data/settings.ts'
import { column, createDataset, untilDataset } from '../../suites/core/dataset.ts'
import { startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type Row } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'
import { ckanApi, harvest } from './clients.ts'

const COUNT = 60
const states = ['in_progress', 'submitted', 'resolved'] as const
/** The n-th complaint: every third resolved, some of them without a place. */
const complaint = (n: number): Row =>
  complaintRow(String(100_000 + n), day(28 - (n % 28)), {
    status: { code: states[n % 3], raw_code: 'x' },
    agency_id: 'SKPD-DPU',
    ...(n % 5 !== 0 &&
      { location: { lat: -6.9 - n / 1_000, long: 107.6, district_code: n % 2 ? '32.73.02' : '32.73.01' } })
  })
const rows = Array.from({ length: COUNT }, (_, i) => complaint(i + 1)).sort((
  a,
  b
) => (a.updatedAt > b.updatedAt ? -1 : 1))
const complaints: DatasetConfig = createDataset({
  resource: 'complaints',
  title: { id: 'Pengaduan warga', en: 'Complaints of residents' },
  contact: { name: 'Meja data', email: 'data@example.go.id' },
  tags: ['pengaduan'],
  sdi: { concept: 'Pengaduan', definition: 'Laporan warga.', unit: 'pengaduan' },
  columns: [
    column('id'),
    column('status.code', { name: 'status', classification: 'Status laporan' }),
    column('location.district_code', { name: 'district', as: 'district' }),
    column('location.lat', { name: 'lat', unit: '°' }),
    column('location.long', { name: 'long' })
  ]
})
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows, order: 'updated' })
const portal = createLegacy({ id: 'portal', prefix: 'PORT', resource: 'datasets',
  rows: [complaintRow('1', day(1))].map(row => ({ ...row,
    record: { identifiers: [], name: 'complaints', title: 'Portal',
      distributions: [{ id: 'PORT-11', url: 'https://data.example.org/x.csv', format: 'CSV' }] } })
  ) })
const hub = await startHub(t, [legacy, portal], { datasets: { complaints } })
await untilDataset(hub, 'complaints')
const api = ckanApi(hub.url)
const byGet = ckanApi(hub.url, { getOnly: true })
interface Resource {
  id: string
  url: string
  format: string
  mimetype: string
  size: number
  hash: string
  datastore_active: boolean
}
const dataset = (await api.call('package_show', { id: 'complaints' })) as { id: string; resources: Resource[];
  [more: string]: unknown }
const table = dataset.resources.find(({ datastore_active }) => datastore_active)?.id ?? ''
type Record_ = { _id: number; id: string; status: string; district: string | null; lat: number | null;
  long: number | null }
interface Found {
  records: Record_[]
  total: number
  fields: { id: string; type: string; info?: object }[]
  [more: string]: unknown
}
const search = (parameters: Record<string, unknown> = {}): Promise<Found> =>
  api.call('datastore_search', { resource_id: table, ...parameters }) as Promise<Found>
const all = (await search({ limit: 32_000 })).records

t.test('a dataset of the hub stands beside those of portals, and keeps its name', async t => {
  t.match(dataset, {
    name: 'complaints',
    title: 'Pengaduan warga',
    title_translated: { id: 'Pengaduan warga', en: 'Complaints of residents' },
    maintainer: 'Meja data',
    maintainer_email: 'data@example.go.id',
    organization: { name: 'dpu' },
    groups: [{ name: 'pemerintahan' }],
    tags: [{ name: 'pengaduan' }],
    license_id: 'CC-BY-4.0',
    isopen: true,
    sdi: { concept: 'Pengaduan', definition: 'Laporan warga.', unit: 'pengaduan', steward: 'Dinas Perhubungan' }
  })
  t.same(await api.call('package_list'), ['complaints', 'complaints-portal'])
  const { packages } = await harvest(hub.url)
  t.same(packages.map(({ title }) => String(title)).sort(), ['Pengaduan warga', 'Portal'])
  const extras = Object.fromEntries(
    (dataset['extras'] as { key: string; value: string }[]).map(({ key, value }) => [key, value])
  )
  t.match(extras, { konsep: 'Pengaduan', definisi: 'Laporan warga.', satuan: 'pengaduan', walidata: 'Dinas Perhubungan',
    frequency: 'hourly', satu_id: 'complaints' })
})

t.test('its files are those at /data, with their sizes and hashes, ready to be fetched', async t => {
  t.same(dataset.resources.map(({ format }) => format), ['CSV', 'JSON', 'XLSX', 'GeoJSON', 'PARQUET'])
  t.equal(dataset.resources.filter(({ datastore_active }) => datastore_active).length, 1)
  for (const { url, size, mimetype, hash } of dataset.resources) {
    // As ckanapi does when it makes data packages.
    const response = await fetch(url, { headers: { 'x-ckan-api-key': 'None', 'accept-encoding': 'identity' } })
    t.equal(response.status, 200)
    t.equal((await response.arrayBuffer()).byteLength, size)
    t.equal(response.headers.get('content-type')?.split(';')[0], mimetype)
    t.match(hash, /^[0-9a-f]{64}$/)
  }
})

t.test('all rows come once, in an order that stays, and say what their columns are', async t => {
  const { records, total, fields, limit, offset, filters } = await search()
  t.same([records.length, total, limit, offset, filters], [COUNT, COUNT, 100, 0, {}])
  t.same(records.map(({ _id }) => _id), Array.from({ length: COUNT }, (_, i) => i + 1))
  t.same(new Set(records.map(({ id }) => id)), new Set(rows.map(({ key }) => `AAAA-${key}`)))
  t.same(fields.map(({ id, type }) => [id, type]), [['_id', 'int'], ['id', 'text'], ['status', 'text'], ['district',
    'text'], ['lat', 'numeric'], ['long', 'numeric']])
  t.match(fields[2], { info: { label: 'status', klasifikasi: 'Status laporan' } })
  t.match(fields[4], { info: { satuan: '°' } })
  t.same((await search({ limit: 0 })).fields, fields, 'as ckanapi asks for the columns alone')
  t.same(await byGet.call('datastore_search', { resource_id: table }), await search(), 'the same by GET')
  t.match(await api.call('datastore_info', { resource_id: table }), { meta: { id: table },
    fields: [{ id: '_id' }, { id: 'id' }] })
  t.same(await api.call('datastore_search', { resource_id: 'complaints' }), await search(),
    'by the name of the dataset')
})

t.test('pages hold every row once, forwards and backwards', async t => {
  const walk = async (more: Record<string, unknown>): Promise<number[]> => {
    const ids: number[] = []
    for (let page: Record_[] = all; page.length > 0;) {
      page = (await search({ ...more, limit: 7, offset: ids.length })).records
      ids.push(...page.map(({ _id }) => _id))
    }
    return ids
  }
  t.same(await walk({}), all.map(({ _id }) => _id))
  t.same(await walk({ sort: '_id desc' }), all.map(({ _id }) => _id).toReversed())
  t.same(new Set(await walk({ sort: 'status' })), new Set(all.map(({ _id }) => _id)))
  const { _links: links } = await search({ limit: 20, offset: 20, filters: { status: 'resolved' }, sort: 'id desc' })
  const next = await fetch(hub.url + (links as { next: string }).next)
  t.match(await next.json(), { success: true, result: { offset: 40, filters: { status: 'resolved' } } })
})

t.test("filters, words, order and columns do what CKAN's do", async t => {
  const of = async (parameters: Record<string, unknown>): Promise<number[]> =>
    (await search({ limit: 1_000, ...parameters })).records.map(({ _id }) => _id)
  const where = (test: (row: Record_) => boolean): number[] => all.filter(test).map(({ _id }) => _id)
  t.same(await of({ filters: { status: 'resolved' } }), where(({ status }) => status === 'resolved'))
  t.same(await of({ filters: { status: ['resolved', 'submitted'], district: 'Coblong' } }),
    where(({ status, district }) => status !== 'in_progress' && district === 'Coblong'))
  t.same(await of({ filters: '{"status":"resolved"}' }), where(({ status }) => status === 'resolved'))
  t.same(await of({ filters: { _id: [3, 5, 500] } }), [3, 5])
  t.same(await of({ filters: { long: '107.6' } }), where(({ long }) => long === 107.6), 'a number may come as a text')
  t.same(await of({ q: 'COBLONG resolved' }),
    where(({ status, district }) => status === 'resolved' && district === 'Coblong'))
  t.same(await of({ q: { district: 'cob' } }), where(({ district }) => district === 'Coblong'))
  t.same(await of({ q: '{"status":"progress"}', filters: { district: 'Coblong' } }),
    where(({ status, district }) => status === 'in_progress' && district === 'Coblong'))
  t.same((await search({ q: { district: 'cob' }, limit: 2, offset: 3 })).records.map(({ _id }) => _id),
    where(({ district }) => district === 'Coblong').slice(3, 5))
  t.equal((await search({ q: { district: 'cob' }, limit: 2 })).total,
    where(({ district }) => district === 'Coblong').length)

  const sorted = (await search({ sort: 'status asc, id desc', limit: 1_000 })).records
  t.same(sorted.map(({ status, id }) => [status, id]), all.map(({ status, id }) => [status, id]).toSorted((
    [a = '', x = ''],
    [b = '', y = '']
  ) => (a === b ? (x > y ? -1 : 1) : a < b ? -1 : 1)))
  t.same(await of({ sort: ['status asc', 'id desc'] }), sorted.map(({ _id }) => _id))

  t.same((await search({ fields: 'status,id', limit: 2 })).records,
    all.slice(0, 2).map(({ status, id }) => ({ status, id })))
  t.same((await search({ fields: ['status'], limit: 2 })).fields.map(({ id }) => id), ['status'])
  const distinct = await search({ fields: ['status'], distinct: true })
  t.same(distinct.records.map(({ status }) => status).toSorted(), [...states].sort())
  t.equal(distinct.total, COUNT, 'the total ignores distinct')
  t.notOk('total' in await search({ include_total: false }))
})

t.test('records come as objects, lists, CSV or TSV', async t => {
  const lists = await search({ records_format: 'lists', limit: 1_000 })
  t.same(lists.records, all.map(row => Object.values(row)))
  for (const [format, delimiter] of [['csv', ','], ['tsv', '\t']] as const) {
    const { records, fields } = await search({ records_format: format, limit: 1_000 })
    const read = parseCsv(records as unknown as string, { delimiter })
    t.equal(fields.length, 6)
    t.same(read, all.map(row => Object.values(row).map(value => (value === null ? '' : String(value)))), format)
  }
})

t.test('wrong questions are told by their parameter', async t => {
  for (const [parameters, field] of [
    [{ filters: '[1]' }, 'filters'],
    [{ filters: 'x' }, 'filters'],
    [{ filters: 7 }, 'filters'],
    [{ filters: { nothing: 1 } }, 'filters'],
    [{ filters: { lat: 'MARKER' } }, 'filters'],
    [{ filters: { status: { lt: 'x' } } }, 'filters'],
    [{ filters: { _id: 'x' } }, 'filters'],
    [{ filters: { status: Array.from({ length: 1_001 }, () => 'x') } }, 'filters'],
    [{ fields: 'nothing' }, 'fields'],
    [{ fields: ['id', 'constructor'] }, 'fields'],
    [{ sort: 'nothing' }, 'sort'],
    [{ sort: 'id sideways' }, 'sort'],
    [{ sort: 'id, _id desc' }, 'sort'],
    [{ limit: -1 }, 'limit'],
    [{ limit: 'MARKER' }, 'limit'],
    [{ offset: -1 }, 'offset'],
    [{ records_format: 'xml' }, 'records_format'],
    [{ distinct: 'MARKER' }, 'distinct'],
    [{ include_total: 'x' }, 'include_total'],
    [{ q: { nothing: 'x' } }, 'q'],
    [{ q: { status: 7 } }, 'q'],
    [{ plain: false }, 'plain'],
    [{ bogus: 1 }, 'bogus'],
    [{ resource_id: '' }, 'resource_id'],
    [{ resource_id: ['a'] }, 'resource_id']
  ] as const) {
    const response = await fetch(`${hub.url}/api/3/action/datastore_search`, { method: 'POST',
      headers: { 'content-type': 'application/json' }, body: JSON.stringify({ resource_id: table, ...parameters }) })
    const text = await response.text()
    t.match([response.status, JSON.parse(text)], [409, { success: false,
      error: { __type: 'Validation Error', [field]: [String] } }], JSON.stringify(parameters).slice(0, 60))
    t.notMatch(text, /MARKER/)
  }
  const files = dataset.resources.filter(({ id }) => id !== table)
  const other = ((await api.call('package_show', { id: 'complaints-portal' })) as { resources: Resource[] }).resources
  for (const id of ['00000000-0000-5000-8000-000000000000', 'nowhere', files[0]?.id, other[0]?.id])
    await t.rejects(api.call('datastore_search', { resource_id: id }), { name: 'NotFound' }, id ?? '')
  t.equal((await search({ limit: 99_999_999 })).limit, 32_000, 'more than 32,000 are taken down to it')
})

t.test('an answer is tagged by its edition', async t => {
  const path = `/api/3/action/datastore_search?resource_id=${table}&limit=3`
  const first = await hub.get(path)
  const tag = first.headers.get('etag') ?? ''
  t.match((await first.json() as { result: object }).result, { total: COUNT })
  t.equal((await hub.get(path, { headers: { 'if-none-match': tag } })).status, 304)
  t.not((await hub.get(`${path}&offset=1`)).headers.get('etag'), tag)
})

t.test('a long answer is sent while it is read, whole', async t => {
  const many = createLegacy({ id: 'many', prefix: 'MANY', order: 'updated',
    rows: Array.from({ length: 6_000 }, (_, i) => complaint(i + 1)).sort((
      a,
      b
    ) => (a.updatedAt > b.updatedAt ? -1 : 1)) })
  const large = await startHub(t, [many], { datasets: { complaints: { ...complaints, formats: ['csv'] } } })
  await untilDataset(large, 'complaints')
  const answer = await ckanApi(large.url).call('datastore_search', { resource_id: 'complaints',
    limit: 32_000 }) as Found
  t.same([answer.records.length, answer.total], [6_000, 6_000])
  t.ok(JSON.stringify(answer).length > 500_000)
})
