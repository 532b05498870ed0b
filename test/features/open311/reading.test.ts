import t from 'tap'
import { impatient, startCityWith, walk } from '../../suites/public-list.ts'
import { fixMyStreet, geoReporter, parseXml, type Reply, requestFaults, rowsOf, textOf, type Tree,
  updateFaults } from './clients.ts'

interface Update {
  id: string
  at: string
  text: string
  status?: string
}
interface Complaint {
  id: string
  title: string
  description: string
  service_code?: string
  submitted_at: string
  updates?: Update[]
  media?: { url: string }[]
  status: { code: string; raw_code: string; raw_label?: string; changed_at?: string }
  location?: { lat?: number; long?: number }
  source: { system: string; record_id: string; updated_at: string }
  quality: []
}

/** The demo's clock stands in November 2026. */
const WINDOW = { start_date: '2026-08-25T00:00:00Z', end_date: '2026-11-21T00:00:00Z' }
const ENDED = new Set(['resolved', 'closed', 'rejected', 'out_of_scope', 'duplicate', 'archived'])

const city = await startCityWith('complaints')
t.teardown(() => city.close())
const all = await walk<Complaint>(city, '/v1/complaints')
const isOnMap = ({ location }: Complaint): boolean => location?.lat !== undefined && location.long !== undefined
const isBetween = (time: string, { start_date, end_date }: { start_date: string; end_date: string }): boolean =>
  Date.parse(time) >= Date.parse(start_date) && Date.parse(time) <= Date.parse(end_date)

const endpoint = `${city.url}/open311/v2`
const fms = fixMyStreet(`${endpoint}/`, '')
const gr = geoReporter(endpoint, '')
const jsonOf = ({ text }: Reply): never => JSON.parse(text) as never
const requestsOf = ({ text }: Reply): Record<string, Tree[]>[] => rowsOf(text, 'service_requests', 'request')
const idsOf = (rows: readonly Record<string, Tree[]>[]): (string | undefined)[] =>
  rows.map(row => textOf(row, 'service_request_id') ?? '')

t.test('discovery names this endpoint and both formats', async t => {
  const { status, headers, text } = await fms.get('discovery.xml')
  t.equal(status, 200)
  t.match(headers.get('content-type'), /^text\/xml/)
  t.match(parseXml(text), { root: 'discovery',
    tree: { changeset: [/T.*\+07:00$/], contact: [String], key_service: [String] } })
  t.match(jsonOf(await gr.get('discovery.json')), {
    endpoints: [{ specification: 'http://wiki.open311.org/GeoReport_v2', url: endpoint, type: 'test',
      formats: ['text/xml', 'application/json'] }]
  })
})

t.test('services are those that complaints can be about, in the form that importers read', async t => {
  const rows = rowsOf((await fms.get('services.xml')).text, 'services', 'service')
  const { items } = (await city.get('/v1/services?limit=100')).body as { items: { code: string; domain: string }[] }
  t.same(new Set(rows.map(row => textOf(row, 'service_code'))),
    new Set(items.filter(({ domain }) => domain === 'complaint').map(({ code }) => code)))
  t.equal(rows.length, new Set(rows.map(row => textOf(row, 'service_code'))).size)
  const names = rows.map(row => textOf(row, 'service_name') ?? '')
  t.equal(new Set(names.map(name => name.toLowerCase())).size, names.length, 'equal names are both skipped')
  for (const row of rows) {
    t.match(textOf(row, 'service_code'), /^[\w-]+$/)
    t.equal(textOf(row, 'service_name'), textOf(row, 'service_name')?.trim())
    t.match({ type: textOf(row, 'type'), metadata: textOf(row, 'metadata'), description: textOf(row, 'description') }, {
      type: 'realtime',
      metadata: 'true',
      description: String
    })
    t.notOk(/private|inactive|staff/.test(textOf(row, 'keywords') ?? ''))
  }
  const json = jsonOf(await gr.get('services.json')) as { metadata: unknown }[]
  t.equal(json.length, rows.length)
  t.equal(json[0]?.metadata, true)
})

