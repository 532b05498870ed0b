import t, { type Test } from 'tap'
import { startRedis } from '../../services/redis.ts'
import { freePort, until } from '../../services/wait.ts'
import { type HubProcesses, startProcesses } from '../../suites/hub-processes.ts'

/** What config/bandung.yaml allows this system, by the default of the schema. */
const CAP = 4

let numbers = 1_000_000
/** A record that nobody has asked for before: one call to the system. */
async function askAnew({ urls, authorization }: HubProcesses, process: number): Promise<number> {
  const response = await fetch(`${urls[process]}/v1/complaints/LAPOR-${numbers++}`, { headers: authorization })
  await response.arrayBuffer()
  return response.status
}

async function startRedisOnPort(t: Test, port?: number) {
  const at = port ?? (await freePort())
  const server = await startRedis({ port: at })
  t.teardown(() => server.stop())
  return { url: `redis://127.0.0.1:${at}`, port: at, stop: server.stop }
}

const busiest = ({ system }: HubProcesses): number => system('complaints').maxConcurrency

async function keptBy({ urls, authorization }: HubProcesses, process: number): Promise<string> {
  const response = await fetch(`${urls[process]}/v1/systems/complaints`, { headers: authorization })
  return ((await response.json()) as { limits: { kept_by: string } }).limits.kept_by
}

t.test('500 callers of two processes never make more calls at once than the owner allows', async t => {
  const redis = await startRedisOnPort(t)
  const hub = await startProcesses(t, { count: 2, env: { REDIS_URL: redis.url, SATU_REPLICAS: '2' }, latencyMs: 10 })
  await until(async () => await keptBy(hub, 0) === 'hub' && await keptBy(hub, 1) === 'hub', { what: 'an agreement' })
  const statuses = await Promise.all(Array.from({ length: 500 }, (_, i) => askAnew(hub, i % 2)))
  t.equal(busiest(hub), CAP, 'as many as allowed, not more')
  t.same(statuses.filter(status => ![404, 503, 504].includes(status)), [], 'what finds no turn is told to come again')
  t.ok(statuses.filter(status => status === 404).length >= 128, 'the queues were served')

  const load = async (process: number) =>
    (await (await fetch(`${hub.urls[process]}/v1/systems/complaints/load`, { headers: hub.authorization })).json()) as {
      counted_by: string
      hours: { calls: number; largest_concurrency: number }[]
    }
  // Each process tells its counts every few seconds.
  const answered = statuses.filter(status => status === 404).length
  await until(async () => ((await load(0)).hours[0]?.calls ?? 0) >= answered, { what: 'the counts of both' })
  const { counted_by, hours } = await load(1)
  t.equal(counted_by, 'hub')
  t.equal(hours[0]?.largest_concurrency, CAP)
})

t.test('the places of a process that is killed are free again', async t => {
  const redis = await startRedisOnPort(t)
  const hub = await startProcesses(t, { count: 2, env: { REDIS_URL: redis.url, SATU_REPLICAS: '2' }, latencyMs: 10 })
  await until(async () => await keptBy(hub, 0) === 'hub' && await keptBy(hub, 1) === 'hub', { what: 'an agreement' })
  // All calls wait for one login.
  t.equal(await askAnew(hub, 0), 404)
  await hub.system('complaints').setFault({ kind: 'slow', ms: 4_000 })
  const lost = Array.from({ length: 8 }, () => askAnew(hub, 0).catch(() => 0))
  await until(() => busiest(hub) === CAP, { what: 'calls under way' })
  hub.kill(0)
  await Promise.all(lost)
  await hub.system('complaints').setFault({ kind: 'none' })
  await until(async () => await askAnew(hub, 1) === 404, { what: 'a free place', timeoutMs: 20_000 })
  t.same(new Set(await Promise.all(Array.from({ length: 40 }, () => askAnew(hub, 1)))), new Set([404]))
  t.equal(busiest(hub), CAP)
})

t.test('Redis is killed and comes back under load: what is asked anew is answered, within the shares', async t => {
  const first = await startRedisOnPort(t)
  // Each process is told of two: it takes half of the cap while it is alone.
  const hub = await startProcesses(t, { count: 2, env: { REDIS_URL: first.url, SATU_REPLICAS: '2' }, latencyMs: 5 })
  const bothKeptBy = async (who: string): Promise<boolean> =>
    await keptBy(hub, 0) === who && await keptBy(hub, 1) === who
  await until(() => bothKeptBy('hub'), { what: 'an agreement' })
  let going = true
  let answered = 0
  const failed: number[] = []
  const callers = Array.from({ length: 12 }, async (_, caller) => {
    while (going) {
      const status = await askAnew(hub, caller % 2)
      if (status === 404) answered++
      else failed.push(status)
    }
  })
  const some = async (): Promise<void> => {
    const before = answered
    await until(() => answered > before + 100, { what: '100 answers' })
  }
  await some()
  await first.stop()
  await until(() => bothKeptBy('process'), { what: 'the loss' })
  await some()
  await startRedisOnPort(t, first.port)
  await until(() => bothKeptBy('hub'), { what: 'an agreement' })
  await some()
  going = false
  await Promise.all(callers)
  t.same(failed, [])
  t.ok(busiest(hub) <= 2 * CAP, `${busiest(hub)}: above the cap by calls under way at most`)
})
