import { readdirSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import type { Config } from '../../src/platform/config/schema.ts'
import { heldBytes } from '../services/memory.ts'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())

const handles = (): number => readdirSync('/proc/self/fd').length

/** The configuration with another time-out for one system, so that it is connected anew. */
const changed = (config: Config, id: string, timeoutMs: number): Config => ({
  ...config,
  systems: config.systems.map(
    system => (system.id === id ? { ...system, limits: { ...system.limits, timeout_ms: timeoutMs } } : system)
  )
})

t.test('a changed system is exchanged, the others go on as they are', async t => {
  await city.get('/v1/licences?limit=1')
  const before = (await city.get('/v1/systems')).body.items
  t.same(await city.reload(changed(city.config, 'complaints', 4_321)), { changed: ['complaints'], removed: [],
    untried: [] })
  const after = (await city.get('/v1/systems')).body.items
  const find = (items: { id: string }[], id: string) => items.find(item => item.id === id)
  t.match(find(after, 'complaints'), { limits: { timeout_ms: 4_321 } })
  t.same(find(after, 'transport'), find(before, 'transport'))
})

t.test('a resource is switched from one system to another by its route', async t => {
  const systems = async (): Promise<string[]> =>
    (await city.get('/v1/licences?limit=3')).body.meta.sources.map(({ system }: { system: string }) => system)
  t.same(await systems(), ['licensing-a', 'licensing-b', 'transport'])
  await city.reload({ ...city.config, routes: { licences: ['licensing-b'] } })
  t.same(await systems(), ['licensing-b'])
  await city.reload(city.config)
  t.same(await systems(), ['licensing-a', 'licensing-b', 'transport'])
})

t.test('a system that cannot be connected is refused and the running one stays', async t => {
  const broken: Config = {
    ...city.config,
    systems: city.config.systems.map(
      system => (system.id === 'complaints'
        ? { ...system, settings: { ...system.settings, topic_agencies: { 1: 'NOBODY' } } }
        : system)
    )
  }
  await t.rejects(city.reload(broken), /complaints/)
  t.equal((await city.get('/v1/complaints?limit=3')).status, 200)
})

t.test('a thousand changes under load fail no request and leave nothing behind', async t => {
  let going = true
  let asked = 0
  const failed: unknown[] = []
  const callers = Array.from({ length: 4 }, async (_, caller) => {
    while (going) {
      const { status, body } = await city.get(`/v1/complaints?limit=${1 + ((caller + asked++) % 50)}`)
      if (status !== 200) failed.push(body)
    }
  })
  // Those that are asked, and between them others that a self-test costs little.
  const turns = ['complaints', 'population', 'register', 'population', 'register', 'transport', 'register',
    'population', 'register', 'population']
  const change = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const already = asked
      await city.reload(changed(city.config, turns[i % 10] ?? '', 4_000 + (i % 30)))
      while (asked === already) await nextTurn()
    }
  }
  await change(200)
  const before = { handles: handles(), held: heldBytes() }
  await change(800)
  going = false
  await Promise.all(callers)
  t.same(failed, [])
  t.ok(asked >= 1_000, `${asked} requests`)
  t.ok(handles() <= before.handles + 20, `${before.handles} handles before, ${handles()} after`)
  // What lies outside the heap is let go some turns after the collection that found it unused.
  await until(() => heldBytes() < before.held + 8_000_000, { what: 'the memory of what was replaced being let go' })
})
