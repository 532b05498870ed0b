import t from 'tap'
import { until } from '../../services/wait.ts'
import { type Item, startCityWith, walk } from '../../suites/public-list.ts'
import { ckanApi, harvest } from './clients.ts'

interface Dataset extends Item {
  name: string
  metadata_modified: string
}

const city = await startCityWith('open-data')
t.teardown(() => city.close())
const all = await walk<Dataset>(city, '/v1/datasets')
const agencies = new Map(
  (await walk<Item & { code: string }>(city, '/v1/agencies')).map(({ id, code }) => [id, code.toLowerCase()])
)
const ofAgencies = (...codes: string[]): Dataset[] =>
  all.filter(({ agency_id: id }) => codes.includes(agencies.get(id ?? '') ?? ''))
/** Of the records that packages were made of. */
const keysOf = (packages: readonly Record<string, unknown>[]): string[] =>
  packages.map(one => extra(one, 'satu_id') ?? '').sort()
const idsOf = (records: readonly Item[]): string[] => records.map(({ id }) => id).sort()

function extra(one: Record<string, unknown>, key: string): string | undefined {
  return (one['extras'] as { key: string; value: string }[]).find(extra => extra.key === key)?.value
}

t.test('a whole harvest gathers every dataset once, in pages of a hundred', async t => {
  const { packages, urls } = await harvest(city.url)
  t.same(keysOf(packages), idsOf(all))
  t.same(packages.map(({ id }) => id), packages.map(({ id }) => id).toSorted())
  t.equal(urls.length, Math.ceil(all.length / 100) + 1)
  t.same(await harvest(city.url), { packages, urls }, 'again, and nothing has another id or place')
})

t.test('a harvest of some organisations, or without them, gathers theirs, or the others', async t => {
  t.same(keysOf((await harvest(city.url, { organizations_filter_include: ['dinkes', 'dishub'] })).packages),
    idsOf(ofAgencies('dinkes', 'dishub')))
  const { packages } = await harvest(city.url, { organizations_filter_exclude: ['dinkes', 'dishub'] })
  t.equal(packages.length, all.length - ofAgencies('dinkes', 'dishub').length)
  const groups =
    (await harvest(city.url, { groups_filter_include: ['kesehatan', 'perhubungan'],
      organizations_filter_exclude: ['dishub'] })).packages
  t.ok(groups.length > 0)
  for (const one of groups) t.match(one, { groups: [{ name: 'kesehatan' }], organization: { name: 'dinkes' } })
})

t.test('an incremental harvest gathers what has changed since, with microseconds and without', async t => {
  const times = all.map(({ metadata_modified: at }) => Date.parse(at)).sort((a, b) => a - b)
  const since = times[Math.floor(times.length * 0.8)] as number
  const text = new Date(since).toISOString().slice(0, 19)
  for (const python of [text, `${text}.000000`, `${new Date(since - 1_000).toISOString().slice(0, 19)}.123456`]) {
    t.same(keysOf((await harvest(city.url, {}, python)).packages), idsOf(all.filter(({ metadata_modified: at }) =>
      Date.parse(at) >= since
    )), python)
  }
  t.same(keysOf((await harvest(city.url, {}, `${text}.000001`)).packages),
    idsOf(all.filter(({ metadata_modified: at }) => Date.parse(at) > since)))
  const both = await harvest(city.url, { organizations_filter_include: ['dinkes', 'dishub'] }, text)
  t.same(keysOf(both.packages),
    idsOf(ofAgencies('dinkes', 'dishub').filter(({ metadata_modified: at }) => Date.parse(at) >= since)))
  t.same((await harvest(city.url, {}, '2999-01-01T00:00:00')).packages, [], 'nothing is new')
})

t.test('a harvester finds the organisation and the groups of a package, to make them its own', async t => {
  const { packages: [one] } = await harvest(city.url, { organizations_filter_include: ['dinkes'] })
  const { owner_org, groups } = one as unknown as { owner_org: string; groups: { id: string; name: string }[] }
  for (const id of [owner_org, 'dinkes']) {
    t.match((await city.get(`/api/3/action/organization_show?id=${id}`)).body, { success: true,
      result: { id: owner_org, name: 'dinkes', title: 'Dinas Kesehatan', type: 'organization', state: 'active',
        package_count: Number } })
  }
  t.match((await city.get(`/api/3/action/group_show?id=${groups[0]?.id}`)).body, { success: true,
    result: { name: groups[0]?.name, type: 'group' } })
})

t.test('nothing in a package would keep CKAN from importing it', async t => {
  const lists = new Set(['tags', 'groups', 'extras', 'resources', 'relationships_as_subject',
    'relationships_as_object'])
  for (const one of (await harvest(city.url)).packages) {
    t.match(one.name, /^[a-z0-9_-]{2,100}$/)
    for (const [name, value] of Object.entries(one)) {
      if (Array.isArray(value) && !lists.has(name))
        t.notOk(typeof value[0] === 'object', `${name} is a list of objects that CKAN does not know`)
    }
    const extras = one['extras'] as { key: string; value: unknown }[]
    t.equal(new Set(extras.map(({ key }) => key)).size, extras.length)
    t.ok(extras.every(({ value }) => typeof value === 'string' && value !== ''))
  }
})

