import t from 'tap'
import { type Answer, startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())

type Item = { id: string; source: { system: string; updated_at: string }; status: { code: string };
  location?: { district_code?: string } }

/** Follows next_cursor to the end. */
async function walk(path: string, limit = 100): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { status, body }: Answer = await city.get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${next}`)
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
    items.push(...body.items)
    cursor = body.next_cursor
    if (++pages > 500) throw new Error('the list does not end')
  } while (cursor !== null)
  return items
}

const inOrder = (items: Item[]): boolean =>
  items.every((item, i) => {
    const before = items[i - 1]
    if (before === undefined) return true
    if (before.source.updated_at !== item.source.updated_at) return before.source.updated_at > item.source.updated_at
    return before.id < item.id
  })

const licences = await walk('/v1/licences')
const applications = await walk('/v1/licence-applications')

t.test('a list holds the records of every system once, in one order', async t => {
  for (const items of [licences, applications]) {
    t.ok(items.length > 1_000)
    t.equal(new Set(items.map(({ id }) => id)).size, items.length)
    t.ok(inOrder(items))
    t.same([...new Set(items.map(({ source }) => source.system))].sort(), ['licensing-a', 'licensing-b', 'transport'])
  }
})

t.test('the size of the pages does not change what they hold', async t => {
  const ids = (await walk('/v1/licences', 37)).map(({ id }) => id)
  t.same(ids, licences.map(({ id }) => id))
})

t.test('filters that systems cannot do are right across pages', async t => {
  const wanted = (item: Item): boolean => item.status.code === 'expired' && item.location?.district_code === '32.73.02'
  const found = await walk('/v1/licences?status=expired&district_code=32.73.02', 5)
  t.ok(found.length > 0)
  t.same(found.map(({ id }) => id), licences.filter(wanted).map(({ id }) => id))
})

t.test('updated_since is taken in any zone', async t => {
  const since = licences[50]?.source.updated_at ?? ''
  const expected = licences.filter(({ source }) => source.updated_at >= since).map(({ id }) => id)
  const utc = new Date(since).toISOString()
  t.same((await walk(`/v1/licences?updated_since=${encodeURIComponent(since)}`)).map(({ id }) => id), expected)
  t.same((await walk(`/v1/licences?updated_since=${utc}`)).map(({ id }) => id), expected)
})

t.test('an agency is named by its code or its id, and systems of other agencies are not asked', async t => {
  const { body } = await city.get('/v1/licences?agency=DISHUB&limit=3')
  t.same(body.meta.sources.map(({ system, state }: { system: string; state: string }) => [system, state]), [
    ['licensing-a', 'skipped'],
    ['licensing-b', 'skipped'],
    ['transport', 'ok']
  ])
  const byId = await city.get('/v1/licences?agency=SKPD-DISHUB&limit=3')
  t.same(byId.body.items, body.items)
})

t.test('text is found whatever its case', async t => {
  const { body } = await city.get('/v1/complaints?q=JALAN&limit=100')
  t.ok(body.items.length > 0)
  t.ok(body.items.every((item: object) => JSON.stringify(item).toLowerCase().includes('jalan')))
})

t.test('the same stage has the same canonical status in both licensing offices', async t => {
  const codes = (system: string): Set<string> =>
    new Set(applications.filter(({ source }) => source.system === system).map(({ status }) => status.code))
  for (const code of ['submitted', 'under_review', 'awaiting_payment', 'approved', 'issued', 'rejected']) {
    t.ok(codes('licensing-a').has(code), `a has ${code}`)
    t.ok(codes('licensing-b').has(code), `b has ${code}`)
  }
})

t.test('every record of a list is found again by its id', async t => {
  for (const [path, items] of [['/v1/licences', licences], ['/v1/licence-applications', applications]] as const) {
    for (const system of ['licensing-a', 'licensing-b', 'transport']) {
      const item = items.find(({ source }) => source.system === system)
      const { status, body, headers } = await city.get(`${path}/${item?.id}`)
      t.equal(status, 200)
      t.equal(body.id, item?.id)
      t.same(body.status.code, item?.status.code)
      t.match(headers.get('satu-source'), new RegExp(`^${system};state=ok;as_of=`))
    }
  }
})

t.test('services and agencies are listed, and what records refer to exists', async t => {
  const services = new Set((await walk('/v1/services')).map(({ id }) => id))
  const agencies = new Set((await walk('/v1/agencies')).map(({ id }) => id))
  const sample = (await city.get('/v1/licence-applications?limit=50')).body.items as { service_id: string;
    agency_id: string }[]
  for (const { service_id, agency_id } of sample) {
    t.ok(services.has(service_id), service_id)
    t.ok(agencies.has(agency_id), agency_id)
  }
})

t.test('many who ask the same at once make one call', async t => {
  const calls = (): number => Object.values(city.system('complaints').calls).reduce((sum, count) => sum + count, 0)
  const before = calls()
  const answers = await Promise.all(Array.from({ length: 200 }, () => city.get('/v1/complaints?limit=50&q=banjir')))
  t.ok(answers.every(({ status }) => status === 200))
  // 3,000 records in pages of 100, each read once.
  t.ok(calls() - before <= 32, `${calls() - before} calls`)
})
