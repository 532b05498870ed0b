import { randomUUID } from 'node:crypto'
import t from 'tap'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

t.test('what waited is brought into its system within the limit that its owner allows', async t => {
  const city = await startCity()
  t.teardown(() => city.close())
  const system = city.system('complaints')
  const limit = city.config.systems.find(({ id }) => id === 'complaints')?.limits.concurrency ?? 0
  await system.setFault({ kind: 'down' })
  const ids = await Promise.all(Array.from({ length: 30 }, async (_, i) => {
    const { status, body } = await city.post('/v1/complaints', { description: `Lampu jalan mati, tiang ${i}.` }, { headers: { 'idempotency-key': `"${randomUUID()}"` } })
    t.equal(status, 202)
    return body.id as string
  }))
  await system.setFault({ kind: 'slow', ms: 50 })
  await until(async () => (await Promise.all(ids.map(id => city.get(`/v1/submissions/${id}`)))).every(({ body }) => body.status.code === 'delivered'), { what: 'all deliveries' })
  t.ok(limit > 0)
  t.ok(system.maxConcurrency <= limit, `${system.maxConcurrency} at once, ${limit} allowed`)
})
