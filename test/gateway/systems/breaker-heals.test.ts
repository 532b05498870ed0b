import t from 'tap'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import { seeded } from '../../kit/seeded.ts'
import { someone } from '../../suites/core/asker.ts'
import { mockTimeouts, setUp } from './guard-setup.ts'

mockTimeouts(t)

const FAULTS: FaultKind[] = ['unreachable', 'reset', 'timeout', 'unreadable', 'failed', 'denied', 'throttled']
const LONGEST_COOLDOWN_MS = 20_000

/** A system that does whatever it likes, and from some moment on answers each call within `answerMs`. */
function createMoody(random: ReturnType<typeof seeded>, answerMs: number) {
  let well = false
  const call = ({ signal }: { signal: AbortSignal }): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error)
      })
      const mood = well ? 0 : random.int(0, 9)
      const after = well ? answerMs : random.int(0, 1_500)
      const end = mood === 0 ?
        resolve
        : mood === 1 ?
        () => {} // never answers
        : mood === 2 ?
        () => {
          reject(new TypeError('an adapter may throw anything'))
        }
        : () => {
          reject(new SystemFault(random.pick(FAULTS), { stage: 'list', detail: 'no' }))
        }
      setTimeout(end, after)
    })
  return { call, heal: () => {
    well = true
  } }
}

t.test('a system that answers again is found well within the cool-down and one try, whatever came before', async t => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const answerMs = random.int(1, 300)
    const system = createMoody(random, answerMs)
    const cooldown_ms = random.int(1, 9_000)
    const { guard, pass } = setUp({
      concurrency: random.int(1, 3),
      queue: random.int(0, 5),
      timeout_ms: 1_000,
      breaker: { failures: random.int(1, 6), cooldown_ms },
      probe: () => guard.run('probe', { requestId: 'p', consumer: undefined }, system.call)
    })
    const ask = (): void => {
      guard.run('list', someone, system.call, { safe: random.int(0, 1) === 0 }).catch(() => {})
    }
    for (let step = random.int(1, 120); step > 0; step--) {
      for (let i = random.int(0, 4); i > 0; i--) ask()
      await pass(random.int(1, 2_000))
    }
    system.heal()
    const isAsked = seed % 2 === 0
    // What is under way may still fail, and open it anew.
    const latest = 1_000 + LONGEST_COOLDOWN_MS + answerMs
    let waited = 0
    while (guard.state().breaker !== 'closed' && waited <= latest) {
      if (isAsked && random.int(0, 3) === 0) ask()
      await pass(50)
      waited += 50
    }
    t.equal(guard.state().breaker, 'closed',
      `seed ${seed}, ${isAsked ? 'asked' : 'left alone'}: closed after ${waited} ms`)
    await pass(70_000)
    t.equal(guard.state().breaker, 'closed', `seed ${seed}: and stays so`)
    t.match(guard.state(), { inFlight: 0, queued: 0 })
    guard.close()
  }
})

t.test('it is found well exactly when the cool-down is over and one try has ended, though nobody asks', async t => {
  let well = false
  const { guard, pass, fail } = setUp({
    probe: () =>
      guard.run('probe', someone, () =>
        new Promise((resolve, reject) => {
          setTimeout(() => {
            if (well) resolve(undefined)
            else reject(new Error('ill'))
          }, 100)
        }))
  })
  for (let i = 0; i < 3; i++) await fail()
  await pass(5_000)
  t.equal(guard.state().inFlight, 1, 'it is being tried')
  await pass(100)
  t.equal(guard.state().breaker, 'open')
  well = true
  await pass(9_999)
  t.equal(guard.state().breaker, 'open')
  await pass(1)
  t.equal(guard.state().breaker, 'half_open')
  await pass(100)
  t.equal(guard.state().breaker, 'closed')
})

t.test('a try that gets no turn is made later', async t => {
  let tries = 0
  const { guard, pass, fail } = setUp({
    breaker: { failures: 1, cooldown_ms: 5_000 },
    rate: { requests: 1, seconds: 10 },
    timeout_ms: 1_000,
    probe: () =>
      guard.run('probe', someone, async () => {
        tries++
      })
  })
  await fail()
  await pass(5_000)
  await pass(1_000)
  t.equal(tries, 0)
  t.equal(guard.state().breaker, 'half_open')
  await pass(5_000)
  t.equal(tries, 1)
  t.equal(guard.state().breaker, 'closed')
})
