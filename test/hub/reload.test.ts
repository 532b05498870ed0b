import t from 'tap'
import type { Config } from '../../src/platform/config/schema.ts'
import { startCity } from '../suites/demo-city.ts'
import { withTimeout } from './reload-changes.ts'

const city = await startCity()
t.teardown(() => city.close())

t.test('a changed system is exchanged, the others go on as they are', async t => {
  await city.get('/v1/licences?limit=1')
  const before = (await city.get('/v1/systems')).body.items
  t.same(await city.reload(withTimeout(city.config, 'complaints', 4_321)), { changed: ['complaints'], removed: [],
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
