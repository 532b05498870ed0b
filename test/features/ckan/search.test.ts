import t from 'tap'
import type { Answer } from '../../suites/demo-city.ts'
import { startCityWith } from '../../suites/public-list.ts'

interface Package {
  id: string
  name: string
  title: string
  metadata_modified: string
  organization: { name: string } | null
  groups: { name: string }[]
  tags: { name: string }[]
  license_id: string | null
  resources: { id: string; format: string }[]
}

const city = await startCityWith('open-data')
t.teardown(() => city.close())
const act = (action: string, parameters: Record<string, string | string[]> = {}): Promise<Answer> => {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => [value].flat().map(one => [name, one]))
  )
  return city.get(`/api/3/action/${action}?${query}`)
}
const search = async (
  parameters: Record<string, string | string[]>
): Promise<{ count: number; results: Package[]; sort: string; facets: object; search_facets: object }> => {
  const { status, body } = await act('package_search', parameters)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.result as never
}
const all = (await search({ rows: '1000', sort: 'id asc' })).results
const namesOf = (packages: readonly Package[]): string[] => packages.map(({ name }) => name).sort()

t.test('an answer has ten rows unless told, and says how many there are', async t => {
  t.equal(all.length, 159)
  t.match(await search({}), { count: 159, sort: 'score desc, metadata_modified desc', facets: {}, search_facets: {} })
  t.equal((await search({})).results.length, 10)
  t.equal((await search({ rows: '0' })).results.length, 0)
  t.equal((await search({ rows: '9999999' })).results.length, 159, 'more than a thousand are taken down to it')
  t.same(await search({ start: '500', rows: '100' }), { count: 159, sort: 'score desc, metadata_modified desc',
    facets: {}, search_facets: {}, results: [] })
  t.same((await search({ start: '7', rows: '5', sort: 'id asc' })).results, all.slice(7, 12))
})

t.test('filters are those that harvesters and portals send', async t => {
  const is = (test: (one: Package) => boolean): string[] => namesOf(all.filter(test))
  const org = (one: Package): string | undefined => one.organization?.name
  const found = async (fq: string): Promise<string[]> => namesOf((await search({ fq, rows: '1000' })).results)
  const [sample] = all.filter(({ tags }) => tags.some(({ name }) => name.includes(' '))) as [Package]
  const spaced = sample.tags.find(({ name }) => name.includes(' '))?.name ?? ''
  for (const [fq, test] of [
    ['', () => true],
    ['*:*', () => true],
    ['+state:active +capacity:public dataset_type:dataset', () => true],
    ['organization:dinkes', one => org(one) === 'dinkes'],
    ['+organization:dinkes', one => org(one) === 'dinkes'],
    ['organization:"dinkes"', one => org(one) === 'dinkes'],
    ['-organization:dinkes', one => org(one) !== 'dinkes'],
    ['organization:dinkes OR organization:dishub', one => org(one) === 'dinkes' || org(one) === 'dishub'],
    ['organization:dinkes OR organization:dishub -tags:dbd',
      one => ['dinkes', 'dishub'].includes(org(one) ?? '') && !one.tags.some(({ name }) => name === 'dbd')],
    ['groups:kesehatan organization:dinkes OR organization:dishub', one => org(one) === 'dinkes'],
    ['groups:kesehatan AND license_id:cc-by',
      one => one.groups.some(({ name }) => name === 'kesehatan') && one.license_id === 'cc-by'],
    ['res_format:CSV', one => one.resources.some(({ format }) => format === 'CSV')],
    ['res_format:csv', () => false],
    [`tags:"${spaced}"`, one => one.tags.some(({ name }) => name === spaced)],
    [`id:${sample.id}`, one => one.id === sample.id],
    [`name:${sample.name}`, one => one.name === sample.name],
    ['metadata_modified:[2026-01-01T00:00:00Z TO *]', one => one.metadata_modified >= '2026-01-01'],
    ['metadata_modified:[* TO 2019-01-01T00:00:00.000000Z]', one => one.metadata_modified < '2019-01-01'],
    ['metadata_modified:[2026-01-01 TO NOW]', one => one.metadata_modified >= '2026-01-01'],
    ['metadata_created:[2018-01-01T00:00:00Z TO 2018-12-31T23:59:59Z] organization:dpu',
      one => one.metadata_modified.startsWith('2018') && org(one) === 'dpu']
  ] as const satisfies [string, (one: Package) => boolean][]) t.same(await found(fq), is(test), fq)
  t.same(
    namesOf(
      (await search({ fq: 'organization:dinkes', fq_list: '["groups:kesehatan", "-tags:dbd"]', rows: '1000' })).results
    ),
    is(one => org(one) === 'dinkes' && !one.tags.some(({ name }) => name === 'dbd'))
  )
  t.same(namesOf((await search({ fq_list: ['groups:kesehatan', '-tags:dbd'], rows: '1000' })).results),
    is(one => one.groups.some(({ name }) => name === 'kesehatan') && !one.tags.some(({ name }) => name === 'dbd')))
})

