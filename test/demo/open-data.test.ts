import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createPackages, type Package } from '../../demo/systems/open-data-datasets.ts'
import { createOpenDataSystem, type OpenDataOptions } from '../../demo/systems/open-data.ts'

const city = createDemoCity()
const packages = createPackages()

interface Envelope {
  help?: string
  success?: boolean
  // Each action has its own.
  // oxlint-disable-next-line typescript/no-explicit-any
  result?: any
  error?: Record<string, unknown>
}

async function start(
  t: Test,
  options?: OpenDataOptions
): Promise<
  { system: RunningSystem;
    act: (name: string, query?: Record<string, string>) => Promise<{ status: number; body: Envelope }> }
> {
  const system = await startLegacySystem(createOpenDataSystem(city, options))
  t.teardown(() => system.stop())
  return {
    system,
    async act(name, query = {}) {
      const answer = await fetch(`${system.url}/api/3/action/${name}?${new URLSearchParams(query)}`)
      return { status: answer.status, body: (await answer.json()) as Envelope }
    }
  }
}

t.test('has the same catalogue at every start', async t => {
  t.equal(packages.length, 164)
  t.same(createPackages(), packages)
  t.equal(new Set(packages.map(({ id }) => id)).size, 164)
  t.equal(new Set(packages.map(({ name }) => name)).size, 164)
  t.equal(packages.filter(({ metadata_modified }) => metadata_modified === '2018-12-07T11:42:09.000000').length, 36,
    'an import has one date of change')
})

t.test('answers in an envelope, by GET and by POST, under both addresses', async t => {
  const { system, act } = await start(t)
  const expected = { help: /help_show\?name=package_search/, success: true,
    result: { count: 162, sort: 'score desc, metadata_modified desc', facets: {} } }
  const { body } = await act('package_search')
  t.match(body, expected)
  t.equal(body.result.results.length, 10, 'ten unless told')
  for (const path of ['/api/action/package_search', '/api/3/action/package_search']) {
    const posted = await fetch(system.url + path, { method: 'POST', headers: { 'content-type': 'application/json' },
      body: '{"rows":3}' })
    t.equal(((await posted.json()) as Envelope).result.results.length, 3)
  }
  t.match((await act('status_show')).body, { result: { ckan_version: '2.8.2' } })
  t.same(await (await fetch(`${system.url}/api/3`)).json(), { version: 3 })
})

t.test('pages in a stable order, a thousand at most', async t => {
  const { act } = await start(t, { maxRows: 60 })
  const ids: string[] = []
  for (let start = 0; start < 180; start += 60) {
    const { body } = await act('package_search', { rows: '100', start: String(start),
      sort: 'metadata_modified desc, id asc' })
    ids.push(...body.result.results.map(({ id }: Package) => id))
  }
  t.equal(new Set(ids).size, 162)
  t.equal(ids.length, 162)
})

t.test('filters as harvesters ask it to', async t => {
  const { act } = await start(t)
  const find = async (fq: string): Promise<Package[]> =>
    (await act('package_search', { fq, rows: '1000' })).body.result.results
  const nameOf = ({ organization }: Package): unknown => organization?.['name']
  t.ok((await find('organization:dishub')).every(dataset => nameOf(dataset) === 'dishub'))
  t.equal((await find('organization:dishub OR organization:disdik')).length,
    (await find('organization:dishub')).length + (await find('organization:disdik')).length)
  t.ok((await find('organization:"dishub" groups:perhubungan')).length > 0)
  t.notOk((await find('-organization:dishub')).some(dataset => nameOf(dataset) === 'dishub'))
  t.equal((await find('+dataset_type:dataset')).length, 161)
  t.equal((await find('dataset_type:harvest')).length, 1)
  const since = await find('metadata_modified:[2026-01-01T00:00:00.000000Z TO *]')
  t.ok(since.length > 5 && since.every(({ metadata_modified }) => metadata_modified >= '2026'))
  t.equal((await find(`id:"${packages[0]!.id}"`))[0]?.name, packages[0]!.name)
  t.equal((await find('(organization:dishub OR organization:disdik) groups:pendidikan')).length,
    (await find('organization:disdik')).length)
})

