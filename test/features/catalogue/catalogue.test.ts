import t from 'tap'
import { uuidOf } from '../../../src/features/catalogue/ids.ts'
import { toWib } from '../../../src/kit/indonesia/calendar.ts'
import { createConfig } from '../../suites/core/city.ts'
import { type RunningHub, startHub } from '../../suites/core/hub.ts'
import { createLegacy, type Legacy, type LegacyOptions, type Row } from '../../suites/core/legacy.ts'

/** The larger the key, the later it changed. */
const dataset = (key: string, name: string, more: Record<string, unknown> = {}): Row => ({ key,
  updatedAt: toWib(new Date(Date.UTC(2026, 0, 1) + Number(key) * 60_000)),
  record: { identifiers: [], name, title: `Data ${key}`, distributions: [], ...more } })
const portal = (id: string, rows: Row[], more: Partial<LegacyOptions> = {}): Legacy =>
  createLegacy({ id, prefix: id.toUpperCase().padEnd(4, 'X'), resource: 'datasets', order: 'updated',
    rows: rows.toSorted((a, b) => Number(b.key) - Number(a.key)), ...more })
const FRESH = { fresh: 3_600, revalidate: 0, on_error: 0 }
// oxlint-disable-next-line typescript/no-explicit-any
const act = async (hub: RunningHub, action: string, headers: Record<string, string> = {}): Promise<any> =>
  ((await (await hub.get(`/api/3/action/${action}`, { headers })).json()) as { result: unknown }).result

t.test('an id is a UUID that the same name always has', t => {
  t.match(uuidOf('dataset', 'licences'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  // Never changed: harvesters know what they have by it.
  t.equal(uuidOf('dataset', 'licences'), uuidOf('dataset', 'licences'))
  t.not(uuidOf('dataset', 'licences'), uuidOf('group', 'licences'))
  t.equal(new Set(Array.from({ length: 10_000 }, (_, i) => uuidOf('file', String(i)))).size, 10_000)
  t.end()
})

t.test('a name leads to one dataset: the first system in the config keeps it, whoever changed last', async t => {
  const hub = await startHub(t, [portal('one', [dataset('1', 'taman'), dataset('2', 'jalan')]),
    portal('other', [dataset('9', 'taman'), dataset('3', 'pasar')])])
  t.same(await act(hub, 'package_list'), ['jalan', 'pasar', 'taman', 'taman-other'])
  t.match(await act(hub, 'package_show?id=taman'), { title: 'Data 1' })
  t.match(await act(hub, 'package_show?id=taman-other'), { title: 'Data 9' })
  t.match(await act(hub, 'package_show?id=OTHER-9'), { title: 'Data 9' })
})

t.test('a dataset is found by the key of its own portal, unless two portals have it', async t => {
  const hub = await startHub(t, [portal('one', [dataset('1', 'taman'), dataset('5', 'jalan')]),
    portal('other', [dataset('1', 'pasar')])])
  t.match(await act(hub, 'package_show?id=5'), { name: 'jalan' })
  t.equal((await hub.get('/api/3/action/package_show?id=1')).status, 404)
})

t.test('an id stays when everything else of a dataset changes', async t => {
  const one = portal('one', [dataset('1', 'taman')])
  const hub = await startHub(t, [one])
  const { id } = (await act(hub, 'package_show?id=taman')) as { id: string }
  one.rows = [dataset('1', 'taman-kota', { title: 'Taman kota', notes: 'Baru.' })]
  t.match(await act(hub, `package_show?id=${id}`), { id, name: 'taman-kota', title: 'Taman kota' })
})

t.test('many who ask at once ask the portal once, and a kept catalogue asks nobody', async t => {
  const one = portal('one', Array.from({ length: 250 }, (_, i) => dataset(String(i + 1), `data-${i + 1}`)), {
    freshness: FRESH
  })
  const hub = await startHub(t, [one])
  const counts = await Promise.all(Array.from({ length: 20 }, () => act(hub, 'package_search?rows=0')))
  t.same(new Set(counts.map(({ count }) => count)), new Set([250]))
  const lists = (): number => one.asked.filter(({ operation }) => operation === 'list').length
  const asked = lists()
  t.equal(asked, 3, 'three pages')
  await act(hub, 'package_list')
  await hub.get('/catalog.ttl')
  t.equal(lists(), asked)
})

t.test('what is purged is asked for anew', async t => {
  const one = portal('one', [dataset('1', 'taman')], { freshness: FRESH })
  const hub = await startHub(t, [one])
  t.same(await act(hub, 'package_list'), ['taman'])
  one.rows = [dataset('2', 'jalan'), dataset('1', 'taman')]
  t.same(await act(hub, 'package_list'), ['taman'], 'kept')
  await hub.purge({ system: 'one' })
  t.same(await act(hub, 'package_list'), ['jalan', 'taman'])
})

t.test('an answer made of what a portal said before it fell ill says that it is stale', async t => {
  const one = portal('one', [dataset('1', 'taman')], { freshness: { fresh: 0, revalidate: 0, on_error: 3_600 } })
  const hub = await startHub(t, [one])
  t.same(await act(hub, 'package_list'), ['taman'])
  one.before = () => {
    throw new Error('ill')
  }
  const stale = await hub.get('/api/3/action/package_list')
  t.same(((await stale.json()) as { result: unknown }).result, ['taman'])
  t.match(stale.headers.get('cache-control'), /max-age=0/)
  t.match(stale.headers.get('cache-status'), /ttl=-|fwd=stale/)
})

t.test('organisations are the agencies of the city, and a reload brings those of the next configuration', async t => {
  const one = portal('one', [dataset('1', 'taman', { agency_id: 'SKPD-DPU' })], { freshness: FRESH })
  const hub = await startHub(t, [one])
  t.match(await act(hub, 'package_show?id=taman'), { organization: { name: 'dpu', title: 'Dinas Pekerjaan Umum' } })
  t.match(await act(hub, 'status_show'), { site_title: 'Data Kota Contoh' })
  const config = createConfig([one])
  await hub.reload({
    ...config,
    catalogue: { title: 'Satu Data Contoh' },
    city: { ...config.city, agencies: config.city.agencies.map(
      agency => (agency.code === 'DPU' ? { ...agency, name: 'Dinas Bina Marga' } : agency)
    ) }
  }, new Map([[one.adapter.product, one.adapter]]))
  t.match(await act(hub, 'package_show?id=taman'), { organization: { name: 'dpu', title: 'Dinas Bina Marga' } })
  t.match(await act(hub, 'status_show'), { site_title: 'Satu Data Contoh' })
})

t.test('a thousand pages of a large portal are kept within what the catalogue may have', async t => {
  const one = portal('one',
    Array.from({ length: 1_500 }, (_, i) => dataset(String(i + 1), `data-${i + 1}`, { notes: 'x'.repeat(2_000) })), {
    freshness: FRESH
  })
  const hub = await startHub(t, [one])
  t.match(await act(hub, 'package_search?rows=5000&sort=id%20asc'), { count: 1_500, results: { length: 1_000 } })
  t.equal((await act(hub, 'package_search?rows=1000&start=1000&sort=id%20asc')).results.length, 500)
})
