import t from 'tap'
import { redis } from '../services.ts'
import { until } from '../services/wait.ts'
import { startProcesses } from '../suites/hub-processes.ts'
import { postgresPlace } from '../suites/stores.ts'

t.test('replicas over one Redis and one PostgreSQL are one hub', async t => {
  const { options: { url: DATABASE_URL } } = await postgresPlace(t)
  const hub = await startProcesses(t, { count: 2, env: { DATABASE_URL, REDIS_URL: await redis(), SATU_REPLICAS: '2' } })
  const [one, other] = hub.urls as [string, string]
  const ask = (
    url: string,
    path: string,
    { headers, ...init }: { method?: string; headers?: Record<string, string>; body?: string } = {}
  ): Promise<Response> => fetch(url + path, { ...init, headers: { ...hub.authorization, ...headers } })

  await ask(one, '/v1/complaints?limit=7')
  const second = await ask(other, '/v1/complaints?limit=7')
  t.match(second.headers.get('cache-status'), 'detail=shared', 'what one has read the other has')

  const head = { 'content-type': 'application/json', 'idempotency-key': '"written-once"' }
  const body = JSON.stringify({ description: 'Lampu jalan mati di depan pasar.' })
  const written = await ask(one, '/v1/complaints', { method: 'POST', headers: head, body })
  t.equal(written.status, 201)
  const record = await written.json() as { id: string }
  const again = await ask(other, '/v1/complaints', { method: 'POST', headers: head, body })
  t.equal(again.status, 201)
  t.same((await again.json() as { id: string }).id, record.id, 'a key is known to both')
  t.equal((await ask(other, `/v1/complaints/${record.id}`)).status, 200)

  hub.system('complaints').setFault({ kind: 'down' })
  const waiting = await ask(one, '/v1/complaints', { method: 'POST', headers: { ...head, 'idempotency-key': '"waits"' },
    body })
  t.equal(waiting.status, 202)
  const { id } = await waiting.json() as { id: string }
  t.equal((await ask(other, `/v1/submissions/${id}`)).status, 200)
  hub.kill(0)
  hub.system('complaints').setFault({ kind: 'none' })
  await until(
    async () =>
      (await (await ask(other, `/v1/submissions/${id}`)).json() as { status: { code: string } }).status.code ===
        'delivered',
    { what: 'a delivery by the one that is left' }
  )
})