t.test('refuses in CKAN’s own words', async t => {
  const { system, act } = await start(t)
  const [secret, gone] = [packages[40]!, packages[41]!]
  const refusals: [string, Record<string, string>, number, unknown][] = [
    ['package_show', { id: 'tidak-ada' }, 404, { __type: 'Not Found Error', message: 'Not found' }],
    ['package_show', { id: secret.id }, 403, { __type: 'Authorization Error',
      message: /^Access denied: User not authorized/ }],
    ['package_show', { id: gone.name }, 403, { __type: 'Authorization Error' }],
    ['package_show', {}, 409, { __type: 'Validation Error', id: ['Missing value'] }],
    ['package_search', { start: '-1' }, 409, { __type: 'Validation Error', start: ['Must be a natural number'] }],
    ['package_search', { rows: 'ten' }, 409, { __type: 'Validation Error', rows: ['Invalid integer'] }],
    ['package_search', { colour: 'red' }, 400, { __type: 'Search Query Error' }],
    ['package_search', { fq: 'warna:merah' }, 409, { __type: 'Search Error' }],
    ['package_search', { sort: 'metadata_modified' }, 409, { __type: 'Search Error' }],
    ['organization_show', { id: 'nasa' }, 404, { __type: 'Not Found Error' }]
  ]
  for (const [action, query, status, error] of refusals) {
    const answer = await act(action, query)
    t.equal(answer.status, status, `${action} ${JSON.stringify(query)}`)
    t.match(answer.body, { help: /help_show/, success: false, error })
  }
  const unknown = await act('package_delete_all')
  t.match(unknown, { status: 400, body: 'Bad request - Action name not known: package_delete_all' })
  t.equal((await fetch(`${system.url}/api/3/action/package_search`, { method: 'POST', body: '{' })).status, 400)
})

t.test('shows what is published alone', async t => {
  const { act } = await start(t)
  const { result } = (await act('package_list')).body
  t.equal(result.length, 162)
  t.notOk(result.includes(packages[40]!.name))
  t.match((await act('package_show', { id: packages[0]!.name })).body, { result: { id: packages[0]!.id } })
  t.match((await act('organization_list', { all_fields: 'true' })).body.result, [{ name: 'dinas-kesehatan',
    package_count: Number }])
})

t.test('serves files, and has lost one that its catalogue still names', async t => {
  const { system } = await start(t)
  const csv = packages.find(({ state, private: isPrivate, resources: [first] }) =>
    state === 'active' && !isPrivate && first?.url.endsWith('.csv') && first.state === 'active' &&
    first.url.includes('/resource/')
  )!
  const file = await fetch(system.url + new URL(csv.resources[0]!.url).pathname)
  t.match(await file.text(), /^kode_kecamatan;kecamatan;jumlah\r\n32\.73\.01;Sukasari;/)
  t.equal((await fetch(system.url + new URL(packages[51]!.resources[0]!.url).pathname)).status, 404)
})

t.test('has the defects of the real ones', async t => {
  const resources = packages.flatMap(({ resources }) => resources)
  t.ok(['csv', '.csv', 'text/csv', 'Excel', ''].every(format => resources.some(resource => resource.format === format)))
  t.ok(
    resources.some(({ size }) => typeof size === 'string') && resources.some(({ url }) => url === '') &&
      resources.some(({ url }) => !url.includes('://') && url !== '')
  )
  const keys = new Set(packages.flatMap(({ extras }) => extras.map(({ key }) => key)))
  t.ok(['frequency', 'Frekuensi Penerbitan', 'satuan', 'Satuan Data'].every(key => keys.has(key)))
  t.ok(packages.some(({ title }) => title === '') && packages.some(({ notes }) => notes?.includes('<script>')))
})

t.test('without its search engine it answers 409; a proxy may make that 200', async t => {
  const { system, act } = await start(t, { alwaysOk: true })
  t.match(await act('package_show', { id: 'tidak-ada' }), { status: 200,
    body: { success: false, error: { __type: 'Not Found Error' } } })
  await system.setFault({ kind: 'error' })
  t.match(await act('package_search'), { status: 409, body: { success: false, error: { __type: 'Search Error' } } })
  t.match((await fetch(`${system.url}/api/3/action/package_show?id=x`)).headers.get('content-type'), 'text/html')
})
