import { mock } from 'node:test'
import t, { type Test } from 'tap'
import type { Knock } from '../../../src/gateway/systems/knock.ts'
import { startProber } from '../../../src/gateway/systems/prober.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { someone } from '../../suites/core/asker.ts'
import { createConfig } from '../../suites/core/city.ts'
import { createGate, settled } from '../../suites/core/gate.ts'
import { connect } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { noStore, startJobs } from '../../suites/jobs.ts'

mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'] })
t.teardown(() => mock.timers.reset())

async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i++) {
    mock.timers.tick(1_000)
    await settled()
  }
}

async function setUp(t: Test, { url = '', knock }: { url?: string; knock?: Knock } = {}) {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('1', '2026-01-01T00:00:00+07:00')] })
  const registry = connect([legacy], createConfig([legacy], { systems: { a: { url } } }))
  const probes = () => legacy.asked.filter(({ operation }) => operation === 'probe').length
  mock.timers.tick(120_000)
  const start = async () => {
    const prober = startProber(startJobs(t, noStore), () => registry, knock)
    t.teardown(() => {
      prober.stop()
    })
    await settled()
    return prober
  }
  return { legacy, registry, probes, start }
}

t.test('every system is tried at the start, and then when nobody asked it for a minute', async t => {
  const { probes, start } = await setUp(t)
  await start()
  t.equal(probes(), 1)
  await pass(55)
  t.equal(probes(), 1)
  await pass(10)
  t.equal(probes(), 2)
})

t.test('a system in use is left alone', async t => {
  const { registry, probes, start } = await setUp(t)
  await start()
  for (let i = 0; i < 10; i++) {
    await pass(30)
    await registry.get('a')?.list('complaints', { offset: 0, limit: 1, filters: {} }, someone)
  }
  t.equal(probes(), 1)
})

const stateOf = ({ registry }: Pick<Awaited<ReturnType<typeof setUp>>, 'registry'>) => {
  const system = registry.get('a')
  return system?.health.state(system.guard())
}
const fail = (): never => {
  throw new SystemFault('failed', { stage: 'probe', detail: 'ill' })
}

t.test('a first failure is confirmed by two more tries within two seconds: then it is down', async t => {
  const { legacy, registry, probes, start } = await setUp(t)
  legacy.before = fail
  await start()
  t.equal(stateOf({ registry }), 'degraded')
  await pass(2)
  t.equal(probes(), 3)
  t.equal(stateOf({ registry }), 'down')
})

t.test('one that hangs is confirmed as soon as its time is up', async t => {
  const { legacy, registry, probes, start } = await setUp(t)
  legacy.before = async () => {
    await new Promise(resolve => {
      setTimeout(resolve, 2_000)
    })
    fail()
  }
  await start()
  await pass(5)
  t.equal(probes(), 3)
  await pass(1)
  t.equal(stateOf({ registry }), 'down')
})

t.test('a failure that does not come again is not confirmed', async t => {
  const { legacy, registry, probes, start } = await setUp(t)
  legacy.before = () => {
    if (probes() === 1) fail()
  }
  await start()
  await pass(3)
  t.equal(probes(), 2)
  t.equal(stateOf({ registry }), 'degraded')
})

t.test('who says that it is asked too often is not asked again for it', async t => {
  const { legacy, probes, start } = await setUp(t)
  legacy.before = () => {
    throw new SystemFault('throttled', { stage: 'probe', detail: 'not now' })
  }
  await start()
  await pass(4)
  t.equal(probes(), 1)
})

t.test('a system that is not well is tried every few seconds until it is', async t => {
  const { legacy, registry, probes, start } = await setUp(t)
  legacy.before = fail
  await start()
  await pass(8)
  t.equal(probes(), 4)
  legacy.before = () => {}
  await pass(300)
  t.equal(stateOf({ registry }), 'up')
  const before = probes()
  await pass(50)
  t.ok(probes() <= before + 1)
})

t.test('a system that nobody asks is connected to every few seconds, and asked when that fails', async t => {
  const knocks: string[] = []
  let isThere = true
  const { legacy, registry, probes, start } = await setUp(t, { url: 'http://10.0.0.1:81/api', knock: url => {
    knocks.push(url)
    return Promise.resolve(isThere)
  } })
  await start()
  await pass(9)
  t.same(knocks, Array(3).fill('http://10.0.0.1:81/api'))
  t.equal(probes(), 1)
  isThere = false
  legacy.before = fail
  await pass(5)
  t.equal(stateOf({ registry }), 'down', 'it is down within five seconds')
  t.equal(knocks.length, 4, 'one that is down is asked, not knocked at')
})

t.test('where a system answers although no connection could be made, none is made for a while', async t => {
  let knocks = 0
  const { probes, start } = await setUp(t, { url: 'http://10.0.0.1:81/api', knock: () => {
    knocks++
    return Promise.resolve(false)
  } })
  await start()
  await pass(50)
  t.equal(knocks, 1)
  t.equal(probes(), 2)
})

t.test('a try that takes long is not joined by another', async t => {
  const { legacy, probes, start } = await setUp(t)
  const gate = createGate()
  legacy.before = () => gate.opened
  const prober = await start()
  mock.timers.tick(4_999)
  mock.timers.tick(1)
  t.equal(probes(), 1)
  gate.open()
  prober.stop()
})

t.test('once stopped it tries no more', async t => {
  const { probes, start } = await setUp(t)
  const prober = await start()
  prober.stop()
  await pass(200)
  t.equal(probes(), 1)
})
