import t, { type Test } from 'tap'
import { openShared, type Shared } from '../../../src/platform/store/shared.ts'
import { redis as sharedRedis } from '../../services.ts'
import { startRedis } from '../../services/redis.ts'
import { freePort, until } from '../../services/wait.ts'
import { noStore, startJobs } from '../../suites/jobs.ts'

const SECRET = 'a key for tests that is long enough'
const LIST = ['a', 'a licences', 'a licences *']
const RECORD = ['a', 'a licences', 'a licences =7']

interface Process extends Shared {
  purged: string[]
  lines: string[]
}

let runs = 0

/** What one process of a hub has; processes with the same secret are of one hub. */
async function open(
  t: Test,
  url: string,
  { secret = SECRET, version = '1' }: { secret?: string; version?: string } = {}
): Promise<Process> {
  const purged: string[] = []
  const lines: string[] = []
  const shared = openShared({
    url,
    secret,
    version,
    jobs: startJobs(t, noStore),
    onPurge: tags => {
      purged.push(...tags)
    },
    log: { info: (_: object, text: string) => {
      lines.push(text)
    }, warn: (_: object, text: string) => {
      lines.push(text)
    } } as never
  })
  if (shared === undefined) throw new Error('no Redis')
  t.teardown(() => shared.close())
  await until(() => shared.redis.ready, { what: 'ready' })
  return { ...shared, purged, lines }
}

/** Two processes of a hub that no other test knows. */
async function two(t: Test): Promise<[Process, Process]> {
  const secret = `${SECRET} ${process.pid} ${++runs}`
  const url = await sharedRedis()
  return [await open(t, url, { secret }), await open(t, url, { secret })]
}

async function put(process: Process, name: string, tags: readonly string[], value: unknown): Promise<void> {
  const { marks } = await process.cache.find(name, tags)
  await process.cache.keep(name, { value, at: 5 }, marks as string, 60_000)
}

const valueOf = async (process: Process, name: string, tags: readonly string[]): Promise<unknown> =>
  (await process.cache.find(name, tags)).found?.value

t.test('what one process keeps the other finds', async t => {
  const [a, b] = await two(t)
  t.match(await b.cache.find('k', LIST), { found: undefined })
  await put(a, 'k', LIST, { rows: [{ id: 'A-1', name: 'Ñandú 🚲' }] })
  t.same((await b.cache.find('k', LIST)).found, { value: { rows: [{ id: 'A-1', name: 'Ñandú 🚲' }] }, at: 5,
    marks: (await b.cache.find('k', LIST)).marks })
  await put(a, 'none', RECORD, undefined)
  t.same((await b.cache.find('none', RECORD)).found?.value, undefined)
  t.match(b.cache.stats(), { hits: 3, refused: 0, failures: 0 })
})

t.test('nothing that it holds can be read in Redis, nor under which name', async t => {
  const [a] = await two(t)
  await put(a, 'a licences get 3273019999990001', ['a', 'a licences', 'a licences =3273019999990001'], {
    name: 'Siti Canary'
  })
  await a.cache.purge(['a licences =3273019999990001'])
  const client = a.redis.client!
  const keys = await client.keys(`${a.prefix}*`)
  t.equal(keys.length, 2)
  const dump = keys.join(' ') +
    (await Promise.all(keys.map(key => client.getBuffer(key)))).map(bytes => bytes?.toString('latin1')).join(' ')
  t.notMatch(dump, /Canary|327301|licences/)
})

