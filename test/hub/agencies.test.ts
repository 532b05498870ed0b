import t from 'tap'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

interface Agency {
  id: string
  code: string
  name: string
  skpd_codes?: string[]
  valid_to?: string | null
  successor_id?: string
  parent_id?: string
  source: { system: string; updated_at: string }
}

const city = await startCity({
  change: config => ({ ...config,
    systems: config.systems.map(system => ({ ...system, snapshot: { ...system.snapshot, poll_seconds: 1 } })) })
})
t.teardown(() => city.close())

async function walk(query = '', limit = 100): Promise<Agency[]> {
  const items: Agency[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await city.get(`/v1/agencies?limit=${limit}${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)
    items.push(...body.items)
    cursor = body.next_cursor
  }
  return items
}

await until(async () => (await city.get('/v1/agencies?limit=1&require=all')).status === 200, {
  what: 'the files of the finance system'
})
const agencies = await walk()
const byId = new Map(agencies.map(agency => [agency.id, agency]))

/** Follows `successor_id` to its end. */
function today(agency: Agency): Agency {
  const next = agency.successor_id === undefined ? undefined : byId.get(agency.successor_id)
  return next === undefined ? agency : today(next)
}

t.test('the register and the finance system federate', t => {
  t.same([...new Set(agencies.map(({ source }) => source.system))].sort(), ['finance', 'register'])
  t.equal(byId.size, agencies.length)
  t.end()
})

t.test('each agency of today stands in the list once', t => {
  const present = agencies.filter(({ valid_to, successor_id }) => !valid_to && successor_id === undefined)
  const names = present.map(({ name, parent_id = '' }) => `${name.toLowerCase()} ${parent_id}`)
  t.equal(new Set(names).size, names.length)
  t.same(new Set(present.filter(({ source }) => source.system === 'finance').map(({ code }) => code.endsWith('.01'))),
    new Set([false]), 'of the finance system only parts of agencies')
  t.equal(present.filter(({ id }) => id.startsWith('SKPD-')).length, city.config.city.agencies.length)
  t.end()
})

t.test('every reference from one agency to another leads to a record', t => {
  for (const { id, parent_id, successor_id } of agencies)
    for (const to of [parent_id, successor_id]) if (to !== undefined && !byId.has(to)) t.fail(`${id} refers to ${to}`)
  t.ok(agencies.some(({ source, parent_id }) => source.system === 'finance' && parent_id?.startsWith('SKPD-KEC-')))
  t.end()
})

t.test('updated_since gives what changed since, page by page', async t => {
  const since = '2016-12-31T00:00:00+07:00'
  const expected = agencies.filter(({ source }) => source.updated_at >= since).map(({ id }) => id)
  t.ok(expected.length > 10 && expected.length < agencies.length)
  t.same((await walk(`&updated_since=${encodeURIComponent(since)}`, 3)).map(({ id }) => id), expected)
  t.same((await walk('', 17)).map(({ id }) => id), agencies.map(({ id }) => id))
})

t.test('a former name or code leads to the agency of today', async t => {
  const find = async (q: string): Promise<string[]> =>
    [...new Set((await walk(`&q=${encodeURIComponent(q)}`)).map(found => today(found).id))].sort()
  t.same(await find('badan pelayanan perizinan terpadu'), ['SKPD-DPMPTSP'])
  t.same(await find('2.12.01.01'), ['SKPD-DPMPTSP'], 'a code that the register does not have')
  t.same(await find('1.20.05.01'), ['SKPD-BKPSDM', 'SKPD-DISKAR'], 'a code that two agencies have had')
  t.equal((await city.get('/v1/agencies/SIMDA-1-20-05-01-2015')).body.successor_id, 'SIMDA-1-05-01-01-2017')
})

t.test('a failed export leaves what was there, and says why', async t => {
  await city.system('finance').setFault({ kind: 'error' })
  const sources = async () => (await city.get('/v1/agencies?limit=1')).body.meta.sources
  await until(async () => (await sources())[0].state === 'stale', { what: "the hub's next look" })
  t.match(await sources(), [{ system: 'finance', state: 'stale',
    detail: /holds an error of SQL Server in place of rows/ }, { system: 'register', state: 'ok' }])
  t.equal((await walk()).length, agencies.length)
  t.match(city.log(), /"system":"finance","resource":"agencies".*the newest snapshot agencies was refused/)
  t.notMatch(city.log(), /Cannot open database/, "in the hub's own words")
})