for (const [mode, getOnly] of [['POST', false], ['GET', true]] as const) {
  t.test(`ckanapi by ${mode}`, async t => {
    const api = ckanApi(city.url, { getOnly })
    const raises = async (name: string, action: string, parameters?: Record<string, unknown>): Promise<void> => {
      await t.rejects(api.call(action, parameters), { name }, `${action} raises ${name}`)
    }
    t.equal(await api.call('site_read'), true)
    t.match(await api.call('status_show'), { site_url: city.url, site_title: 'Data Kota Bandung', locale_default: 'id',
      extensions: ['datastore', 'dcat'] })
    const names = (await api.call('package_list')) as string[]
    t.same(names, names.toSorted())
    t.equal(new Set(names).size, all.length)
    t.same(await api.call('package_list', { limit: 3, offset: 2 }), names.slice(2, 5))

    // As `ckanapi dump` asks: with parameters that CKAN passes over.
    const dump = { include_datasets: false, include_password_hash: true, include_users: false }
    const dataset = (await api.call('package_show', { id: names[0], ...dump })) as { id: string;
      resources: { id: string; package_id: string }[] }
    t.same(await api.call('package_show', { id: dataset.id }), dataset)
    const [resource] = dataset.resources
    t.same(await api.call('resource_show', { id: resource?.id }), resource)
    t.equal(resource?.package_id, dataset.id)
    await raises('NotFound', 'package_show', { id: 'nowhere' })
    await raises('ValidationError', 'package_show')
    await raises('CKANAPIError', 'package_create', { name: 'x' })
    await raises('SearchQueryError', 'package_search', { bogus: 1 })
    await raises('SearchQueryError', 'package_search', { fq: 'title:taman*' })
    await raises('ValidationError', 'package_search', { rows: -1 })

    const organizations = (await api.call('organization_list', { all_fields: true })) as { name: string;
      package_count: number }[]
    t.same((await api.call('organization_list') as string[]).toSorted(), organizations.map(({ name }) =>
      name
    ).toSorted())
    t.equal(organizations.find(({ name }) => name === 'dinkes')?.package_count, ofAgencies('dinkes').length)
    const shown = (await api.call('organization_show', { id: 'dinkes', include_datasets: true })) as {
      packages: { organization: { name: string } }[]
    }
    t.ok(shown.packages.length > 0 && shown.packages.every(({ organization }) => organization.name === 'dinkes'))
    t.ok((await api.call('group_list') as string[]).includes('kesehatan'))
    t.ok((await api.call('tag_list') as string[]).includes('penyakit'))
    t.same(await api.call('tag_list', { query: 'penyak' }), ['penyakit'])
    t.match((await api.call('license_list') as { id: string }[]).find(({ id }) => id === 'cc-by'), {
      title: 'Creative Commons Attribution',
      url: 'https://creativecommons.org/licenses/by/4.0/',
      od_conformance: 'approved'
    })
    t.match(await api.call('help_show', { name: 'package_search' }), /facet\.field/)
    await raises('NotFound', 'help_show', { name: 'package_create' })
  })
}

t.test('the search of ckanapi pages on the default order by the rows that came, and gets everything once', async t => {
  const api = ckanApi(city.url)
  const found: Record<string, unknown>[] = []
  for (let rows: Record<string, unknown>[] = [{}]; rows.length > 0;) {
    rows =
      ((await api.call('package_search', { start: found.length, rows: 23 })) as { results: Record<string, unknown>[] })
        .results
    found.push(...rows)
  }
  t.same(keysOf(found), idsOf(all))
  const times = found.map(one => one['metadata_modified'] as string)
  t.same(times, times.toSorted().toReversed(), 'last change first')
})

t.test('a key is shown raw, in either header or in both', async t => {
  const token = city.authorization(['datasets:read']).authorization.slice('Bearer '.length)
  t.equal(((await ckanApi(city.url, { apiKey: token }).call('package_list')) as string[]).length, all.length)
  for (const headers of [{ authorization: token }, { 'x-ckan-api-key': token }, { authorization: `Bearer ${token}` }, {
    'authorization': `Bearer ${token}`,
    'x-ckan-api-key': token
  }]) {
    const answer = await city.get('/api/3/action/package_search?rows=0', { as: null, headers })
    t.match(answer, { status: 200, body: { result: { count: all.length } } })
    t.match(answer.headers.get('cache-control'), /^private/)
  }
  await t.rejects(ckanApi(city.url, { apiKey: 'a-key-of-nobody' }).call('package_list'), { name: 'NotAuthorized',
    code: '403' })
  // Lines come in bundles, some time after the answers.
  await until(() => /"consumer":"demo-app","operation":"ckan-package_search"/.test(city.log()), { what: 'the log line',
    timeoutMs: 60_000 })
  t.notMatch(city.log(), /a-key-of-nobody/)
})
