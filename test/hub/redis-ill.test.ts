import { connect, createServer, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { startRedis } from '../services/redis.ts'
import { freePort, until } from '../services/wait.ts'
import { startCity, type TestCity } from '../suites/demo-city.ts'

const READS = 12

/** A hub of one live system: that is enough to see whether Redis hurts it. */
async function startHub(t: Test, redisUrl: string): Promise<TestCity> {
  const city = await startCity({ redisUrl,
    change: config => ({ ...config,
      systems: config.systems.filter(({ id }) => id === 'complaints' || id === 'register') }) })
  t.teardown(() => city.close())
  return city
}

/** Different lists, each asked twice: none may fail, and each must be what the system says. */
async function readsWell(t: Test, city: TestCity): Promise<void> {
  const limits = Array.from({ length: READS }, (_, index) => index + 1)
  const answers = await Promise.all(
    [...limits, ...limits].map(async limit => ({ limit, answer: await city.get(`/v1/complaints?limit=${limit}`) }))
  )
  t.same(answers.filter(({ limit, answer }) => answer.status !== 200 || answer.body.items.length !== limit), [])
  t.same(answers.filter(({ answer }) => answer.body.meta.sources[0].state !== 'ok'), [])
}

async function metric(city: TestCity, name: string): Promise<number> {
  const { body } = await city.get('/metrics', { as: 'prometheus' })
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(String(body))?.[1] ?? Number.NaN)
}

const warnings = (city: TestCity): string[] =>
  city.log().split('\n').filter(line => line !== '').map(line => JSON.parse(line) as { level: string; msg?: string })
    .flatMap(({ level, msg = '' }) => (level === 'warn' && /Redis|shared cache/.test(msg) ? [msg] : []))

function counts(list: readonly string[]): number[] {
  return [...new Set(list)].map(one => list.filter(other => other === one).length)
}

t.test('a Redis missing when the hub starts costs nothing, is told once, and is used when it comes', async t => {
  const port = await freePort()
  const city = await startHub(t, `redis://127.0.0.1:${port}`)
  await readsWell(t, city)
  await until(async () => await metric(city, 'satu_redis_ready') === 0 && warnings(city).length > 0, {
    what: 'a warning'
  })
  t.ok(counts(warnings(city)).every(count => count === 1), `each told once: ${warnings(city).join('; ')}`)
  const server = await startRedis({ port })
  t.teardown(() => server.stop())
  await until(async () => await metric(city, 'satu_redis_ready') === 1, { what: 'its use' })
  await city.get('/v1/complaints?limit=40')
  t.ok(await metric(city, 'satu_shared_cache_reads_total{result="misses"}'.replace(/[{}"]/g, '\\$&')) > 0,
    'it is looked into')
})

t.test('a Redis that answers garbage hurts no read', async t => {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => {
      socket.write('HTTP/1.1 400 Bad Request\r\n\r\n<html>')
    })
  })
  const port = await freePort()
  await new Promise<void>(resolve => {
    server.listen(port, '127.0.0.1', resolve)
  })
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const city = await startHub(t, `redis://127.0.0.1:${port}`)
  await readsWell(t, city)
  t.equal(await metric(city, 'satu_redis_ready'), 0)
})

t.test('a Redis that is slow hurts no read', async t => {
  const real = await startRedis({ port: await freePort() })
  t.teardown(() => real.stop())
  const path = real.url.slice('unix://'.length)
  const sockets = new Set<Socket>()
  let delayMs = 0
  const proxy = createServer(socket => {
    const behind = connect({ path })
    for (const one of [socket, behind]) {
      sockets.add(one)
      one.on('error', () => {})
    }
    socket.pipe(behind)
    behind.on('data', bytes => {
      setTimeout(() => {
        if (socket.writable) socket.write(bytes)
      }, delayMs)
    })
    socket.once('close', () => behind.destroy())
  })
  const port = await freePort()
  await new Promise<void>(resolve => {
    proxy.listen(port, '127.0.0.1', resolve)
  })
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  const city = await startHub(t, `redis://127.0.0.1:${port}`)
  await until(async () => await metric(city, 'satu_redis_ready') === 1, { what: 'Redis' })
  // More than a command may take: each costs its time-out once, then it is left alone.
  delayMs = 1_500
  await readsWell(t, city)
  t.ok(await metric(city, 'satu_shared_cache_failures_total') > 0, 'its failures are counted')
})

t.test('a Redis that is full hurts no read', async t => {
  const server = await startRedis({ settings: ['--maxmemory', '1mb', '--maxmemory-policy', 'noeviction'] })
  t.teardown(() => server.stop())
  const city = await startHub(t, server.url)
  await until(async () => await metric(city, 'satu_redis_ready') === 1, { what: 'Redis' })
  await readsWell(t, city)
  await until(async () => await metric(city, 'satu_shared_cache_failures_total') > 0, { what: 'a counted failure' })
  await until(() => warnings(city).length > 0, { what: 'a warning' })
})