t.test('a purge ends exactly what it names, in every process', async t => {
  const [a, b] = await two(t)
  const other = ['a', 'a licences', 'a licences =8']
  const fill = async (): Promise<void> => {
    await put(a, 'list', LIST, 'list')
    await put(a, 'seven', RECORD, 'seven')
    await put(a, 'eight', other, 'eight')
    await put(a, 'complaints', ['a', 'a complaints', 'a complaints *'], 'complaints')
    await put(a, 'b', ['b', 'b licences', 'b licences *'], 'b')
  }
  const left = async (): Promise<unknown[]> => [
    await valueOf(b, 'list', LIST),
    await valueOf(b, 'seven', RECORD),
    await valueOf(b, 'eight', other),
    await valueOf(b, 'complaints', ['a', 'a complaints', 'a complaints *']),
    await valueOf(b, 'b', ['b', 'b licences', 'b licences *'])
  ]
  await fill()
  t.ok(await a.cache.purge(['a licences *', 'a licences =7']))
  t.same(await left(), [undefined, undefined, 'eight', 'complaints', 'b'])
  await until(() => b.purged.length === 2)
  t.same(b.purged, ['a licences *', 'a licences =7'])
  await fill()
  await a.cache.purge(['a licences'])
  t.same(await left(), [undefined, undefined, undefined, 'complaints', 'b'])
  await fill()
  await a.cache.purge(['a'])
  t.same(await left(), [undefined, undefined, undefined, undefined, 'b'])
  await fill()
  t.same(await left(), ['list', 'seven', 'eight', 'complaints', 'b'])
})

t.test('what was asked before a purge and comes after it is not kept', async t => {
  const [a, b] = await two(t)
  for (const tags of [LIST, RECORD]) {
    const { marks } = await a.cache.find('k', tags)
    await b.cache.purge(tags.slice(-1))
    await a.cache.keep('k', { value: 'old', at: 5 }, marks as string, 60_000)
    t.equal(await valueOf(b, 'k', tags), undefined)
  }
})

t.test('one process has the right to ask, until it gives it back or its time is over', async t => {
  const [a, b] = await two(t)
  const lease = await a.cache.lease('k', 60_000)
  t.type(lease, 'object')
  t.equal(await b.cache.lease('k', 60_000), 'held')
  t.type(await b.cache.lease('other', 60_000), 'object')
  if (typeof lease === 'object') await lease.end()
  const short = await b.cache.lease('k', 30)
  t.type(short, 'object')
  await until(async () => (await a.cache.lease('k', 60_000)) !== 'held')
  if (typeof short === 'object') await short.end()
  t.equal(await b.cache.lease('k', 60_000), 'held', "who is too late takes nobody else's right away")
})

t.test('the right to ask is renewed while its process runs, and soon over when that stands still', async t => {
  const [a, b] = await two(t)
  const lease = await a.cache.lease('k', 60_000)
  const key = (await a.redis.client!.keys(`${a.prefix}lease:*`))[0]!
  const left = async (): Promise<number> => a.redis.client!.pttl(key)
  t.ok(await left() <= 2_000, 'it is not taken for all the time that asking may take')
  // So it stands after two seconds of a process that cannot renew it.
  await a.redis.client!.pexpire(key, 1_000)
  await until(async () => await left() > 1_000, { what: 'its renewal' })
  t.equal(await b.cache.lease('k', 60_000), 'held')
  await a.redis.client!.del(key)
  const next = await b.cache.lease('k', 60_000)
  t.type(next, 'object', 'it has ended, and another process asks')
  const token = await b.redis.client!.get(key)
  await until(async () => await left() > 0)
  if (typeof lease === 'object') await lease.end()
  t.equal(await b.redis.client!.get(key), token, 'its first holder ends nothing of the second')
  if (typeof next === 'object') await next.end()
})

t.test('an entry that is not one of this hub is none', async t => {
  const [a, b] = await two(t)
  const client = a.redis.client!
  await put(a, 'k', LIST, 'good')
  const [key = ''] = await client.keys(`${a.prefix}kept:*`)
  const good = await client.getBuffer(key) as Buffer
  const bad = Buffer.from(good)
  bad[40]! ^= 1
  for (const bytes of [bad, Buffer.alloc(0), Buffer.from('{"value":"forged"}'), good.subarray(0, 20),
    Buffer.concat([good, good])])
  {
    await client.set(key, bytes)
    t.equal(await valueOf(b, 'k', LIST), undefined)
  }
  t.equal(b.cache.stats().refused, 5)
  await put(a, 'elsewhere', LIST, 'x')
  const elsewhere = (await client.keys(`${a.prefix}kept:*`)).find(other => other !== key) as string
  await client.rename(elsewhere, key)
  t.equal(await valueOf(b, 'k', LIST), undefined, 'nor one that was moved')
})

