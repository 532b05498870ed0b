import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createRedis, type RedisConnection } from '../../../src/platform/store/redis.ts'
import { redis as sharedRedis } from '../../services.ts'
import { type RedisOptions, startRedis } from '../../services/redis.ts'
import { temporaryDirectory } from '../../services/service.ts'
import { freePort, until } from '../../services/wait.ts'

interface Line {
  level: 'info' | 'warn'
  fields: object
  message: string
}

function connect(t: Test, url: string): { connection: RedisConnection; log: Line[] } {
  const log: Line[] = []
  const connection = createRedis(url, {
    log: {
      info: (fields, message) => log.push({ level: 'info', fields, message }),
      warn: (fields, message) => log.push({ level: 'warn', fields, message })
    }
  })
  t.teardown(() => connection.close())
  return { connection, log }
}

async function start(t: Test, options?: RedisOptions) {
  const server = await startRedis(options)
  t.teardown(() => server.stop())
  return server
}

function socketPath(t: Test): string {
  const directory = temporaryDirectory('test')
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return join(directory, 'redis.sock')
}

const ready = (connection: RedisConnection) => until(() => connection.ready, { what: 'ready' })
const messages = (log: readonly Line[]) => log.map(({ level, message }) => `${level}: ${message}`)
const lostMessage = 'warn: Redis is lost: going on without it and connecting again'

async function serverPid(connection: RedisConnection): Promise<number> {
  const info = await connection.client!.call('INFO', 'server')
  return Number(/process_id:(\d+)/.exec(String(info))?.[1])
}

/** How a command fails. */
function failure(connection: RedisConnection): Promise<string> {
  return connection.client!.get('any').then(
    () => 'answered',
    (error: unknown) => String(error)
  )
}

/** What a command says that was refused on the spot, by no timer. */
const atOnce = /isn't writeable|isn't ready|is closed|None of startup nodes/

t.test('stores and reads', async t => {
  const { connection, log } = connect(t, await sharedRedis())
  await ready(connection)
  const key = `test:redis:${process.pid}`
  await connection.client!.set(key, 'Bandung', 'PX', 10_000)
  t.equal(await connection.client!.get(key), 'Bandung')
  t.match(connection.status(), { state: 'ready', since: Date })
  t.strictSame(log, [], 'a connection that comes up is no news')
})

t.test('without a URL there is no client and it is off', async t => {
  const { connection } = connect(t, '')
  t.equal(connection.client, undefined)
  t.equal(connection.ready, false)
  t.match(connection.status(), { state: 'off' })
})

t.test('a wrong URL is refused at once', async t => {
  t.throws(() => connect(t, 'redis://cache:port'), { message: /^wrong Redis URL/ })
})

t.test('a Redis that was never there is told once, and commands fail at once', async t => {
  const path = socketPath(t)
  const { connection, log } = connect(t, `unix://${path}`)
  await until(() => log.length > 0)
  t.equal(connection.ready, false)
  t.match(connection.status(), { state: 'lost', target: path, detail: /ENOENT/ })
  t.match(await failure(connection), atOnce)
  await start(t, { socket: path })
  await ready(connection)
  t.strictSame(messages(log), [lostMessage, 'info: Redis is back'])
})

t.test('a Redis that is killed and comes back is lost and found by itself', async t => {
  const path = socketPath(t)
  await start(t, { socket: path })
  const { connection, log } = connect(t, `unix://${path}`)
  await ready(connection)
  const pid = await serverPid(connection)
  const underWay = t.rejects(connection.client!.blpop('nothing', 0), 'a command under way fails')
  process.kill(pid, 'SIGKILL')
  await underWay
  await until(() => connection.status().state === 'lost')
  t.equal(connection.ready, false)
  t.match(await failure(connection), atOnce)

  await start(t, { socket: path })
  await ready(connection)
  await connection.client!.set('again', '1')
  t.equal(await connection.client!.get('again'), '1')
  t.match(connection.status(), { state: 'ready' })
  t.strictSame(messages(log), [lostMessage, 'info: Redis is back'])
})

t.test('a Redis that hangs costs 300 ms, then nothing, until it answers again', async t => {
  const { url } = await start(t)
  const { connection, log } = connect(t, url)
  await ready(connection)
  const pid = await serverPid(connection)
  process.kill(pid, 'SIGSTOP')
  t.teardown(() => process.kill(pid, 'SIGCONT'))
  // Timers end in their order, however late a crowded machine makes them.
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
  }, 600)
  t.match(await failure(connection), /timed out/)
  clearTimeout(timer)
  t.notOk(isLate)
  await until(() => connection.status().state === 'lost')
  t.match(await failure(connection), atOnce)
  process.kill(pid, 'SIGCONT')
  await ready(connection)
  t.strictSame(messages(log), [lostMessage, 'info: Redis is back'])
})

t.test('a command is never sent twice', async t => {
  const { url } = await start(t)
  const { connection, log } = connect(t, url)
  await ready(connection)
  const pid = await serverPid(connection)
  process.kill(pid, 'SIGSTOP')
  t.teardown(() => process.kill(pid, 'SIGCONT'))
  await t.rejects(connection.client!.incr('counter'), 'it has reached the socket, and no answer came')
  await until(() => log.length > 0, { what: 'lost' })
  process.kill(pid, 'SIGCONT')
  await ready(connection)
  t.equal(await connection.client!.get('counter'), '1')
})

t.test('a wrong password is told without it', async t => {
  const { url } = await start(t, { settings: ['--requirepass', 'right-secret'] })
  const { connection, log } = connect(t, `${url}?password=wrong-secret`)
  await until(() => log.length > 0)
  t.match(connection.status(), { state: 'lost', detail: /WRONGPASS/ })
  t.notMatch(JSON.stringify(log), 'wrong-secret')
  const other = connect(t, `${url}?password=right-secret`)
  await ready(other.connection)
})

t.test('finds the master through a sentinel', async t => {
  const port = await freePort()
  const sentinelPort = await freePort()
  await start(t, { port })
  const directory = temporaryDirectory('sentinel')
  const file = join(directory, 'sentinel.conf')
  writeFileSync(file, `sentinel monitor main 127.0.0.1 ${port} 1\n`)
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  await start(t, { port: sentinelPort, sentinel: file })
  const { connection } = connect(t, `redis-sentinel://127.0.0.1:${sentinelPort}/main?db=2`)
  await ready(connection)
  await connection.client!.set('seat', 'master')
  t.equal(await connection.client!.get('seat'), 'master')
})

t.test('speaks to a cluster, and goes on without it when it is gone', async t => {
  const port = await freePort()
  const bus = String(await freePort())
  const settings = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1', '--cluster-port', bus]
  const server = await start(t, { port, settings })
  const node = connect(t, server.url)
  await ready(node.connection)
  await node.connection.client!.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
  const formed = async () => String(await node.connection.client!.call('CLUSTER', 'INFO')).includes('cluster_state:ok')
  await until(formed, { what: 'the cluster' })
  const { connection, log } = connect(t, `redis-cluster://127.0.0.1:${port}`)
  await ready(connection)
  await connection.client!.set('seat', 'cluster')
  t.equal(await connection.client!.get('seat'), 'cluster')
  await server.stop()
  await until(() => connection.status().state === 'lost')
  t.match(await failure(connection), atOnce)
  t.strictSame(messages(log), [lostMessage])
})

t.test('closes while Redis is away, and says nothing', async t => {
  const { connection, log } = connect(t, `unix://${socketPath(t)}`)
  await connection.close()
  t.equal(connection.ready, false)
  t.strictSame(log, [])
})
