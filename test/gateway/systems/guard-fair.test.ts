import t from 'tap'
import type { Asker } from '../../../src/gateway/systems/asker.ts'
import { createGate, settled } from '../../suites/core/gate.ts'
import { mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

const of = (consumer: string | undefined): Asker => ({ requestId: 'r', consumer })

/** Calls of one place that end one after the other, as the test says. */
function setUpQueue(queue: number) {
  const { guard } = setUp({ concurrency: 1, queue })
  const served: string[] = []
  const refused: string[] = []
  let end = (): void => {}
  const call = (name: string, consumer: string | undefined = name.slice(0, 1)): void => {
    guard.run('list', of(consumer), async () => {
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
  call('someone', '-')
  call('probe', undefined)
  for (let i = 0; i < 8; i++) await next()
  t.same(served, ['a1', 'a2', 'b1', 'someone', 'probe', 'a3', 'b2', 'a4'])
})

t.test('a consumer that fills the queue gives way to others, with its newest call', async t => {
  const { guard, served, refused, call, next } = setUpQueue(4)
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']) call(name)
  await settled()
  t.same(refused, ['a6 system_unavailable'], 'beyond the queue its own newcomer has to go')
  call('b1')
  call('c1')
  await settled()
  t.same(refused.slice(1), ['a5 system_unavailable', 'a4 system_unavailable'])
  t.equal(guard.state().queued, 4)
  for (let i = 0; i < 5; i++) await next()
  t.same(served, ['a1', 'a2', 'b1', 'c1', 'a3'])
})

t.test("even a queue of one is nobody's own", async t => {
  const { served, refused, call, next } = setUpQueue(1)
  for (const name of ['a1', 'a2', 'b1', 'a3']) call(name)
  await settled()
  t.same(refused.toSorted(), ['a2 system_unavailable', 'a3 system_unavailable'])
  await next()
  t.same(served, ['a1', 'b1'])
})
