import type { Test } from 'tap'
import type { DriftKind, FaultKind, WriteFaultKind } from '../../demo/legacy-system.ts'
import { compareKeys } from '../../src/gateway/reads/stream.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { contractErrors } from './contract-check.ts'
import { type Answer, startCity, type TestCity } from './demo-city.ts'

export interface Item {
  id: string
  title: string
  agency_id?: string
  source: { system: string; record_id: string; updated_at: string }
  quality: { field: string; code: string; raw?: string }[]
}

export interface PublicList {
  /** In paths and in the names of operations: `datasets`, `Dataset`. */
  path: string
  name: string
  /** The one system of the demo that serves it. */
  system: string
  /** Records in the demo. */
  count: number
  /** Why rows are left out. */
  reasons: readonly string[]
  /** A word that some of the titles have. */
  word: string
  /** An agency that has some of them. */
  agency: string
  /** An id of the right form that there is not. */
  unknown: string
}

/** Follows next_cursor to the end. */
export async function walk<I extends Item = Item>(city: TestCity, path: string, limit = 100): Promise<I[]> {
  const items: I[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body }: Answer = await city.get(
      `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    )
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
    items.push(...(body.items as I[]))
    cursor = body.next_cursor as string | null
    if (items.length > 10_000) throw new Error('the list does not end')
  }
  return items
}

const idsOf = (items: readonly Item[]): string[] => items.map(({ id }) => id)

/** The demo's legacy systems, and a hub in front of the one that is looked at. */
export function startCityWith(system: string): Promise<TestCity> {
  return startCity({
    change: config => ({ ...config, systems: config.systems.filter(({ id }) => id === system || id === 'register') })
  })
}

/** What every list of public records promises, whatever its system speaks: pages, order, filters, look-ups. */
export async function testPublicList(t: Test, city: TestCity, list: PublicList): Promise<void> {
  await t.test(`${list.path} as a list`, t => testList(t, city, list))
}

async function testList(
  t: Test,
  city: TestCity,
  { path, name, system, count, reasons, word, agency, unknown }: PublicList
): Promise<void> {
  const [list, get] = [`list${name}s`, `get${name}`]
  const all = await walk(city, path)
  const only = (test: (item: Item) => boolean): string[] => idsOf(all.filter(test))

  await t.test('everybody may read it, and it fits the contract', async t => {
    const answer = await city.get(`${path}?limit=100`, { as: null })
    t.equal(answer.status, 200)
    t.same(contractErrors(list, answer), [])
    t.match(answer.body.meta.sources, [{ system, state: 'ok' }])
  })

  await t.test('holds every record once, last change first, and tells why rows were left out', async t => {
    t.equal(all.length, count)
    t.equal(new Set(idsOf(all)).size, count)
    t.strictSame(idsOf(all),
      idsOf([...all].sort((a, b) => compareKeys([a.source.updated_at, a.id], [b.source.updated_at, b.id]))))
    const { recent_quarantine: left } = (await city.get(`/v1/systems/${system}`)).body as {
      recent_quarantine: { reason: string }[]
    }
    t.strictSame([...new Set(left.map(({ reason }) => reason))].sort(), [...reasons].sort())
  })

  await t.test('pages of any size hold the same', async t => {
    for (const limit of [7, 33]) t.strictSame(idsOf(await walk(city, path, limit)), idsOf(all), String(limit))
  })

  await t.test('updated_since is taken in any zone, and includes its own second', async t => {
    for (const index of [0, 20, count - 1]) {
      const since = all[index]!.source.updated_at
      const expected = only(({ source }) => source.updated_at >= since)
      for (const spelling of [since, new Date(since).toISOString()])
        t.strictSame(idsOf(await walk(city, `${path}?updated_since=${encodeURIComponent(spelling)}`, 40)), expected,
          spelling)
    }
    t.strictSame((await city.get(`${path}?updated_since=2100-01-01T00:00:00Z`)).body.items, [])
  })

  await t.test('agency finds the records of agencies, by id or code', async t => {
    const expected = only(item => item.agency_id === `SKPD-${agency}`)
    t.ok(expected.length > 0 && expected.length < count)
    for (const spelling of [agency, `SKPD-${agency}`])
      t.strictSame(idsOf(await walk(city, `${path}?agency=${spelling}`, 9)), expected, spelling)
    t.strictSame(idsOf(await walk(city, `${path}?agency=${agency},KEC-CINAMBO`)), expected)
    t.equal((await city.get(`${path}?agency=NASA`)).status, 400)
  })

  await t.test('q finds all its words in any case, and nothing that is only in the hub’s own fields', async t => {
    const found = await walk(city, `${path}?q=${word.toUpperCase()}`, 9)
    t.ok(only(({ title }) => title.toLowerCase().includes(word)).every(id => idsOf(found).includes(id)))
    t.ok(found.length > 0 && found.length < count)
    t.ok(found.every(item => JSON.stringify({ ...item, source: 0, quality: 0, id: 0 }).toLowerCase().includes(word)))
    t.strictSame(idsOf(await walk(city, `${path}?q=${word}%20tidak-ada-kata-ini`)), [])
    t.strictSame(idsOf(await walk(city, `${path}?q=fetched_at`)), [])
  })

  await t.test('filters go together', async t => {
    const since = all[Math.floor(count / 2)]!.source.updated_at
    const expected = only(item => item.agency_id === `SKPD-${agency}` && item.source.updated_at >= since)
    t.strictSame(idsOf(await walk(city, `${path}?agency=${agency}&updated_since=${encodeURIComponent(since)}`, 3)),
      expected)
  })

  await t.test('filters that it does not have are refused', async t => {
    for (const filter of ['status=active', 'district_code=32.73.02', 'bbox=107.6,-6.9,107.7,-6.8', 'sort=title']) {
      const answer = await city.get(`${path}?${filter}`)
      t.match([answer.status, answer.body.errors], [400, [{ field: filter.split('=')[0], code: 'unknown' }]])
    }
  })

  await t.test('get gives what the list gives', async t => {
    for (const item of [all[0]!, all[Math.floor(count / 2)]!, all.at(-1)!]) {
      const answer = await city.get(`${path}/${item.id}`, { as: null })
      t.equal(answer.status, 200)
      t.same(contractErrors(get, answer), [])
      const { quality: _, source, ...fields } = answer.body as Item
      const { quality: _noted, source: { updated_at, record_id }, ...listed } = item
      t.strictSame(fields, listed)
      t.match(source, { updated_at, record_id, system })
    }
  })

  await t.test('who has an answer gets 304', async t => {
    for (const asked of [`${path}?limit=5`, `${path}/${all[0]!.id}`]) {
      const { headers } = await city.get(asked)
      const again = await city.get(asked, { headers: { 'if-none-match': headers.get('etag') ?? '' } })
      t.match([again.status, again.body, again.headers.get('etag')], [304, '', headers.get('etag')])
    }
  })

  await t.test('what there is not is a 404', async t => {
    for (const id of [unknown, 'NOBODY-1', `${unknown.split('-')[0]}-_27_20OR_201_3D1`]) {
      const answer = await city.get(`${path}/${id}`)
      t.match([answer.status, answer.body.code], [404, 'not_found'], id)
      t.same(contractErrors(get, answer), [])
    }
  })
}

/** Nothing stays fresh, so that every read asks; the system is given up soon. */
export const impatient = (config: Config, on_error = 0): Config => ({
  ...config,
  systems: config.systems.map(system => ({
    ...system,
    limits: { ...system.limits, timeout_ms: 3_000, breaker: { failures: 1_000, cooldown_ms: 100 } },
    freshness: Object.fromEntries(system.resources.map(resource => [resource, { fresh: 0, revalidate: 0, on_error }]))
  }))
})

type ReadFault = Exclude<FaultKind, 'none' | WriteFaultKind | DriftKind>
const faults: Readonly<Record<ReadFault, readonly [status: number, code: string]>> = {
  down: [502, 'system_failed'],
  slow: [504, 'system_timeout'],
  error: [502, 'system_failed'],
  garbage: [502, 'system_failed'],
  truncate: [502, 'system_failed']
}

/** What comes of a system's faults. The city has another configuration afterwards. */
export async function testFaults(t: Test, city: TestCity, list: PublicList): Promise<void> {
  await t.test(`${list.path} when its system is ill`, t => testEachFault(t, city, list))
}

async function testEachFault(t: Test, city: TestCity, { path, name, system }: PublicList): Promise<void> {
  const [known] = (await city.get(`${path}?limit=1`)).body.items as [Item]
  await city.reload(impatient(city.config, 0))
  // What went wrong is kept for a second: each question is a new one.
  let limit = 10
  for (const [kind, [status, code]] of Object.entries(faults) as [ReadFault, readonly [number, string]][]) {
    await t.test(`${kind} is a ${status} that names the system, and is over when it is over`, async t => {
      await city.system(system).setFault({ kind, ms: 60_000 })
      const answers = await Promise.all([city.get(`${path}?limit=${limit++}`), city.get(`${path}/${known.id}`)])
      for (const [index, answer] of answers.entries()) {
        t.equal(answer.status, status)
        t.match(answer.body, { code, at_fault: 'system', detail: new RegExp(`^${system}: `) })
        t.same(contractErrors(index === 0 ? `list${name}s` : `get${name}`, answer), [])
      }
      await city.system(system).setFault({ kind: 'none' })
      t.equal((await city.get(`${path}?limit=${limit++}&require=all`)).status, 200)
    })
  }

  await t.test('what it said last stands in for a system that is ill, and says so', async t => {
    await city.reload(impatient(city.config, 600))
    const before = await city.get(`${path}?limit=5`)
    await city.system(system).setFault({ kind: 'error' })
    const stale = await city.get(`${path}?limit=5`)
    t.equal(stale.status, 200)
    t.strictSame(idsOf(stale.body.items as Item[]), idsOf(before.body.items as Item[]))
    t.match(stale.body.meta.sources, [{ system, state: 'stale', code: 'system_failed' }])
    await city.system(system).setFault({ kind: 'none' })
  })
}