t.test("a service without questions asks for the sender's number alone; one that is not there is a 404", async t => {
  t.same(jsonOf(await gr.get('services/LAPOR-11.json')), { service_code: 'LAPOR-11',
    attributes: [{ variable: false, code: 'fixmystreet_id', datatype: 'string', required: false,
      datatype_description: '', description: 'Nomor laporan pada pengirim', automated: 'server_set', order: 1 }] })
  t.equal(parseXml((await fms.get('services/LAPOR-11.xml')).text).root, 'service_definition')
  const lost = await fms.get('services/LAPOR-4711.xml')
  t.equal(lost.status, 404)
  t.match(parseXml(lost.text), { root: 'errors', tree: { error: [{ code: ['404'], description: [/service_code/] }] } })
})

t.test('requests are those that came in the window and lie on the map, and none of them spoils the list', async t => {
  const rows = requestsOf(await fms.get('requests.xml', WINDOW))
  const expected = all.filter(complaint => isOnMap(complaint) && isBetween(complaint.submitted_at, WINDOW))
  t.ok(expected.length > 50)
  t.same(idsOf(rows), expected.map(({ id }) => id), 'last change first, as everywhere')
  for (const row of rows) t.same(requestFaults(row), [], textOf(row, 'service_request_id') ?? '')
  t.ok(rows.some(row => row['media_url']?.length === 2), 'the only photo of a request is said twice')
})

t.test('a row says what the complaint says', async t => {
  const complaint = all.find(one =>
    isOnMap(one) && one.media !== undefined && (one.updates?.length ?? 0) > 0
  ) as Complaint
  const [row] = jsonOf(await gr.get(`requests/${complaint.id}.json`)) as Record<string, unknown>[]
  t.match(row, {
    service_request_id: complaint.id,
    service_code: complaint.service_code,
    description: complaint.description,
    status: ENDED.has(complaint.status.code) ? 'closed' : 'open',
    status_notes: complaint.updates?.at(-1)?.text,
    requested_datetime: complaint.submitted_at,
    updated_datetime: complaint.source.updated_at,
    lat: complaint.location?.lat,
    long: complaint.location?.long,
    media_url: complaint.media?.[0]?.url,
    address_id: null
  })
  t.notOk(row !== undefined && ('notes' in row || 'attributes' in row || 'extended_attributes' in row),
    'extensions are off by default')
  const [extended] = jsonOf(await gr.get(`requests/${complaint.id}.json`, { extensions: 'true' })) as Record<string,
    unknown>[]
  t.match(extended, { attributes: [], extended_attributes: { title: complaint.title, status: complaint.status.code },
    notes: complaint.updates?.map(({ at, text }) => ({ datetime: at, description: text, type: String })) })
  t.equal(requestsOf(await fms.get(`requests/${complaint.id}.xml`, { extensions: 'true' })).length, 1)
})

t.test('without a photo it is null in JSON and an empty element in XML', async t => {
  const { id } = all.find(({ media }) => media === undefined) as Complaint
  t.equal((jsonOf(await gr.get(`requests/${id}.json`)) as { media_url: unknown }[])[0]?.media_url, null)
  t.same(requestsOf(await fms.get(`requests/${id}.xml`))[0]?.['media_url'], [undefined])
})

t.test('no reporter is on this face, whatever is asked', async t => {
  const [some] = all
  const { text } = await gr.get('requests.json', { ...WINDOW, extensions: 'true' })
  t.notMatch(text, /reporter|first_name|"(?:email|phone)"/)
  t.ok(some)
})

t.test('times are taken as each client writes them', async t => {
  const at = idsOf(
    requestsOf(await fms.get('requests.xml', { start_date: '2026-11-15T00:00:00Z', end_date: '2026-11-19T17:00:00Z' }))
  )
  t.ok(at.length > 0)
  for (const [start, end] of [
    ['2026-11-15T07:00:00+0700', '2026-11-20T00:00:00+0700'],
    ['2026-11-15T07:00:00+07:00', '2026-11-20T00:00:00+07:00'],
    ['2026-11-15T07:00:00 0700', '2026-11-20T00:00:00 07:00'],
    ['2026-11-15T00:00:00.000Z', '2026-11-19T17:00:00.000Z'],
    ['2026-11-15T07:00', '2026-11-20T00:00:00']
  ] as const) t.same(idsOf(requestsOf(await fms.get('requests.xml', { start_date: start, end_date: end }))), at, start)
  for (const wrong of [{ start_date: 'yesterday' }, { end_date: '2026-02-30' }, { start_date: '2026-01-01',
    end_date: '2026-11-01' }, { start_date: '2026-11-02', end_date: '2026-11-01' }])
  {
    const { status, text } = await gr.get('requests.json', wrong)
    t.equal(status, 400)
    t.match(JSON.parse(text), [{ code: 400, description: /_date/ }])
  }
})