t.test('a hub of another contract or another secret finds nothing and purges nothing here', async t => {
  const url = await sharedRedis()
  const secret = `${SECRET} apart ${process.pid}`
  const [a, next, foreign] = [await open(t, url, { secret }), await open(t, url, { secret, version: '2' }),
    await open(t, url, { secret: `${secret}!` })]
  await put(a, 'k', LIST, 'mine')
  t.equal(await valueOf(next, 'k', LIST), undefined)
  t.equal(await valueOf(foreign, 'k', LIST), undefined)
  await foreign.cache.purge(LIST)
  await next.cache.purge(LIST)
  t.equal(await valueOf(a, 'k', LIST), 'mine')
})

t.test('a purge that was not heard is noticed by its mark', async t => {
  const [a, b] = await two(t)
  await b.cache.purge(['b'])
  // Written past the bulletin, as if the message had been lost.
  await a.redis.client!.hset(`${a.prefix}marks`, { 'a licences *': 'unheard' })
  await until(() => b.purged.includes('a licences'), { what: 'the comparison of marks' })
  t.notOk(b.purged.includes('a'))
})

t.test('a full Redis keeps nothing, and fails nothing', async t => {
  const server = await startRedis({ settings: ['--maxmemory', '1mb', '--maxmemory-policy', 'noeviction'] })
  t.teardown(() => server.stop())
  const a = await open(t, server.url)
  await put(a, 'k', LIST, 'x')
  t.equal(await valueOf(a, 'k', LIST), undefined)
  t.same(a.lines, ['the shared cache fails: each process goes on with its own'])
  t.equal(await a.cache.lease('k', 1_000), 'out')
  await a.redis.client!.config('SET', 'maxmemory', '0')
  await until(async () => {
    await put(a, 'k', LIST, 'x')
    return (await valueOf(a, 'k', LIST)) === 'x'
  }, { what: 'its return' })
  t.equal(a.lines.length, 2, 'told once, and once that it is back')
})

t.test('a Redis that is gone finds nothing, and is used again when it is back', async t => {
  const port = await freePort()
  let server = await startRedis({ port })
  t.teardown(() => server.stop())
  const a = await open(t, `redis://127.0.0.1:${port}`)
  const b = await open(t, `redis://127.0.0.1:${port}`)
  await put(a, 'k', LIST, 'x')
  await server.stop()
  await until(() => !a.redis.ready)
  t.same(await a.cache.find('k', LIST), { found: undefined, marks: undefined })
  t.equal(await a.cache.lease('k', 1_000), 'out')
  await a.cache.keep('k', { value: 1, at: 1 }, '[]', 1_000)
  t.equal(await a.cache.purge(LIST), false)
  server = await startRedis({ port })
  await until(async () => {
    await put(a, 'k', LIST, 'y')
    return (await valueOf(b, 'k', LIST)) === 'y'
  }, { what: 'both to be back' })
  b.purged.length = 0
  await until(async () => {
    await a.cache.purge(['z'])
    return b.purged.includes('z')
  }, { what: 'the other process to hear again' })
  t.equal(a.lines.filter(line => line === 'Redis is lost: going on without it and connecting again').length, 1)
})

t.test('a Redis that is frozen is waited for once, then left alone for a while', async t => {
  const server = await startRedis()
  t.teardown(() => server.stop())
  const a = await open(t, server.url)
  const pid = Number(/process_id:(\d+)/.exec(String(await a.redis.client!.call('INFO', 'server')))?.[1])
  process.kill(pid, 'SIGSTOP')
  t.teardown(() => process.kill(pid, 'SIGCONT'))
  const found = await Promise.all(Array.from({ length: 50 }, () => a.cache.find('k', LIST)))
  t.ok(found.every(look => look.marks === undefined))
  t.same(a.lines.filter(line => line.startsWith('the shared cache fails')).length, 1)
  process.kill(pid, 'SIGCONT')
  await until(async () => (await a.cache.find('k', LIST)).marks !== undefined, { what: 'its return' })
})
