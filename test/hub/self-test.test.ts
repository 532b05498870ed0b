import t, { type Test } from 'tap'
import type { Adapter } from '../../src/kit/index.ts'
import type { LoadedAdapters } from '../../src/platform/config/adapters.ts'
import type { Config, SystemConfig } from '../../src/platform/config/schema.ts'
import { freePort } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

// What is changed while the hub runs is tried before it is used.

const city = await startCity()
t.teardown(() => city.close())

const nowhere = `http://127.0.0.1:${await freePort()}`
const path = '/v1/complaints?limit=3'

const entry = (id: string): SystemConfig => {
  const found = city.config.systems.find(system => system.id === id)
  if (found === undefined) throw new Error(`no system ${id}`)
  return found
}
const withEntry = (system: SystemConfig): Config => ({ ...city.config,
  systems: [...city.config.systems.filter(({ id }) => id !== system.id), system] })

type Map = (row: never, tools: never, client: never) => object

/** The products, with another mapping of complaints. */
function mapping(change: (map: Map) => Map): LoadedAdapters {
  const lapor = city.adapters.get('lapor') as Adapter
  const { complaints } = lapor.resources
  const changed = { ...lapor,
    resources: { ...lapor.resources, complaints: { ...complaints, map: change(complaints?.map as Map) } } }
  return new Map([...city.adapters, ['lapor', changed as unknown as Adapter]])
}
const broken = mapping(() => () => {
  throw new TypeError('undefined is not a function')
})

const before = (await city.get(path)).body.items
const stays = async (t: Test): Promise<void> => {
  const { status, body } = await city.get(path)
  t.equal(status, 200)
  t.match(body.meta.sources, [{ system: 'complaints', state: 'ok' }])
  t.same(body.items.map(({ id }: { id: string }) => id), before.map(({ id }: { id: string }) => id))
}

t.test('an address that nobody answers at is refused, and the running one stays', async t => {
  await t.rejects(city.reload(withEntry({ ...entry('complaints'), url: nowhere })), {
    message: /^complaints failed its self-test: complaints: refused the connection/
  })
  await stays(t)
  await t.rejects(city.reload(withEntry({ ...entry('population'), url: nowhere })), /population/,
    'one that lists nothing is probed')
})

t.test('credentials that are refused are refused', async t => {
  const system = entry('complaints')
  await t.rejects(city.reload(withEntry({ ...system, settings: { ...system.settings, api_key: 'salah' } })), {
    message: /^complaints failed its self-test: complaints: refused /
  })
  await stays(t)
})

t.test('an adapter that makes nothing of its system is refused, with the reason', async t => {
  await t.rejects(city.reload(city.config, broken), {
    message: /^complaints failed its self-test: 20 of its first 20 complaints do not fit the contract \(.+\)$/
  })
  await stays(t)
  let rows = 0
  const most = mapping(map => (row, tools, client) => {
    const mapped = map(row, tools, client) as { record: object }
    return rows++ % 3 === 0 ? mapped : { ...mapped, record: {} }
  })
  await t.rejects(city.reload(city.config, most), /complaints do not fit/, 'also when a few of its records fit')
  await stays(t)
})

t.test('an adapter that cannot be loaded is refused', async t => {
  await t.rejects(city.reload(city.config, new Map([...city.adapters, ['lapor', new Error('Unexpected token')]])), {
    message: /^complaints failed its self-test: its adapter lapor could not be loaded$/
  })
  await stays(t)
})

t.test('nothing of a change is taken when one system of it is bad', async t => {
  const two = withEntry({ ...entry('complaints'), url: nowhere })
  await t.rejects(
    city.reload({ ...two,
      systems: two.systems.map(system => (system.id === 'transport' ? { ...system, name: 'Another name' } : system)) }),
    /complaints/
  )
  const { items } = (await city.get('/v1/systems')).body
  t.equal(items.find(({ id }: { id: string }) => id === 'transport').name, entry('transport').name)
})

t.test('a system that is down may be changed, and is told of', async t => {
  const system = city.system('complaints')
  await system.setFault({ kind: 'down' })
  const { changed, untried } = await city.reload(withEntry({ ...entry('complaints'), name: 'Complaints, moved' }))
  t.same(changed, ['complaints'])
  t.match(untried, [/^complaints: /])
  await system.setFault({ kind: 'none' })
  t.same(await city.reload(city.config), { changed: ['complaints'], removed: [], untried: [] })
  await stays(t)
})

t.test('a new system may be down, and may not be misunderstood', async t => {
  const another = { ...entry('complaints'), id: 'complaints-b', prefix: 'OTHER' }
  t.match(await city.reload(withEntry({ ...another, url: nowhere })), { changed: ['complaints-b'],
    untried: [/^complaints-b: refused the connection/] })
  t.same((await city.reload(city.config)).removed, ['complaints-b'])
  await t.rejects(city.reload(withEntry({ ...another, adapter: 'lapor' }), broken),
    /complaints-b failed its self-test: 20 of its first 20/)
  await stays(t)
})

t.test('of what comes whole nothing need have come yet', async t => {
  const another = { ...entry('tax'), id: 'tax-b', prefix: 'TAXB' }
  t.match(await city.reload(withEntry(another)), { changed: ['tax-b'], untried: [] })
  await city.reload(city.config)
  const { settings } = another
  const moved = { ...(settings['files'] as object), url: 'file:///there/is/no/such/folder' }
  t.match(await city.reload(withEntry({ ...another, settings: { ...settings, files: moved } })), { changed: ['tax-b'],
    untried: [/^tax-b: has no folder at its address/] })
  t.same((await city.reload(city.config)).removed, ['tax-b'])
  await t.rejects(city.reload(withEntry({ ...entry('tax'), settings: { ...entry('tax').settings, files: moved } })), {
    message: /^tax failed its self-test: tax: has no folder/
  })
})

t.test('changes that come at once are taken one after the other', async t => {
  const names = ['A', 'B', 'C'].map(name => withEntry({ ...entry('register'), name }))
  t.same((await Promise.all(names.map(config => city.reload(config)))).map(({ changed }) => changed), [['register'], [
    'register'
  ], ['register']])
  const { items } = (await city.get('/v1/systems')).body
  t.equal(items.find(({ id }: { id: string }) => id === 'register').name, 'C')
})