t.test('filters narrow a list, and pages hold all of it once', async t => {
  const whole = requestsOf(await fms.get('requests.xml', WINDOW))
  const only = (name: string, values: readonly string[]): (string | undefined)[] =>
    idsOf(whole.filter(row => values.includes(textOf(row, name) ?? '')))
  t.same(idsOf(requestsOf(await fms.get('requests.xml', { ...WINDOW, status: 'closed' }))), only('status', ['closed']))
  t.same(idsOf(requestsOf(await fms.get('requests.xml', { ...WINDOW, status: 'open,closed' }))), idsOf(whole))
  t.same(idsOf(requestsOf(await fms.get('requests.xml', { ...WINDOW, service_code: 'LAPOR-11,LAPOR-9' }))),
    only('service_code', ['LAPOR-11', 'LAPOR-9']))
  const paged: (string | undefined)[] = []
  for (let page = 1; paged.length < whole.length; page++)
    paged.push(...idsOf(requestsOf(await fms.get('requests.xml', { ...WINDOW, page: String(page), page_size: '40' }))))
  t.same(paged, idsOf(whole))
  t.same(jsonOf(await gr.get('requests.json', { ...WINDOW, page: '1000' })), [])
  for (const wrong of [{ status: 'done' }, { page: '0' }, { page_size: '1001' }, { page_size: 'many' }])
    t.equal((await gr.get('requests.json', wrong)).status, 400, JSON.stringify(wrong))
})

t.test('ids go before all else, and one that nobody knows hides none of the others', async t => {
  const wanted = [all[3]?.id ?? '', 'LAPOR-1', 'NOBODY-77', 'x', all[500]?.id ?? '']
  const rows = requestsOf(
    await fms.get('requests.xml', { service_request_id: wanted.join(','), status: 'nonsense', start_date: 'never' })
  )
  t.same(idsOf(rows), [all[3]?.id, all[500]?.id])
  t.same(requestsOf(await fms.get('requests.xml', { service_request_id: 'LAPOR-1' })), [])
  const lost = await gr.get('requests/LAPOR-1.json')
  t.match([lost.status, JSON.parse(lost.text)], [404, [{ code: 404, description: /service_request_id/ }]])
})

t.test('updates are those of the window by their own time, oldest first', async t => {
  const rows = rowsOf((await fms.get('servicerequestupdates.xml', { ...WINDOW, api_key: '' })).text,
    'service_request_updates', 'request_update')
  const told = all.flatMap(({ id, updates = [] }) =>
    updates.filter(({ at }) => isBetween(at, WINDOW)).map(update => ({ ...update, of: id }))
  )
  t.ok(told.length > 20)
  for (const row of rows) {
    t.same(updateFaults(row), [], textOf(row, 'update_id') ?? '')
    t.ok(isBetween(textOf(row, 'updated_datetime') ?? '', WINDOW))
  }
  const times = rows.map(row => Date.parse(textOf(row, 'updated_datetime') ?? ''))
  t.same(times, times.toSorted((a, b) => a - b))
  t.equal(new Set(rows.map(row => textOf(row, 'update_id'))).size, rows.length)
  for (const { id, of, text } of told)
    t.match(rows.find(row => textOf(row, 'update_id') === id), { service_request_id: [of], description: [text] })
})

t.test('what has ended without a word is told as well', async t => {
  const rows = rowsOf((await fms.get('servicerequestupdates.xml', WINDOW)).text, 'service_request_updates',
    'request_update')
  const silent = all.filter(({ status, updates = [], source }) =>
    ENDED.has(status.code) && !updates.some(update => ENDED.has(update.status ?? '')) &&
    isBetween(status.changed_at ?? source.updated_at, WINDOW)
  )
  t.ok(silent.length > 0)
  for (const { id, status } of silent) {
    t.match(rows.find(row => textOf(row, 'update_id') === `${id}-${status.code}`), { service_request_id: [id],
      description: [status.raw_label ?? status.raw_code] }, id)
  }
})

