import t from 'tap'
import type { Asker } from '../../../src/gateway/systems/asker.ts'
import { createGate, settled } from '../../suites/core/gate.ts'
import { mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

const of = (consumer: string | undefined, address?: string): Asker => ({ requestId: 'r', consumer, address })

/** Calls of one place that end one after the other, as the test says. */
function setUpQueue(queue: number) {
  const { guard } = setUp({ concurrency: 1, queue })
  const served: string[] = []
  const refused: string[] = []
  let end = (): void => {}
  const call = (name: string, asker: Asker = of(name.slice(0, 1))): void => {
    guard.run('list', asker, async () => {
      served.push(name)
      const gate = createGate()
      end = gate.open
      await gate.opened
    }).catch((error: unknown) => {
      refused.push(`${name} ${(error as { code: string }).code}`)
    })
  }
  const next = async (): Promise<void> => {
    end()
    await settled()
  }
  return { guard, served, refused, call, next }
}

t.test('consumers take turns, the hub itself and those without a token too', async t => {
  const { served, call, next } = setUpQueue(20)
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2']) call(name)
  call('someone', of('-'))
  call('probe', of(undefined))
  for (let i = 0; i < 8; i++) await next()
  t.same(served, ['a1', 'a2', 'b1', 'someone', 'probe', 'a3', 'b2', 'a4'])
})

t.test('a consumer that fills the queue gives way to others, with its newest call', async t => {
  const { guard, served, refused, call, next } = setUpQueue(4)
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']) call(name)
  await settled()
  t.same(refused, ['a6 queue_full'], 'beyond the queue its own newcomer has to go')
  call('b1')
  call('c1')
  await settled()
  t.same(refused.slice(1), ['a5 queue_full', 'a4 queue_full'])
  t.equal(guard.state().queued, 4)
  for (let i = 0; i < 5; i++) await next()
  t.same(served, ['a1', 'a2', 'b1', 'c1', 'a3'])
})

t.test("even a queue of one is nobody's own", async t => {
  const { served, refused, call, next } = setUpQueue(1)
  for (const name of ['a1', 'a2', 'b1', 'a3']) call(name)
  await settled()
  t.same(refused.toSorted(), ['a2 queue_full', 'a3 queue_full'])
  await next()
  t.same(served, ['a1', 'b1'])
})

t.test('callers without a token take turns by their addresses', async t => {
  const { guard, served, refused, call, next } = setUpQueue(4)
  for (const name of ['x1', 'x2', 'x3', 'x4', 'x5', 'x6']) call(name, of('-', '198.51.100.7'))
  await settled()
  t.same(refused, ['x6 queue_full'])
  call('y1', of('-', '203.0.113.9'))
  await settled()
  t.same(refused.slice(1), ['x5 queue_full'], 'it is not all of them that have filled it, but one address')
  t.equal(guard.state().queued, 4)
  for (let i = 0; i < 4; i++) await next()
  t.same(served, ['x1', 'x2', 'y1', 'x3', 'x4'])
})

t.test("a write does not wait behind its own consumer's reads", async t => {
  const { served, call, next } = setUpQueue(10)
  for (const name of ['a1', 'a2', 'a3', 'a4']) call(name)
  call('write', { ...of('a'), isWrite: true })
  for (let i = 0; i < 4; i++) await next()
  t.same(served, ['a1', 'a2', 'write', 'a3', 'a4'])
})
