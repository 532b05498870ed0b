import t, { type Test } from 'tap'
import { Type } from 'typebox'
import type { components } from '../../../src/contract/types.ts'
import { defineAdapter, reader } from '../../../src/kit/adapter.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { toWib } from '../../../src/kit/indonesia/calendar.ts'
import { type RunningHub, startHub } from '../../suites/core/hub.ts'
import { createLegacy, type Legacy, type Row } from '../../suites/core/legacy.ts'
import { bearer } from '../../suites/core/tokens.ts'
import { createPlace, misfit, type Place, rowsOf } from './snapshot-fixture.ts'

type List = components['schemas']['ComplaintList']

/** A system that leaves files, and what stands in for it in a hub of the tests. */
function legacyOf(place: Place): Legacy {
  const adapter = defineAdapter({
    product: 'drops',
    title: 'drops',
    version: 1,
    settings: Type.Object({}),
    needsUrl: false,
    connect: () => undefined,
    probe: async () => {},
    resources: {
      complaints: reader('complaints', {
        order: 'canonical',
        pageSize: 100,
        freshness: { fresh: 3_600, revalidate: 0, on_error: 0 },
        snapshot: place.source,
        map({ key, updatedAt, record, fault }: Row) {
          if (fault !== undefined) throw fault
          return { key, updatedAt, record } as never
        }
      })
    }
  })
  return { ...createLegacy({ id: 'drops', prefix: 'DROP' }), adapter }
}

async function start(t: Test, place: Place): Promise<RunningHub> {
  const hub = await startHub(t, [legacyOf(place)], { hub: { max_scan: 10_000 },
    consumers: { operator: { scopes: ['systems:read'] } } })
  // It looks once at the start.
  await until(() => place.looks > 0)
  return hub
}
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setImmediate(resolve))
}
const list = async (hub: RunningHub, query = ''): Promise<{ status: number; body: List }> => {
  const answer = await hub.get(`/v1/complaints${query}`)
  return { status: answer.status, body: (await answer.json()) as List }
}
const sourceOf = ({ body }: { body: List }) => body.meta.sources[0]
const now = (): string => toWib(new Date())

t.test('answers 503 until the first version has come, and then from it', async t => {
  const place = createPlace()
  const hub = await start(t, place)
  t.match(await list(hub), { status: 503, body: { detail: /drops: no complaints have come yet/ } })
  place.drop = { version: '1', producedAt: now(), rows: rowsOf(5) }
  await until(async () => (await list(hub)).status === 200)
  const answer = await list(hub)
  t.equal(answer.body.items.length, 5)
  t.match(sourceOf(answer), { system: 'drops', state: 'ok', as_of: place.drop.producedAt })
  t.match(await (await hub.get('/v1/complaints/DROP-k3')).json(), { id: 'DROP-k3' })
  t.equal((await hub.get('/v1/complaints/DROP-none')).status, 404)
})

t.test('pages through all without a gap or a double while a newer version comes', async t => {
  const place = createPlace()
  place.drop = { version: '1', producedAt: now(), rows: rowsOf(500) }
  const hub = await start(t, place)
  await until(async () => (await list(hub)).status === 200)
  const seen: string[] = []
  let next: string | null = ''
  for (let page = 0; next !== null; page++) {
    const { body }: { body: List } = await list(hub, `?limit=60${next && `&cursor=${encodeURIComponent(next)}`}`)
    seen.push(...body.items.map(({ id }) => id))
    next = body.next_cursor
    if (page !== 2) continue
    place.drop = { version: '2', producedAt: now(), rows: rowsOf(500, () => ({ title: 'of the second' })) }
    await until(async () => (await (await hub.get('/v1/complaints/DROP-k3')).text()).includes('of the second'))
  }
  t.equal(seen.length, 500)
  t.equal(new Set(seen).size, 500)
})

t.test('filters by district and status as the contract says', async t => {
  const place = createPlace()
  place.drop = {
    version: '1',
    producedAt: now(),
    rows: rowsOf(400, index => ({
      status: { code: index % 4 === 0 ? 'closed' : 'assigned', raw_code: 'x' },
      ...(index % 3 === 0 ? { location: { district_code: index % 2 === 0 ? '32.73.01' : '32.73.02' } } : {})
    }))
  }
  const hub = await start(t, place)
  await until(async () => (await list(hub)).status === 200)
  const count = async (query: string): Promise<number> => (await list(hub, `?limit=100&${query}`)).body.items.length
  t.equal(await count('status=closed'), 100)
  t.equal(await count('district_code=32.73.01'), 67)
  t.equal(await count('district_code=32.73.01&status=closed'), 34)
  t.equal(await count('district_code=32.73.19'), 0)
})

t.test('is stale, with the cause, while the newest version is refused; the system is degraded', async t => {
  const place = createPlace()
  place.drop = { version: '1', producedAt: now(), rows: rowsOf(50) }
  const hub = await start(t, place)
  await until(async () => (await list(hub)).status === 200)
  place.drop = { version: '2', producedAt: now(), rows: rowsOf(20),
    fault: new SystemFault('truncated', { stage: 'check', detail: 'holds 20 records where its control file says 50' }) }
  await until(async () => sourceOf(await list(hub))?.state === 'stale')
  const answer = await list(hub)
  t.equal(answer.body.items.length, 20, 'the default page')
  t.match(sourceOf(answer), {
    state: 'stale',
    code: 'system_failed',
    detail:
      'drops: the newest snapshot complaints was refused: it holds 20 records where its control file says 50 (check)'
  })
  const one = await hub.get('/v1/complaints/DROP-k49')
  t.equal(one.status, 200, 'records of the last good one are all there')
  t.match(one.headers.get('satu-source'), /state=stale/)
  const system = await hub.get('/v1/systems/drops', {
    headers: bearer({ claims: { sub: 'operator', scope: 'systems:read' } })
  })
  t.match(await system.json(), {
    health: { state: 'degraded', last_error: { code: 'system_failed', detail: /control file says 50/ } }
  })
  place.drop = { version: '3', producedAt: now(), rows: rowsOf(50) }
  await until(async () => sourceOf(await list(hub))?.state === 'ok')
})

t.test('is stale when a newer version is overdue', async t => {
  const place = createPlace()
  const producedAt = toWib(new Date(Date.now() - 2 * 3_600_000))
  place.drop = { version: '1', producedAt, rows: rowsOf(5) }
  const hub = await start(t, place)
  await until(async () => (await list(hub)).status === 200)
  t.match(sourceOf(await list(hub)), { state: 'stale', as_of: producedAt, code: 'system_unavailable',
    detail: /a newer version is overdue/ })
})

t.test('says why there is none when the first version was refused', async t => {
  const place = createPlace()
  place.drop = { version: '1', producedAt: now(), rows: [misfit('a'), misfit('b')] }
  const hub = await start(t, place)
  await until(async () => JSON.stringify((await list(hub)).body).includes('layout must have changed'))
  t.match(await list(hub), { status: 502 })
})

t.test('a version that does not say when it was made is as old as its reading', async t => {
  const place = createPlace()
  place.drop = { version: '1', producedAt: 'in the night', rows: rowsOf(2) }
  const hub = await start(t, place)
  await until(async () => (await list(hub)).status !== 503)
  t.match(await list(hub), { status: 200, body: { meta: { sources: [{ state: 'ok', as_of: /^20\d\d-/ }] } } })
  t.equal((await hub.get('/v1/complaints/DROP-k1')).status, 200)
})