t.test('a page of updates ends where the next begins', async t => {
  const list = async (more: object): Promise<string[]> =>
    (jsonOf(await gr.get('servicerequestupdates.json', { ...WINDOW, ...more })) as { update_id: string }[]).map((
      { update_id: id }
    ) => id)
  const whole = await list({})
  t.same([...await list({ page: '1', page_size: '15' }), ...await list({ page: '2', page_size: '15' })],
    whole.slice(0, 30))
})

t.test('the default of a list is the last ninety days', async t => {
  const now = Date.now()
  const expected = all.filter(complaint =>
    isOnMap(complaint) && now - Date.parse(complaint.submitted_at) < 90 * 86_400_000
  )
  t.same(
    (jsonOf(await gr.get('requests.json')) as { service_request_id: string }[]).map(({ service_request_id: id }) => id),
    expected.map(({ id }) => id)
  )
})

t.test('the jurisdiction is this city, told or not', async t => {
  t.equal((await gr.get('services.json')).status, 200)
  t.equal((await geoReporter(endpoint, '', 'bandung.go.id').get('services.json')).status, 200)
  const other = await geoReporter(endpoint, '', 'sfgov.org').get('services.json')
  t.match([other.status, JSON.parse(other.text)], [404, [{ description: /jurisdiction_id/ }]])
})

t.test('what is at no path is told in the format that was asked for, and never as a problem', async t => {
  for (const [path, status] of [['nothing.json', 404], ['requests.html', 404], ['requests', 404], [
    'requests/LAPOR-1420986',
    404
  ], ['services/LAPOR-11.pdf', 404]] as const) {
    const answer = await gr.get(path)
    t.equal(answer.status, status, path)
    t.match(answer.headers.get('content-type'), path.endsWith('.json') ? /^application\/json/ : /^text\/xml/)
    if (path.endsWith('.json')) t.match(JSON.parse(answer.text), [{ code: 404, description: String }])
    else t.equal(parseXml(answer.text).root, 'errors')
  }
})

t.test("unknown parameters are nobody's concern, and a key that is wrong is a 403", async t => {
  t.equal(
    (await fms.get('requests.xml', { ...WINDOW, 'deviceid': 'x', 'attribute[uprn]': '1', 'api_key': ' ' })).status,
    200
  )
  for (const key of ['satu_00000000_x', 'Bearer a.b.c', 'a b']) {
    const { status, text } = await fms.get('requests.xml', { api_key: key })
    t.equal(status, 403)
    t.notMatch(text, key)
    t.match(parseXml(text), { root: 'errors', tree: { error: [{ code: ['403'] }] } })
  }
})

t.test('faults of the system are told in this face\'s words, with a status that means "later"', async t => {
  await city.reload(impatient(city.config))
  t.teardown(() => city.reload(city.config))
  let day = 1
  for (const [kind, status] of [['down', 502], ['slow', 504], ['error', 502], ['garbage', 502], ['truncate',
    502]] as const)
  {
    await city.system('complaints').setFault({ kind, ms: 60_000 })
    // What went wrong is kept for a second: each question is a new one.
    const window = { start_date: `2026-11-0${day}T00:00:00Z`, end_date: `2026-11-1${day++}T00:00:00Z` }
    const answers = await Promise.all([
      fms.get('requests.xml', window),
      fms.get('servicerequestupdates.xml', window),
      fms.get('services.xml'),
      fms.get(`requests/${all[day]?.id}.xml`),
      fms.get('requests.xml', { service_request_id: `${all[day + 20]?.id}` })
    ])
    for (const answer of answers) {
      t.ok(answer.status === status || answer.status === 503, `${kind}: ${answer.status}`)
      t.match(answer.headers.get('content-type'), /^text\/xml/)
      t.match(parseXml(answer.text), { root: 'errors',
        tree: { error: [{ code: [String(answer.status)], description: [/complaints/] }] } })
    }
    await city.system('complaints').setFault({ kind: 'none' })
  }
  t.equal((await fms.get('requests.xml', { ...WINDOW, page_size: '3' })).status, 200, 'it is over when it is over')
})

t.test('a log line holds neither path nor parameter', async t => {
  await fms.get('requests.xml', { service_request_id: 'LAPOR-42424242', api_key: 'satu_marker00_key' })
  const log = city.log()
  t.match(log, /"operation":"open311-requests"/)
  t.notMatch(log, /42424242|marker00/)
})
