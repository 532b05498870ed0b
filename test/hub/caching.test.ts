import t from 'tap'
import type { Config } from '../../src/platform/config/schema.ts'
import { startCity } from '../suites/demo-city.ts'

/** Complaints are fresh for one second and the rest for long; all are usable for long when a system is ill. */
const short = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(system => ({
    ...system,
    freshness: Object.fromEntries(
      system.resources.map(
        resource => [resource, { fresh: system.id === 'complaints' ? 1 : 600, revalidate: 0, on_error: 600 }]
      )
    )
  }))
})

const city = await startCity({ change: short })
t.teardown(() => city.close())

const calls = (id: string): number => Object.values(city.system(id).calls).reduce((sum, count) => sum + count, 0)

/** Asks until the answer is as wanted: freshness runs by the real clock here. */
async function until(path: string, wanted: (answer: Awaited<ReturnType<typeof city.get>>) => boolean) {
  for (;;) {
    const answer = await city.get(path)
    if (wanted(answer)) return answer
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

t.test('a read that was just answered is answered from memory', async t => {
  const first = await city.get('/v1/announcements?limit=7')
  const before = calls('humas')
  const again = await city.get('/v1/announcements?limit=7')
  t.match(first.headers.get('cache-status'), /^satu; fwd=uri-miss; stored$/)
  t.match(again.headers.get('cache-status'), /^satu; hit; ttl=\d+$/)
  t.same(again.body, first.body)
  t.equal(calls('humas'), before)
  t.match(again.headers.get('age'), /^\d+$/)
})

t.test('parameters in another order are the same question', async t => {
  await city.get('/v1/licences?limit=8&status=active,revoked')
  const again = await city.get('/v1/licences?status=revoked,active,revoked&limit=8')
  t.match(again.headers.get('cache-status'), /hit/)
})

t.test('who has the answer gets 304', async t => {
  const { headers } = await city.get('/v1/announcements?limit=7')
  const again = await city.get('/v1/announcements?limit=7', { headers: { 'if-none-match': headers.get('etag') ?? '' } })
  t.equal(again.status, 304)
  t.equal(again.body, '')
  t.equal(again.headers.get('etag'), headers.get('etag'))
})

t.test('an answer fetched anew with the same records keeps its ETag', async t => {
  const first = await city.get('/v1/complaints?limit=7')
  const anew = await until('/v1/complaints?limit=7',
    ({ headers }) => headers.get('cache-status')?.includes('fwd') ?? false)
  t.equal(anew.headers.get('etag'), first.headers.get('etag'))
})

t.test('the last known answer stands in for a system that is down, and says so', async t => {
  const before = await city.get('/v1/complaints?limit=9')
  await city.system('complaints').setFault({ kind: 'down' })
  const stale = await until('/v1/complaints?limit=9', ({ body }) => body.meta.sources[0].state === 'stale')
  t.equal(stale.status, 200)
  t.same(stale.body.items, before.body.items)
  t.match(stale.body.meta.sources, [{ system: 'complaints', state: 'stale', code: /^system_/,
    as_of: before.body.meta.sources[0].as_of }])
  t.match(stale.headers.get('cache-status'), /fwd=stale|ttl=-/)
  t.match(stale.headers.get('cache-control'), /max-age=0/)

  await city.system('complaints').setFault({ kind: 'none' })
  const healed = await until('/v1/complaints?limit=9', ({ body }) => body.meta.sources[0].state === 'ok')
  t.same(healed.body.items.length, 9)
})

t.test('one record stands in for itself too', async t => {
  const [{ id }] = (await city.get('/v1/complaints?limit=1')).body.items
  await city.get(`/v1/complaints/${id}`)
  await city.system('complaints').setFault({ kind: 'down' })
  const stale = await until(`/v1/complaints/${id}`,
    ({ headers }) => headers.get('satu-source')?.includes('state=stale') ?? false)
  t.equal(stale.status, 200)
  t.equal(stale.body.id, id)
  await city.system('complaints').setFault({ kind: 'none' })
})

t.test('what is personal is never kept', async t => {
  const before = calls('population')
  for (let i = 0; i < 2; i++) {
    const { headers } = await city.post('/v1/residents/verify', { nik: '3273021305859991', full_name: 'A',
      birth_date: '1985-05-13' })
    t.equal(headers.get('cache-control'), 'no-store')
    t.equal(headers.get('cache-status'), 'satu; fwd=bypass')
  }
  t.equal(calls('population') - before, 2)
})

t.test('nothing of a failed, broken or senseless answer is kept', async t => {
  for (const [i, kind] of (['error', 'garbage', 'truncate', 'down'] as const).entries()) {
    const path = `/v1/announcements?limit=${60 + i}`
    await fetch(`${city.url}/v1/systems/humas/cache`, { method: 'DELETE',
      headers: city.authorization(['systems:operate']) })
    await city.system('humas').setFault({ kind })
    const failed = await city.get(path)
    t.ok(failed.status >= 500 && failed.status !== 500, `${kind}: ${failed.status}`)
    await city.system('humas').setFault({ kind: 'none' })
    const healed = await until(path, ({ status }) => status === 200)
    t.match(healed.headers.get('cache-status'), /^satu; fwd=uri-miss; stored$/,
      'the system is asked again, and what it says is kept')
    t.ok(healed.body.items.length > 0)
  }
})
