import { mock } from 'node:test'
import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import { inTime } from '../../../src/gateway/systems/deadline.ts'
import { settled } from '../../suites/core/gate.ts'

const patience = { ms: 10_000, late: () => new SatuError('system_timeout', 'late') }

let clock = 0
t.before(() => {
  mock.timers.enable({ apis: ['setTimeout'] })
  mock.method(performance, 'now', () => clock)
})
t.teardown(() => {
  mock.restoreAll()
  mock.timers.reset()
})

/** The process runs: its clock goes on in small steps. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    clock += 250
    mock.timers.tick(250)
    await settled()
  }
}

t.test('what takes longer than the caller waits is late', async t => {
  const waiting = inTime(new Promise(() => {}), patience).catch((error: unknown) => error)
  await pass(9_750)
  t.equal(await Promise.race([waiting, Promise.resolve('waits')]), 'waits')
  await pass(500)
  t.match(await waiting, { code: 'system_timeout' })
})

t.test('what came while the process stood still is given, not called late', async t => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const waiting = inTime(promise, patience)
  await pass(1_000)
  clock += 14_000
  // All timers that are due come at once, before what the sockets have.
  mock.timers.tick(14_000)
  resolve('an answer')
  t.equal(await waiting, 'an answer')
})

t.test('what the work throws is given as it is', async t => {
  await t.rejects(inTime(Promise.reject(new Error('broke')), patience), { message: 'broke' })
  t.equal(await inTime(Promise.resolve(1), undefined), 1)
})
