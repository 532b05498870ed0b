import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { SystemFault } from '../../src/kit/faults.ts'
import { startProber } from '../../src/systems/prober.ts'
import { someone } from '../suites/core/asker.ts'
import { createGate, settled } from '../suites/core/gate.ts'
import { connect } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'

mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'] })

async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i += 5) {
    mock.timers.tick(5_000)
    await settled()
  }
}

async function setUp(t: Test) {
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('1', '2026-01-01T00:00:00+07:00')] })
  const registry = connect([legacy])
  const probes = () => legacy.asked.filter(({ operation }) => operation === 'probe').length
  mock.timers.tick(120_000)
  const start = async () => {
    const prober = startProber(() => registry)
    t.teardown(() => { prober.stop() })
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

t.test('a system that is not well is tried every few seconds until it is', async t => {
  const { legacy, registry, probes, start } = await setUp(t)
  legacy.before = () => { throw new SystemFault('failed', { stage: 'probe', detail: 'ill' }) }
  await start()
  await pass(10)
  t.equal(probes(), 3)
  legacy.before = () => {}
  await pass(300)
  const system = registry.get('a')
  t.equal(system?.health.state(system.guard()), 'up')
  const before = probes()
  await pass(50)
  t.ok(probes() <= before + 1)
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
