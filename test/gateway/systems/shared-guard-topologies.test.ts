import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createLoadLedger } from '../../../src/gateway/systems/load-ledger.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { createLoadStore } from '../../../src/platform/store/guard-load.ts'
import { createRedis } from '../../../src/platform/store/redis.ts'
import { startRedis } from '../../services/redis.ts'
import { temporaryDirectory } from '../../services/service.ts'
import { freePort, until } from '../../services/wait.ts'
import { createCounted, startProcesses } from './shared-setup.ts'

const quiet = { info: () => {}, warn: () => {} }

/** A cluster of one node, with all slots. */
async function startCluster(t: Test): Promise<string> {
  const port = await freePort()
  const settings = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1', '--cluster-port',
    String(await freePort())]
  const server = await startRedis({ port, settings })
  t.teardown(() => server.stop())
  const node = createRedis(server.url, { log: quiet })
  t.teardown(() => node.close())
  await until(() => node.ready)
  await node.client!.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
  await until(async () => String(await node.client!.call('CLUSTER', 'INFO')).includes('cluster_state:ok'), {
    what: 'the cluster'
  })
  return `redis-cluster://127.0.0.1:${port}`
}

async function startSentinel(t: Test): Promise<string> {
  const port = await freePort()
  const sentinelPort = await freePort()
  const master = await startRedis({ port })
  t.teardown(() => master.stop())
  const directory = temporaryDirectory('sentinel')
  const file = join(directory, 'sentinel.conf')
  writeFileSync(file, `sentinel monitor main 127.0.0.1 ${port} 1\n`)
  t.teardown(() => {
    rmSync(directory, { recursive: true, force: true })
  })
  const sentinel = await startRedis({ port: sentinelPort, sentinel: file })
  t.teardown(() => sentinel.stop())
  return `redis-sentinel://127.0.0.1:${sentinelPort}/main`
}

for (const [name, start] of [['a cluster', startCluster], ['sentinels', startSentinel]] as const) {
  t.test(`limits are kept together through ${name}`, async t => {
    const url = await start(t)
    const system = createCounted()
    const processes = await startProcesses(t, { url, processes: 2, system, concurrency: 3,
      breaker: { failures: 2, cooldown_ms: 200 } })
    const ends = await Promise.all(Array.from({ length: 60 }, (_, i) => processes[i % 2]!.call(5)))
    t.same(ends.filter(end => end !== 'well'), [])
    t.equal(system.most, 3)
    t.ok(processes.every(({ shared }) => shared.state().agreed))

    system.fault = new SystemFault('failed', { stage: 'list', detail: 'ill' })
    for (let i = 0; i < 2; i++) await processes[0]!.call(1)
    await until(async () => /left alone/.test(await processes[1]!.call(1)), { what: 'the news' })
    system.fault = undefined
    await until(() => processes.every(({ guard }) => guard.state().breaker === 'closed'), {
      what: 'the system found well by all'
    })
    t.same(processes.flatMap(({ warnings }) => warnings), [])
  })

  t.test(`load is summed up through ${name}`, async t => {
    const redis = createRedis(await start(t), { log: quiet })
    t.teardown(() => redis.close())
    await until(() => redis.ready)
    const ledgers = [1, 2].map(() => createLoadLedger({ store: createLoadStore(redis, { prefix: 'test' }) }))
    for (const ledger of ledgers) {
      ledger.called('a', 10, false)
      await ledger.flush()
    }
    t.match(await ledgers[0]!.of('a'), { countedBy: 'hub', hours: [{ calls: 2 }] })
  })
}
