import { mock } from 'node:test'
import t from 'tap'
import type { Config, LimitsConfig } from '../../../src/platform/config/schema.ts'
import { weekdays } from '../../../src/platform/config/week.ts'
import { contractErrors } from '../../suites/contract-check.ts'
import { startCity } from '../../suites/demo-city.ts'

// An hour does not end while the tests run, and the opening hours are at the test's command.
const MORNING = Date.parse('2026-11-20T10:15:00+07:00')
mock.timers.enable({ apis: ['Date'], now: MORNING })
t.teardown(() => mock.timers.reset())

const limits: Record<string, Partial<LimitsConfig>> = {
  complaints: { concurrency: 2, closed: [{ days: [...weekdays], from: '11:00', to: '12:30' }] },
  transport: { rate: { requests: 100, seconds: 1 }, connect_ms: 900, first_byte_ms: 2_000 }
}
const withLimits = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(system => ({ ...system, limits: { ...system.limits, ...limits[system.id] } }))
})
const city = await startCity({ change: withLimits })
t.teardown(() => city.close())

const load = (id: string) => city.get(`/v1/systems/${id}/load`)

t.test('an owner sees what the hub asked and what it spared, by hour', async t => {
  const before = (await load('complaints')).body.hours[0]
  for (let i = 0; i < 3; i++) await city.get('/v1/complaints?limit=20')
  await city.get('/v1/complaints?limit=19')
  await city.system('complaints').setFault({ kind: 'error' })
  await city.get('/v1/complaints?limit=20&q=lampu')
  await city.system('complaints').setFault({ kind: 'none' })
  const answer = await load('complaints')
  t.equal(answer.status, 200)
  t.same(contractErrors('getSystemLoad', answer), [])
  t.match(answer.body, { system: 'complaints', counted_by: 'process' })
  t.equal(answer.body.hours.length, 48)
  const [hour, last] = answer.body.hours
  t.match(hour, { start: '2026-11-20T10:00:00+07:00', mean_ms: Number, worst_ms: Number })
  t.ok(hour.calls > before.calls && hour.errors > before.errors && hour.spared > before.spared, JSON.stringify(hour))
  t.ok(hour.largest_concurrency >= 1 && hour.largest_concurrency <= 2)
  t.same(last, { start: '2026-11-20T09:00:00+07:00', calls: 0, spared: 0, largest_concurrency: 0, errors: 0 })
})

t.test('a system that the hub does not know has no load, and nobody without the scope sees any', async t => {
  const unknown = await load('unknown')
  t.equal(unknown.status, 404)
  t.same(contractErrors('getSystemLoad', unknown), [])
  t.equal((await city.get('/v1/systems/complaints/load', { scopes: ['complaints:read'] })).status, 403)
  t.equal((await city.get('/v1/systems/complaints/load', { as: null })).status, 401)
})

t.test('a system tells its limits, and who keeps to them', async t => {
  const answer = await city.get('/v1/systems/transport')
  t.same(contractErrors('getSystem', answer), [])
  t.match(answer.body.limits, { rate: { requests: 100, seconds: 1 }, connect_ms: 900, first_byte_ms: 2_000,
    kept_by: 'process' })
  t.match((await city.get('/v1/systems/complaints')).body.limits, { closed: [{ from: '11:00', to: '12:30' }] })
})

t.test('while a system is closed its last answer stands in, and what is not known says until when', async t => {
  const known = '/v1/complaints?limit=7'
  const open = await city.get(known)
  t.match(open.body.meta.sources, [{ system: 'complaints', state: 'ok' }])
  t.equal((await city.get('/v1/systems/complaints')).body.health.closed_until, undefined)
  const calls = () => Object.values(city.system('complaints').calls).reduce((sum, count) => sum + count, 0)
  mock.timers.setTime(Date.parse('2026-11-20T11:10:00+07:00'))
  const before = calls()

  const closed = await city.get(known)
  t.equal(closed.status, 200)
  t.match(closed.body.meta.sources, [{ system: 'complaints', state: 'stale', code: 'system_unavailable',
    detail: /^complaints: closed until 2026-11-20T12:30:00\+07:00/ }])
  t.same(closed.body.items, open.body.items)

  const unknown = await city.get('/v1/complaints/LAPOR-1')
  t.equal(unknown.status, 503)
  t.same(contractErrors('getComplaint', unknown), [])
  t.match(unknown.body, { code: 'system_unavailable', at_fault: 'system', stage: 'hours',
    detail: /closed until 2026-11-20T12:30:00\+07:00/ })
  t.equal(unknown.headers.get('retry-after'), String(80 * 60))
  const view = await city.get('/v1/systems/complaints')
  t.same(contractErrors('getSystem', view), [])
  t.match(view.body.health, { state: /up|degraded/, closed_until: '2026-11-20T12:30:00+07:00', breaker: 'closed' })
  t.equal(calls(), before, 'it is not asked')

  mock.timers.setTime(Date.parse('2026-11-20T12:30:00+07:00'))
  t.match((await city.get('/v1/complaints?limit=8')).body.meta.sources, [{ system: 'complaints', state: 'ok' }])
})
