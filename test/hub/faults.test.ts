import t from 'tap'
import type { Config } from '../../src/platform/config/schema.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'

/** Nothing stays fresh, so that every read asks; systems are given up soon. */
const impatient = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(system => ({
    ...system,
    limits: { ...system.limits, timeout_ms: 3_000, breaker: { failures: 1_000, cooldown_ms: 100 } },
    freshness: Object.fromEntries(
      system.resources.map(resource => [resource, { fresh: 0, revalidate: 0, on_error: 0 }])
    )
  }))
})

const kinds = {
  down: [502, 'system_failed'],
  slow: [504, 'system_timeout'],
  error: [502, 'system_failed'],
  garbage: [502, 'system_failed'],
  truncate: [502, 'system_failed']
} as const

const city = await startCity({ change: impatient })
t.teardown(() => city.close())

// An answer that lacks a system is kept for a second: each question here is a new one.
let asked = 5

const person = { nik: '3273021305859991', full_name: 'Siapa Saja', birth_date: '1985-05-13' }
const state = ({ body }: Answer, system: string): string | undefined =>
  body.meta?.sources.find((source: { system: string }) => source.system === system)?.state

for (const [kind, [status, code]] of Object.entries(kinds) as [keyof typeof kinds, readonly [number, string]][]) {
  t.test(`${kind}: the other systems still answer, and the answer says who is missing`, async t => {
    // A slow system costs its whole time-out each time: one of them tells as much as three.
    for (const id of kind === 'slow' ? ['licensing-b'] : ['licensing-a', 'licensing-b', 'transport']) {
      await city.system(id).setFault({ kind, ms: 60_000 })
      for (const operation of ['listLicences', 'listLicenceApplications'] as const) {
        const path = operation === 'listLicences' ? '/v1/licences' : '/v1/licence-applications'
        const answer = await city.get(`${path}?limit=${asked++}`)
        const partial = await city.get(`${path}?limit=${asked++}&require=all`)
        t.equal(answer.status, 200, `${operation} without ${id}`)
        t.same(contractErrors(operation, answer), [])
        t.equal(state(answer, id), 'failed')
        t.equal(partial.status, 503)
        t.match(partial.body, { code: 'sources_failed', at_fault: 'system', detail: new RegExp(id) })
        t.same(contractErrors(operation, partial), [])
        t.ok(Number(partial.headers.get('retry-after')) >= 1)
      }
      await city.system(id).setFault({ kind: 'none' })
    }
  })

  t.test(`${kind}: a system that is alone makes a ${status} that names it`, async t => {
    await city.system('complaints').setFault({ kind, ms: 60_000 })
    await city.system('population').setFault({ kind, ms: 60_000 })
    const list = await city.get('/v1/complaints?limit=4')
    const get = await city.get('/v1/complaints/LAPOR-1420986')
    const verify = await city.post('/v1/residents/verify', person)
    for (const [operation, answer, system] of [['listComplaints', list, 'complaints'], ['getComplaint', get,
      'complaints'], ['verifyResident', verify, 'population']] as const)
    {
      t.equal(answer.status, status, operation)
      t.match(answer.body, { code, at_fault: 'system', detail: new RegExp(`^${system}: `) })
      t.ok(answer.body.stage)
      t.same(contractErrors(operation, answer), [])
    }
    await city.system('complaints').setFault({ kind: 'none' })
    await city.system('population').setFault({ kind: 'none' })
  })
}

t.test('every system is back as soon as its fault is gone', async t => {
  const answer = await city.get('/v1/licences?limit=10&require=all')
  t.equal(answer.status, 200)
  t.equal((await city.get('/v1/complaints?limit=10&require=all')).status, 200)
  t.match((await city.post('/v1/residents/verify', person)).status, 200)
})

t.test('a get of one system does not mind another that is down', async t => {
  const [item] = (await city.get('/v1/licences?limit=1&agency=DISHUB')).body.items
  await city.system('licensing-a').setFault({ kind: 'down' })
  t.equal((await city.get(`/v1/licences/${item.id}`)).status, 200)
  await city.system('licensing-a').setFault({ kind: 'none' })
})

t.test('all systems down is a 503 that names them all', async t => {
  const ids = ['licensing-a', 'licensing-b', 'transport']
  await Promise.all(ids.map(id => city.system(id).setFault({ kind: 'down' })))
  const answer = await city.get('/v1/licences?limit=6')
  t.equal(answer.status, 503)
  t.same(contractErrors('listLicences', answer), [])
  t.same(answer.body.systems.map(({ system }: { system: string }) => system), ids)
  await Promise.all(ids.map(id => city.system(id).setFault({ kind: 'none' })))
})

t.test('the health of a system follows what happens to it', async t => {
  await city.system('complaints').setFault({ kind: 'down' })
  for (let i = 0; i < 3; i++) await city.get(`/v1/complaints?limit=${i + 20}`)
  const down = await city.get('/v1/systems/complaints')
  t.same(contractErrors('getSystem', down), [])
  t.match(down.body.health, { state: 'down', last_error: { code: 'system_failed' } })
  await city.system('complaints').setFault({ kind: 'none' })
  await city.get('/v1/complaints?limit=30')
  t.match((await city.get('/v1/systems/complaints')).body.health.state, /up|degraded/)
})

t.test('records that cannot be mapped are counted with the reason, and the page still comes', async t => {
  await city.get('/v1/licence-applications?limit=100&q=zzzz')
  const { body } = await city.get('/v1/systems')
  const quarantined = body.items.filter(({ counters }: { counters: { quarantined: number } }) =>
    counters.quarantined > 0
  )
  t.ok(quarantined.length > 0)
  for (const system of quarantined) t.ok(system.recent_quarantine[0].reason)
})

t.test('no request ended with 500', t => {
  t.notMatch(city.log(), /"status":500/)
  t.end()
})
