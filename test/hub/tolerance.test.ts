import t from 'tap'
import { LEAST_AGE_MS } from '../../src/gateway/reads/answers.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { until } from '../services/wait.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'

const FRESH_S = 600
const LEAST_AGE_S = LEAST_AGE_MS / 1_000

/** Complaints are fresh for one second and the rest for long; all are usable for long when a system is ill. */
const change = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(system => ({
    ...system,
    freshness: Object.fromEntries(
      system.resources.map(
        resource => [resource, { fresh: system.id === 'complaints' ? 1 : FRESH_S, revalidate: 0, on_error: FRESH_S }]
      )
    )
  }))
})

const city = await startCity({ change })
t.teardown(() => city.close())

const calls = (): number => Object.values(city.system('humas').calls).reduce((sum, count) => sum + count, 0)
/** How often the list was read from the system: a list may take several calls, each time as many. */
const readsSince = (before: number, perRead: number): number => (calls() - before) / perRead

const ageOf = ({ headers }: Answer): number => Number(headers.get('age'))
const asOf = ({ body }: Answer): string => body.meta.sources[0].as_of
const get = (path: string, cacheControl?: string): Promise<Answer> =>
  city.get(path, cacheControl === undefined ? {} : { headers: { 'cache-control': cacheControl } })

/** An answer that was not there yet, and the calls that it took. */
async function firstRead(path: string): Promise<[Answer, number]> {
  await fetch(`${city.url}/v1/systems/humas/cache`, { method: 'DELETE',
    headers: city.authorization(['systems:operate']) })
  const before = calls()
  const answer = await get(path)
  return [answer, calls() - before]
}

/** The answer when it is so old. */
async function aged(path: string, seconds: number): Promise<Answer> {
  let answer = await get(path)
  await until(async () => ageOf(answer = await get(path)) >= seconds, { what: `an answer ${seconds} s old` })
  return answer
}

t.test('Age and as_of tell when the system said it, however often the hub says it again', async t => {
  const path = '/v1/announcements?limit=3'
  const first = await get(path)
  const later = await aged(path, 2)
  t.equal(asOf(later), asOf(first))
  t.match(later.headers.get('cache-status'), /^satu; hit/)
  const told = (Date.parse(later.headers.get('date') ?? '') - Date.parse(asOf(later))) / 1_000
  t.ok(Math.abs(told - ageOf(later)) <= 1, `Date less as_of is ${told} s, Age ${ageOf(later)} s`)
  const left = Number(/max-age=(\d+)/.exec(later.headers.get('cache-control') ?? '')?.[1])
  t.ok(left <= FRESH_S - 2, `${left}: it may be kept for what is left of its life, and no longer`)
})

t.test('a list of two systems is as old as the older of its parts', async t => {
  const complete = '/v1/licence-applications?limit=4'
  const { body, headers } = await aged(complete, 1)
  t.ok(body.meta.sources.length > 1, 'several systems serve it')
  const oldest = Math.min(...body.meta.sources.map(({ as_of }: { as_of: string }) => Date.parse(as_of)))
  const told = (Date.parse(headers.get('date') ?? '') - oldest) / 1_000
  t.ok(Math.abs(told - Number(headers.get('age'))) <= 1,
    `the oldest as_of is ${told} s ago, Age ${headers.get('age')} s`)
})

t.test('one record says it too', async t => {
  const [{ id }] = (await get('/v1/announcements?limit=1')).body.items
  const record = await get(`/v1/announcements/${id}`)
  const said = /as_of="?([^";,]+)/.exec(record.headers.get('satu-source') ?? '')?.[1] ?? ''
  const told = (Date.parse(record.headers.get('date') ?? '') - Date.parse(said)) / 1_000
  t.ok(Math.abs(told - ageOf(record)) <= 1, `as_of is ${said}, Age ${ageOf(record)} s`)
})

t.test('no-cache has the system asked anew, once in five seconds and for all who ask', async t => {
  const path = '/v1/announcements?limit=4'
  const [first, perRead] = await firstRead(path)
  const before = calls()
  t.match((await get(path, 'no-cache')).headers.get('cache-status'), /^satu; hit/, 'what is younger than that is given')
  t.equal(readsSince(before, perRead), 0)
  await aged(path, LEAST_AGE_S + 1)
  const anew = await Promise.all(Array.from({ length: 10 }, () => get(path, 'no-cache')))
  t.equal(readsSince(before, perRead), 1)
  for (const answer of anew) {
    t.ok(ageOf(answer) < LEAST_AGE_S)
    t.ok(asOf(answer) > asOf(first), 'and it says so')
  }
  t.match((await get(path)).headers.get('cache-status'), /^satu; hit/, 'the next caller has it too')
})

t.test('max-age names the oldest answer that does', async t => {
  const path = '/v1/announcements?limit=5'
  const [, perRead] = await firstRead(path)
  const old = await aged(path, LEAST_AGE_S + 1)
  const before = calls()
  t.equal(asOf(await get(path, `max-age=${FRESH_S}`)), asOf(old))
  t.equal(readsSince(before, perRead), 0)
  const younger = await get(path, `max-age=${LEAST_AGE_S}`)
  t.equal(readsSince(before, perRead), 1)
  t.ok(ageOf(younger) <= LEAST_AGE_S)
})

t.test('min-fresh names for how long it must stay fresh', async t => {
  const path = '/v1/announcements?limit=6'
  const [, perRead] = await firstRead(path)
  const old = await aged(path, LEAST_AGE_S + 1)
  const before = calls()
  t.equal(asOf(await get(path, 'min-fresh=60')), asOf(old))
  t.equal(readsSince(before, perRead), 0)
  const lasting = await get(path, `min-fresh=${FRESH_S}`)
  t.equal(readsSince(before, perRead), 1, 'no answer stays so long: the newest there is')
  t.ok(asOf(lasting) > asOf(old))
})

t.test('stale-if-error names how stale an answer may stand in for a failing system', async t => {
  const path = '/v1/complaints?limit=7'
  await get(path)
  await city.system('complaints').setFault({ kind: 'down' })
  t.teardown(() => city.system('complaints').setFault({ kind: 'none' }))
  // A look that was on its way when the system went down may still bring something fresh.
  let refused = await get(path, 'stale-if-error=0')
  await until(async () => (refused = await get(path, 'stale-if-error=0')).status !== 200, { what: 'a refusal' })
  t.equal(refused.status, 502)
  t.match(refused.headers.get('content-type'), /^application\/problem\+json/)
  const stale = await get(path, `stale-if-error=${FRESH_S}`)
  t.equal(stale.status, 200)
  t.equal(stale.body.meta.sources[0].state, 'stale')
})
