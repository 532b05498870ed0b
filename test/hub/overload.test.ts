// A system that is slow and asked for too much is not ill, and a request ends in its time, whatever its systems do.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import type { Config } from '../../src/platform/config/schema.ts'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'

const LATENCY_MS = 200
const READ_MS = 1_200
const WRITE_MS = 800

/** Nothing stays fresh, so that every read asks. */
const patient = (config: Config): Config => ({
  ...config,
  hub: { ...config.hub, reads: { wait_ms: READ_MS }, writes: { ...config.hub.writes, wait_ms: WRITE_MS } },
  systems: config.systems.map(system => ({
    ...system,
    limits: { ...system.limits, concurrency: 4, queue: 64, timeout_ms: 3_000 },
    freshness: Object.fromEntries(
      system.resources.map(resource => [resource, { fresh: 0, revalidate: 0, on_error: 0 }])
    )
  }))
})

const city = await startCity({ change: patient })
t.teardown(() => city.close())
const complaints = city.system('complaints')

const keyed = (): Record<string, string> => ({ 'idempotency-key': `"${randomUUID()}"` })
const send = (): Promise<Answer> =>
  city.post('/v1/complaints', { description: `Lampu jalan mati ${randomUUID()}` }, { headers: keyed() })
const ids = async (): Promise<string[]> => {
  const found: string[] = []
  for (let cursor = ''; found.length < 300;) {
    const { body } = await city.get(`/v1/complaints?limit=100${cursor}`)
    found.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`
  }
  return found
}

t.test('five times what it can do: it goes on doing it, nothing is held for ill, and every write arrives', async t => {
  const all = await ids()
  await complaints.setFault({ kind: 'slow', ms: LATENCY_MS })
  const reads: Promise<Answer>[] = []
  const writes: Promise<Answer>[] = []
  for (let i = 0; i < 300; i++) {
    reads.push(city.get(`/v1/complaints/${all[i % all.length]}`))
    if (i % 50 === 0) writes.push(send())
    await wait(10)
  }
  const { body: { health } } = await city.get('/v1/systems/complaints')
  t.match(health, { breaker: 'closed', state: 'up' })
  const answers = await Promise.all(reads)
  const refused = answers.filter(({ status }) => status !== 200)
  t.ok(answers.length - refused.length >= 50, `${answers.length - refused.length} of about 60 were answered`)
  t.ok(refused.length > 0)
  for (const answer of refused) {
    t.equal(answer.status, 503)
    t.match(answer.body, { code: /^queue_(full|timeout)$/, at_fault: 'hub', stage: 'queue', detail: /^complaints: / })
    t.ok(Number(answer.headers.get('retry-after')) >= 1)
  }
  t.same(contractErrors('getComplaint', refused[0]!), [])
  for (const { status } of await Promise.all(writes)) t.ok([201, 202].includes(status), String(status))
  await complaints.setFault({ kind: 'none' })
  for (const { headers, body, status } of await Promise.all(writes)) {
    if (status === 201) continue
    const path = headers.get('location') ?? ''
    let seen = body
    for (let i = 0; i < 100 && seen.status?.code !== 'delivered'; i++) {
      await wait(50)
      seen = (await city.get(path)).body
    }
    t.match(seen, { status: { code: 'delivered' }, attempts: 1 }, 'it was not cut off on its way')
  }
})

t.test('a request ends in its time at every stage, and what is late is kept', async t => {
  const [id, second, third] = await ids()
  await Promise.all(
    ['complaints', 'population', 'licensing-b'].map(system =>
      city.system(system).setFault({ kind: 'slow', ms: READ_MS + 600 })
    )
  )
  const person = { nik: '3273021305859991', full_name: 'Siapa Saja', birth_date: '1985-05-13' }
  const stages: Record<string, () => Promise<Answer>> = {
    list: () => city.get('/v1/complaints?limit=7&status=triage'),
    record: () => city.get(`/v1/complaints/${id}`),
    updates: () => city.get(`/v1/complaints/${second}/updates`),
    verify: () => city.post('/v1/residents/verify', person),
    create: send,
    change: () => city.post(`/v1/complaints/${third}/updates`, { text: 'Masih ada.' }, { headers: keyed() })
  }
  for (const [name, ask] of Object.entries(stages)) {
    const began = performance.now()
    const { status, body } = await ask()
    const ms = performance.now() - began
    t.ok(ms < READ_MS + 500, `${name} took ${Math.round(ms)} ms`)
    if (status !== 202)
      t.match([status, body.code, body.at_fault, body.errors], [504, 'system_timeout', 'system', undefined], name)
  }
  await until(async () => (await city.get(`/v1/complaints/${id}`)).status === 200)
  for (const system of ['complaints', 'population', 'licensing-b']) await city.system(system).setFault({ kind: 'none' })
})
