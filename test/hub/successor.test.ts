import t from 'tap'
import type { Config, SystemConfig } from '../../src/platform/config/schema.ts'
import { startCity } from '../suites/demo-city.ts'

// The successor of the old applications is a hub of its own here: the best-known application that speaks the contract.
// It keeps nothing of one of its systems, so that this system can be missed.
const forgetful = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(
    system => (system.id === 'transport'
      ? { ...system, freshness: { licences: { fresh: 0, revalidate: 0, on_error: 0 } } }
      : system)
  )
})
const successor = await startCity({ change: forgetful })
t.teardown(() => successor.close())

const withSuccessor = (config: Config): Config => {
  const like = config.systems.find(({ id }) => id === 'transport') as SystemConfig
  const system: SystemConfig = {
    ...like,
    id: 'successor',
    name: 'Successor',
    adapter: 'canonical',
    prefix: 'NEWAPP',
    url: successor.url,
    resources: ['licences', 'complaints'],
    limits: { ...like.limits, timeout_ms: 60_000, connect_ms: 60_000, first_byte_ms: 60_000 },
    settings: { probe: '/readyz' },
    freshness: {}
  }
  return { ...config, systems: [...config.systems, system],
    routes: { licences: ['licensing-a', 'licensing-b', 'transport'], complaints: ['complaints'] } }
}
const city = await startCity({ change: withSuccessor })
t.teardown(() => city.close())

type Item = { id: string; source: { system: string; record_id: string } }

async function walk(path: string): Promise<Item[]> {
  const items: Item[] = []
  let cursor = ''
  for (;;) {
    const { status, body } = await city.get(`${path}&limit=100${cursor}`)
    if (status !== 200) throw new Error(JSON.stringify(body))
    items.push(...body.items)
    if (body.next_cursor === null) return items
    cursor = `&cursor=${body.next_cursor}`
  }
}

t.test('a route switches a resource to its successor and back, under load, without a failed request', async t => {
  const old = (await walk('/v1/licences?status=revoked')).map(({ id }) => id)
  let going = true
  const failed: unknown[] = []
  const callers = Array.from({ length: 4 }, async (_, caller) => {
    for (let i = 0; going; i++) {
      const { status, body } = await city.get(`/v1/licences?limit=${1 + ((caller + i) % 40)}`)
      if (status !== 200) failed.push(body)
    }
  })
  await city.reload({ ...city.config, routes: { licences: ['successor'] } })
  const now = await walk('/v1/licences?status=revoked')
  t.same(now.map(({ source }) => source.record_id), old)
  t.ok(now.every(({ id, source }) => id.startsWith('NEWAPP-') && source.system === 'successor'))
  await city.reload(city.config)
  t.same((await walk('/v1/licences?status=revoked')).map(({ id }) => id), old)
  going = false
  await Promise.all(callers)
  t.same(failed, [])
})

t.test('a record of the successor is found by its id', async t => {
  await city.reload({ ...city.config, routes: { complaints: ['successor'] } })
  const [first] = (await city.get('/v1/complaints?limit=1&status=closed')).body.items
  const { status, body } = await city.get(`/v1/complaints/${first.id}`)
  t.equal(status, 200)
  t.same(body.description, first.description)
  t.equal((await city.get('/v1/complaints/NEWAPP-LAPOR-99999999')).status, 404)
})

t.test('a successor that is partial is a fault, not a shorter list', async t => {
  await city.reload({ ...city.config, routes: { licences: ['successor'] } })
  await successor.system('transport').setFault({ kind: 'down' })
  const { status, body } = await city.get('/v1/licences?limit=9&q=nothing-like-this')
  t.equal(status, 503)
  t.match(body.detail, /^successor: /)
})
