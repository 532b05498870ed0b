import t from 'tap'
import { adapters } from '../../adapters/index.ts'
import { startCity } from '../suites/demo-city.ts'

const city = await startCity({
  products: { ...adapters, lapor: async () => {
    throw new Error('Cannot find module left-pad')
  } },
  down: ['licensing-a', 'population', 'fire']
})
t.teardown(() => city.close())

t.test('a hub is ready though systems are down at its start', async t => {
  t.equal((await city.get('/readyz')).status, 200)
  const { status, body } = await city.get('/v1/licences?limit=3')
  t.equal(status, 200)
  t.match(body.meta.sources, [{ system: 'licensing-a', state: 'failed', code: 'system_failed' }, {
    system: 'licensing-b',
    state: 'ok'
  }, { system: 'transport', state: 'ok' }])
  t.equal(body.items.length, 3)
})

t.test('they answer as soon as they are up', async t => {
  await city.system('licensing-a').setFault({ kind: 'none' })
  const { body } = await city.get('/v1/licences?limit=4&q=izin')
  t.match(body.meta.sources[0], { system: 'licensing-a', state: 'ok' })
})

t.test('an adapter that throws when it is loaded disables its own systems alone', async t => {
  const { body } = await city.get('/v1/systems?limit=100')
  const states = (body.items as { id: string; health: { state: string } }[]).map(({ id, health }) =>
    [id, health.state] as const
  )
  t.same(states.filter(([, state]) => state === 'disabled').map(([id]) => id), ['complaints'])
  t.equal(states.length, city.config.systems.length)
  t.match((await city.get('/v1/systems/complaints')).body.health.last_error, { code: 'disabled',
    detail: /its adapter lapor could not be loaded/ })
})

t.test('what only a disabled system would serve is a 501 that says so', async t => {
  const { status, body } = await city.get('/v1/complaints')
  t.equal(status, 501)
  t.match(body, { code: 'not_served', detail: /listComplaints/ })
  t.equal((await city.get('/v1/services?limit=2')).status, 200, 'the other systems still list their services')
})