t.test('what Solr has beyond that is an error that says where, never an answer to half of it', async t => {
  for (const fq of [
    'title:taman*',
    'organization:(dinkes OR dishub)',
    '(organization:dinkes)',
    'organization:dinkes AND organization:dishub OR groups:x',
    'NOT organization:dinkes',
    'organization:dinkes OR -groups:x',
    'title:taman~',
    'title:taman^2',
    'taman',
    'organization:',
    ':x',
    'organization:dinkes OR',
    'OR organization:dinkes',
    'AND',
    'metadata_modified:[2026-01-01T00:00:00Z]',
    'metadata_modified:[yesterday TO *]',
    'metadata_modified:{2026-01-01 TO *}',
    'metadata_modified:[2026-02-30T00:00:00Z TO *]',
    'name:[a TO b]',
    'extras_konsep:x',
    'organization:"dinkes',
    'organization:"din\\"kes"',
    'constructor:x',
    '__proto__:x',
    '{!lucene}organization:x',
    'organization:dinkes)',
    'groups:x '.repeat(201)
  ]) {
    const { status, body } = await act('package_search', { fq })
    t.match({ status, body }, { status: 400,
      body: { success: false, error: { __type: 'Search Query Error', message: /^Search Query is invalid: fq / } } },
      fq.slice(0, 80))
    t.notOk('result' in body)
  }
  t.match((await act('package_search', { fq_list: '["groups:x", "a*"]' })).body, {
    error: { __type: 'Search Query Error', message: /fq_list/ }
  })
})

t.test('words are looked for in all of a dataset, the best first', async t => {
  const has = async (q: string): Promise<Package[]> => (await search({ q, rows: '1000' })).results
  const text = (one: Package): string => JSON.stringify(one).toLowerCase()
  t.ok((await has('SAMPAH')).length > 0)
  for (const one of await has('sampah kecamatan')) t.ok(text(one).includes('sampah') && text(one).includes('kecamatan'))
  t.same(namesOf(await has('kecamatan -sampah')),
    namesOf(all.filter(one => text(one).includes('kecamatan') && !text(one).includes('sampah'))))
  for (const one of await has('"demam berdarah"')) t.match(text(one), /demam berdarah/)
  t.same(namesOf(await has('groups:kesehatan')),
    namesOf(all.filter(({ groups }) => groups.some(({ name }) => name === 'kesehatan'))),
    'a field and a colon is a filter')
  for (const everything of ['', '*:*', '""', '*']) t.equal((await has(everything)).length, all.length)
  const best = (await search({ q: 'taman', rows: '1000', sort: 'score desc, id asc' })).results
  const first = best.findIndex(one => !one.title.toLowerCase().includes('taman'))
  t.ok(best.slice(first).every(one => !one.title.toLowerCase().includes('taman')),
    'those with it in the title come first')
  t.match(await act('package_search', { q: 'a:b*' }), { status: 400,
    body: { error: { __type: 'Search Query Error' } } })
  t.match(await act('package_search', { q: 'x '.repeat(101) }), { status: 400 })
})

