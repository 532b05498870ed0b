import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { startRedis } from '../../services/redis.ts'
import { temporaryDirectory } from '../../services/service.ts'
import { until } from '../../services/wait.ts'
import { type CountedSystem, createCounted, placesTaken, type Process, startProcesses } from './shared-setup.ts'

const ALONE = 'limits of systems are kept by each process alone: Redis cannot be used'
const TOGETHER = 'limits of systems are kept by all processes together again'

function socketPath(t: Test): string {
  const directory = temporaryDirectory('test')
  t.teardown(() => {
    rmSync(directory, { recursive: true, force: true })
  })
  return join(directory, 'redis.sock')
}

/** Callers that ask again as soon as they are answered. */
function load(processes: readonly Process[], callers: number, ms: number) {
  let going = true
  const failed: string[] = []
  const all = processes.flatMap(process =>
    Array.from({ length: callers }, async () => {
      while (going) {
        const end = await process.call(ms)
        if (end !== 'well') failed.push(end)
      }
    })
  )
  return {
    failed,
    async stop() {
      going = false
      await Promise.all(all)
    }
  }
}

/** The most calls at once from now on. */
async function mostFromNow(system: CountedSystem, calls: number): Promise<number> {
  const before = system.calls
  system.most = system.running
  await until(() => system.calls >= before + calls, { what: 'more calls' })
  return system.most
}

t.test('without Redis each process takes its share', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url: '', processes: 3, system, concurrency: 7 })
  const { failed, stop } = load(processes, 5, 3)
  t.equal(await mostFromNow(system, 100), 6)
  await stop()
  t.same(failed, [])
  for (const { shared, guard, warnings } of processes) {
    t.same([shared.state(), guard.state().shared, warnings], [{ agreed: false, lost: 0, absent: 2 }, false, []],
      'nothing is wrong with that')
  }
})

t.test('a share is one place at least', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url: '', processes: 3, system, concurrency: 2 })
  t.same(await Promise.all(processes.map(({ call }) => call(1))), ['well', 'well', 'well'])
})

t.test('the share of a rate keeps to it', async t => {
  const system = createCounted()
  const processes = await startProcesses(t, { url: '', processes: 2, system, concurrency: 4,
    rate: { requests: 20, seconds: 1 }, timeout_ms: 10_000 })
  await Promise.all(Array.from({ length: 16 }, (_, i) => processes[i % 2]!.call(1)))
  const starts = system.starts.toSorted((a, b) => a - b)
  t.ok(starts.at(-1)! - starts[0]! >= 690, 'eight each, seven distances of a tenth of a second')
})

t.test('a Redis that was never there is told once, and comes into use by itself', async t => {
  const system = createCounted()
  const socket = socketPath(t)
  const processes = await startProcesses(t, { url: `unix://${socket}`, processes: 2, system, concurrency: 4 })
  const { failed, stop } = load(processes, 6, 3)
  t.equal(await mostFromNow(system, 60), 4)
  t.same(processes.map(({ warnings }) => warnings), [[ALONE], [ALONE]])
  const server = await startRedis({ socket })
  t.teardown(() => server.stop())
  await until(() => processes.every(({ warnings, shared }) => warnings.length === 2 && shared.state().absent === 0), {
    what: 'an agreement'
  })
  t.equal(await mostFromNow(system, 60), 4)
  await stop()
  t.same(failed, [])
  t.same(processes.map(({ warnings }) => warnings), [[ALONE, TOGETHER], [ALONE, TOGETHER]])
  t.same(processes.map(({ shared }) => shared.state()), [{ agreed: true, lost: 1, absent: 0 }, { agreed: true, lost: 1,
    absent: 0 }])
})

t.test('Redis dies and comes back under load: no call fails, and only calls under way pass the cap', async t => {
  const system = createCounted()
  const socket = socketPath(t)
  let server = await startRedis({ socket })
  const processes = await startProcesses(t, { url: `unix://${socket}`, processes: 2, system, concurrency: 4 })
  const { failed, stop } = load(processes, 6, 5)
  for (let round = 1; round <= 3; round++) {
    t.equal(await mostFromNow(system, 60), 4, 'together')
    const pid = Number(/process_id:(\d+)/.exec(String(await processes[0]!.redis.client!.call('INFO', 'server')))?.[1])
    system.most = 0
    process.kill(pid, 'SIGKILL')
    await until(() => processes.every(({ guard }) => guard.state().shared === false), { what: 'the loss' })
    await until(() => processes.every(({ warnings }) => warnings.length === round * 2 - 1), { what: 'the warnings' })
    t.ok(system.most <= 6, `${system.most} while it was lost: those under way, and a share`)
    await until(() => processes.every(({ guard }) => guard.state().inFlight <= 2), {
      what: 'the end of those under way'
    })
    t.ok(await mostFromNow(system, 60) <= 4, 'each its share')
    await server.stop()
    server = await startRedis({ socket })
    system.most = 0
    await until(() => processes.every(({ warnings }) => warnings.length === round * 2), { what: 'an agreement' })
    t.ok(system.most <= 4, `${system.most} while it came back`)
    t.ok(await mostFromNow(system, 60) <= 4)
    await until(() => processes.every(({ shared }) => shared.state().absent === 0), { what: 'all processes' })
  }
  t.equal(await mostFromNow(system, 60), 4, 'together')
  await stop()
  await server.stop()
  t.same(failed, [])
  t.ok(processes.every(({ warnings }) => warnings.filter(line => line === ALONE).length === 3), 'told once each time')
})

