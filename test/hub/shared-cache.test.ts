import t from 'tap'
import { redis as sharedRedis } from '../services.ts'
import { startRedis } from '../services/redis.ts'
import { freePort, until } from '../services/wait.ts'
import { type HubProcesses, startProcesses } from '../suites/hub-processes.ts'

async function ask(
  hub: HubProcesses,
  process: number,
  path: string,
  headers: Record<string, string> = {}
): Promise<Response> {
  const response = await fetch(`${hub.urls[process]}${path}`, { headers: { ...hub.authorization, ...headers } })
  await response.clone().arrayBuffer()
  return response
}

t.test('a thousand who ask two processes the same at once make one legacy call', async t => {
  const hub = await startProcesses(t, { count: 2, env: { REDIS_URL: await sharedRedis() } })
  // Tables that the adapter reads before its first list.
  await ask(hub, 0, '/v1/complaints?limit=1&q=anything')
  await ask(hub, 1, '/v1/complaints?limit=1&q=anything')
  const before = { ...hub.system('complaints').calls }
  const asked = Array.from({ length: 1_000 }, (_, i) => ask(hub, i % 2, '/v1/complaints?limit=20'))
  const answers = await Promise.all(asked)
  t.same([...new Set(answers.map(({ status }) => status))], [200])
  t.equal(new Set(await Promise.all(answers.map(answer => answer.text()))).size, 1, 'all got the same')
  const after = hub.system('complaints').calls
  const made = Object.entries(after).map(([operation, calls]) => [operation, calls - (before[operation] ?? 0)]).filter((
    [, calls]
  ) => calls !== 0)
  t.equal(made.length, 1, JSON.stringify(made))
  t.equal(made[0]?.[1], 1)

  const fromOther = answers.map(answer => answer.headers.get('cache-status')).filter(status =>
    status?.includes('detail=shared')
  )
  t.not(fromOther.length, 0, 'the process that did not ask says so')
})

t.test('Redis may die and come back under load: no read fails', async t => {
  const port = await freePort()
  let redis = await startRedis({ port })
  t.teardown(() => redis.stop())
  const hub = await startProcesses(t, { count: 2, env: { REDIS_URL: `redis://127.0.0.1:${port}` } })
  let going = true
  let asked = 0
  const failed: unknown[] = []
  const callers = Array.from({ length: 8 }, async (_, caller) => {
    while (going) {
      const response = await ask(hub, caller % 2, `/v1/complaints?limit=${1 + (asked++ % 50)}`,
        asked % 3 === 0 ? { 'cache-control': 'no-cache' } : {})
      if (response.status !== 200) failed.push(await response.text())
    }
  })
  const some = async (): Promise<void> => {
    const from = asked
    await until(() => asked > from + 200, { what: '200 reads' })
  }
  await some()
  await redis.stop()
  await some()
  redis = await startRedis({ port })
  await some()
  going = false
  await Promise.all(callers)
  t.same(failed, [])
})