t.test('orders are those of CKAN, and equals stay in the order of their ids', async t => {
  const sorted = async (sort: string): Promise<Package[]> => (await search({ sort, rows: '1000' })).results
  t.same((await sorted('name asc')).map(({ name }) => name), namesOf(all))
  t.same((await sorted('name desc')).map(({ name }) => name), namesOf(all).toReversed())
  const byTime = await sorted('metadata_modified desc')
  t.same(byTime, all.toSorted((
    a,
    b
  ) => (a.metadata_modified === b.metadata_modified
    ? (a.id < b.id ? -1 : 1)
    : a.metadata_modified > b.metadata_modified
    ? -1
    : 1)
  ))
  t.same((await search({ sort: 'rank', rows: '1000' })).results, byTime, 'the default')
  t.same((await sorted('title_string asc')).map(({ title }) => title.toLowerCase()),
    all.map(({ title }) => title.toLowerCase()).sort())
  for (const wrong of ['name', 'name up', 'secret asc', 'name asc,,id asc', 'id asc; drop',
    Array.from({ length: 11 }, () => 'id asc').join(',')])
  {
    t.match(await act('package_search', { sort: wrong }), { status: 400,
      body: { error: { __type: 'Search Query Error', message: /sort/ } } }, wrong)
  }
})

t.test('facets count what was found, by name and for people', async t => {
  const { search_facets, facets, count } = await search({ 'fq': 'organization:dinkes', 'rows': '0',
    'facet.field': '["organization", "groups", "res_format", "license_id", "tags"]' })
  const formats = new Map<string, number>()
  for (const { organization, resources } of all) {
    if (organization?.name === 'dinkes') {
      for (const format of new Set(resources.map(({ format }) => format).filter(Boolean)))
        formats.set(format, (formats.get(format) ?? 0) + 1)
    }
  }
  t.same((facets as { res_format: object }).res_format, Object.fromEntries(formats))
  t.match(search_facets, {
    organization: { title: 'organization', items: [{ name: 'dinkes', display_name: 'Dinas Kesehatan', count }] },
    groups: { items: [{ name: 'kesehatan', display_name: 'Kesehatan', count }] }
  })
  const limited = await search({ 'rows': '0', 'facet.field': '["tags"]', 'facet.limit': '3', 'facet.mincount': '2' })
  t.equal((limited.search_facets as { tags: { items: object[] } }).tags.items.length, 3)
  t.ok((await search({ 'rows': '0', 'facet.field': '["tags"]', 'facet.limit': '-1' })).search_facets)
  t.same((await search({ 'rows': '0', 'facet.field': ['tags', 'groups'] })).search_facets,
    (await search({ 'rows': '0', 'facet.field': '["tags", "groups"]' })).search_facets)
  t.same((await search({ 'rows': '0', 'facet': 'false', 'facet.field': '["tags"]' })).search_facets, {})
  t.match(await act('package_search', { 'facet.field': '["author_email"]' }), { status: 400,
    body: { error: { __type: 'Search Query Error' } } })
})

t.test('fl picks fields, and what tunes Solr or names no public dataset changes nothing', async t => {
  t.same((await search({ fl: 'id,name', rows: '2', sort: 'id asc' })).results,
    all.slice(0, 2).map(({ id, name }) => ({ id, name })))
  t.same((await search({ fl: '["name"]', rows: '1', sort: 'id asc' })).results, [{ name: all[0]?.name }])
  const plain = await search({ rows: '3' })
  t.same(
    await search({ rows: '3', include_private: 'true', include_drafts: 'True', use_default_schema: 'false',
      defType: 'edismax', qf: 'title', mm: '1', ext_bbox: '1,2,3,4', callback: 'jsonp123' }),
    plain
  )
})

t.test('the same answer has the same tag, and who has it is told so', async t => {
  const path = '/api/3/action/package_search?q=taman'
  const first = await city.get(path, { as: null })
  const tag = first.headers.get('etag') ?? ''
  t.match(first.headers.get('cache-control'), /^public, max-age=\d+$/)
  t.match(first.headers.get('vary'), /x-ckan-api-key/)
  const again = await city.get(path, { as: null, headers: { 'if-none-match': tag } })
  t.equal(again.status, 304)
  t.equal(again.headers.get('cache-status')?.startsWith('satu; hit'), true)
  const head = await fetch(city.url + path, { method: 'HEAD' })
  t.match([head.status, head.headers.get('etag'), await head.text()], [200, tag, ''])
  const posted = await city.post('/api/3/action/package_search', { q: 'taman' })
  t.same(posted.body, first.body)
  t.equal(posted.headers.get('cache-control'), 'no-store')
})