t.test('calls under way when Redis comes back count for all', async t => {
  const system = createCounted()
  const socket = socketPath(t)
  const [one, other] = await startProcesses(t, { url: `unix://${socket}`, processes: 2, system, concurrency: 2 })
  void one!.call(3_000)
  await until(() => system.running === 1)
  const server = await startRedis({ socket })
  t.teardown(() => server.stop())
  await until(() => one!.redis.ready && other!.redis.ready)
  await until(async () => await placesTaken(one!) === 1, { what: 'word of it' })
  const { failed, stop } = load([other!], 4, 2)
  t.equal(await mostFromNow(system, 30), 2, 'the long one and one more')
  await stop()
  t.same(failed, [])
})

t.test('a Redis that hangs costs some calls a moment, and no call fails', async t => {
  const system = createCounted()
  const server = await startRedis()
  t.teardown(() => server.stop())
  const processes = await startProcesses(t, { url: server.url, processes: 2, system, concurrency: 4 })
  const { failed, stop } = load(processes, 6, 5)
  await mostFromNow(system, 40)
  const pid = Number(/process_id:(\d+)/.exec(String(await processes[0]!.redis.client!.call('INFO', 'server')))?.[1])
  process.kill(pid, 'SIGSTOP')
  t.teardown(() => {
    process.kill(pid, 'SIGCONT')
  })
  await until(() => processes.every(({ warnings }) => warnings.length === 1), { what: 'the warnings' })
  t.ok(await mostFromNow(system, 60) <= 4, 'each its share')
  process.kill(pid, 'SIGCONT')
  await until(() => processes.every(({ warnings, shared }) => warnings.length === 2 && shared.state().absent === 0), {
    what: 'an agreement'
  })
  t.equal(await mostFromNow(system, 60), 4)
  await stop()
  t.same(failed, [])
})

t.test('a Redis that holds something else under its names is not used', async t => {
  const system = createCounted()
  const server = await startRedis()
  t.teardown(() => server.stop())
  const processes = await startProcesses(t, { url: server.url, processes: 2, system, prefix: 'other' })
  await processes[0]!.redis.client!.set('other:guard:{s}:places', 'a text')
  const { failed, stop } = load(processes, 6, 3)
  t.ok(await mostFromNow(system, 60) <= 4, 'each its share')
  t.same(processes.map(({ warnings }) => warnings), [[ALONE], [ALONE]])
  await processes[0]!.redis.client!.del('other:guard:{s}:places')
  await until(() => processes.every(({ warnings }) => warnings.length === 2), { what: 'an agreement' })
  await stop()
  t.same(failed, [])
})

t.test('a Redis that answers garbage is not used', async t => {
  const garbage = [':1', '$-1', '*5\r\n:9\r\n:0\r\n:0\r\n:0\r\n:0', '*5\r\n:0\r\n:0\r\n:0\r\n:9\r\n:0',
    '*2\r\n:1\r\n:0', '*1\r\n*0', '$5\r\nhello', '*5\r\n:-1\r\n:0\r\n:0\r\n:0\r\n:0', '+OK']
  const info = 'redis_version:7.0.0\r\n'
  let turn = 0
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.on('data', data => {
      for (const command of data.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)) {
        const name = command[1]?.toLowerCase()
        socket.write(
          name === 'info'
            ? `$${info.length}\r\n${info}\r\n`
            : name === 'evalsha'
            ? `${garbage[turn++ % garbage.length]}\r\n`
            : '+OK\r\n'
        )
      }
    })
  })
  const path = socketPath(t)
  await new Promise<void>(resolve => {
    server.listen(path, resolve)
  })
  t.teardown(() => {
    server.close()
  })
  const system = createCounted()
  const processes = await startProcesses(t, { url: `unix://${path}`, processes: 2, system })
  await until(() => processes.every(({ redis }) => redis.ready))
  const { failed, stop } = load(processes, 6, 3)
  await until(() => turn > garbage.length, { what: 'all garbage tasted', timeoutMs: 40_000 })
  t.ok(await mostFromNow(system, 60) <= 4, 'each its share')
  await stop()
  t.same(failed, [])
  t.ok(processes.every(({ warnings }) => warnings.filter(line => line === ALONE).length >= 1))
})

t.test('a process that is cut off has its share, and the others leave it to it until it must have ended', async t => {
  const system = createCounted()
  const server = await startRedis()
  t.teardown(() => server.stop())
  const [one, other] = await startProcesses(t, { url: server.url, processes: 2, system, concurrency: 4,
    timeout_ms: 1_000 })
  const { failed, stop } = load([one!, other!], 6, 5)
  t.equal(await mostFromNow(system, 40), 4)
  one!.redis.client!.disconnect()
  await until(() => other!.shared.state().absent === 1, { what: 'its absence' })
  // Those that go on in places that were had before end.
  await mostFromNow(system, 100)
  t.equal(await mostFromNow(system, 100), 4, 'two of each')
  t.ok(system.served.every(served => served > 0))
  await stop()
  t.same(failed, [])
  one!.guard.close()
  await until(() => other!.shared.state().absent === 0, { what: 'its end', timeoutMs: 30_000 })
  const alone = load([other!], 6, 5)
  t.equal(await mostFromNow(system, 40), 4, 'all for the other')
  await alone.stop()
})
