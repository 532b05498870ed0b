import t from 'tap'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

interface Incident {
  id: string
  kind: string
  severity: string
  headline?: string
  description?: string
  agency_id?: string
  status: { code: string }
  source: { system: string; updated_at: string }
  location?: { lat?: number; long?: number; address?: string; district_code?: string }
}

const city = await startCity()
t.teardown(() => city.close())

async function walk(query = '', limit = 100): Promise<Incident[]> {
  const items: Incident[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body } = await city.get(
      `/v1/incidents?limit=${limit}${query}${cursor === '' ? '' : `&cursor=${cursor}`}`,
      { as: null }
    )
    if (status !== 200) throw new Error(JSON.stringify(body))
    items.push(...body.items)
    cursor = body.next_cursor
  }
  return items
}
const ids = (items: readonly Incident[]): string[] => items.map(({ id }) => id)

await until(async () => (await city.get('/v1/incidents?limit=1&require=all')).status === 200, {
  what: 'the register of the fire agency'
})
const button = city.system('panic-button')
button.pushTo?.(city.url)
await button.press?.({ count: 3, taps: 1 })
// Answers of the button's list are kept for a second.
await until(async () => (await walk('&q=panic')).length === 3, { what: 'the pushed incidents' })
const all = await walk()

t.test('four systems federate: each incident once, in one order', t => {
  const counts = Map.groupBy(all, ({ source }) => source.system)
  t.same([...counts.keys()].sort(), ['fire', 'panic-button', 'transport', 'weather'])
  t.ok((counts.get('fire')?.length ?? 0) > 600)
  t.ok((counts.get('transport')?.length ?? 0) > 150)
  t.equal(new Set(ids(all)).size, all.length)
  const keys = all.map(({ source, id }) => `${source.updated_at} ${id}`)
  for (const [index, { source, id }] of all.entries()) {
    const before = all[index - 1]
    if (before &&
      (before.source.updated_at < source.updated_at ||
        (before.source.updated_at === source.updated_at && before.id >= id)))
      t.fail(`${keys[index - 1]} before ${keys[index]}`)
  }
  t.end()
})

t.test('each kind comes from whom it should', t => {
  const kinds = (system: string) =>
    [...new Set(all.filter(({ source }) => source.system === system).map(({ kind }) => kind))].sort()
  t.same(kinds('fire'), ['fire', 'flood', 'weather'])
  t.same(kinds('transport'), ['flood', 'traffic'])
  t.same(kinds('panic-button'), ['panic'])
  t.end()
})

t.test('the size of the pages does not change what they hold', async t => {
  t.same(ids(await walk('', 37)), ids(all))
})

const box = { south: -6.93, north: -6.9, west: 107.58, east: 107.62 }
const filters: readonly (readonly [string, (incident: Incident) => boolean])[] = [
  ['updated_since=2026-11-10T00:00:00%2B07:00', ({ source }) => source.updated_at >= '2026-11-10T00:00:00+07:00'],
  ['status=on_scene,dispatched', ({ status }) => ['on_scene', 'dispatched'].includes(status.code)],
  ['status=false_alarm', ({ status }) => status.code === 'false_alarm'],
  ['status=unknown', ({ status }) => status.code === 'unknown'],
  ['agency=DISKAR', ({ agency_id }) => agency_id === 'SKPD-DISKAR'],
  ['agency=DISHUB,DISKAR', ({ agency_id = '' }) => ['SKPD-DISKAR', 'SKPD-DISHUB'].includes(agency_id)],
  ['district_code=32.73.22', ({ location }) => location?.district_code === '32.73.22'],
  ['q=korsleting%20pabrik',
    ({ headline = '', description = '' }) => /pabrik/i.test(headline) && /korsleting/i.test(description)],
  ['agency=DISKAR&status=resolved&district_code=32.73.02',
    ({ agency_id, status, location }) =>
      agency_id === 'SKPD-DISKAR' && status.code === 'resolved' && location?.district_code === '32.73.02']
]
for (const [query, wanted] of filters) {
  t.test(`${decodeURIComponent(query)} gives just those, page by page`, async t => {
    const expected = ids(all.filter(wanted))
    t.ok(expected.length > 0, `${expected.length} incidents`)
    const found = ids(await walk(`&${query}`, 7))
    t.same(found.toSorted(), expected.toSorted())
    t.same(found, expected, 'in the same order')
  })
}

t.test('bbox gives what lies within, page by page', async t => {
  const expected = all.filter(({ location: { lat = 0, long = 0 } = {} }) =>
    lat >= box.south && lat <= box.north && long >= box.west && long <= box.east
  )
  t.ok(expected.length > 20)
  const found = await walk(`&bbox=${box.west},${box.south},${box.east},${box.north}`, 7)
  // Warnings of the weather have areas, which may reach into it.
  t.same(ids(found.filter(({ source }) => source.system !== 'weather')),
    ids(expected.filter(({ source }) => source.system !== 'weather')))
})

t.test("only the agency's own system is asked for its incidents", async t => {
  const { body } = await city.get('/v1/incidents?limit=1&agency=DISKAR')
  t.match(
    body.meta.sources.filter(({ state }: { state: string }) => state === 'skipped').map((
      { system }: { system: string }
    ) => system),
    ['transport']
  )
})

t.test('each can be had by its id', async t => {
  for (const system of ['fire', 'transport', 'panic-button']) {
    const listed = all.find(({ source }) => source.system === system)!
    const { status, body } = await city.get(`/v1/incidents/${listed.id}`, { as: null })
    t.equal(status, 200)
    t.match(body, { id: listed.id, headline: listed.headline, source: { system } })
  }
  t.equal((await city.get('/v1/incidents/DISKAR-1999-0001')).status, 404)
  t.equal((await city.get('/v1/incidents/DISHUB-LL-19990101-001')).status, 404)
})

t.test("where somebody's home or car was hit is told by village and district", t => {
  const homes = all.filter(({ source, headline = '' }) =>
    source.system === 'fire' && /: (?:rumah|atap rumah|mobil|sepeda motor|permukiman)/.test(headline)
  )
  t.ok(homes.length > 100)
  t.same(homes.filter(({ location }) => location?.address !== undefined || location?.lat !== undefined), [])
  t.end()
})
