import { mock } from 'node:test'
import { type CallOutcome, createGuard, type Guard } from '../../../src/gateway/systems/guard.ts'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import type { LimitsConfig } from '../../../src/platform/config/schema.ts'
import { someone } from '../../suites/core/asker.ts'
import { settled } from '../../suites/core/gate.ts'

export interface GuardSetUp {
  guard: Guard
  outcomes: CallOutcome[]
  /** Lets virtual time pass: the guard's clock, and every timer of this process. */
  pass(ms: number): Promise<void>
  /** The process stands still: the clock goes on, and every timer that is due comes at once afterwards. */
  freeze(ms: number): Promise<void>
  /** A call that ends well at once. */
  well(): Promise<string>
  /** A call that ends in this fault. */
  fail(kind?: FaultKind): Promise<unknown>
}

export interface GuardSettings extends Partial<LimitsConfig> {
  probe?: () => Promise<unknown>
  /** When it is, ms since 1970, at the start. */
  date?: number
}

const STEP_MS = 500

/** Timers stand still for the tests of a file, until `pass` lets time pass. */
export function mockTimeouts(t: { teardown(end: () => void): void }): void {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
}

export function setUp({ probe, date = 0, ...limits }: GuardSettings = {}): GuardSetUp {
  const outcomes: CallOutcome[] = []
  let clock = 0
  const guard = createGuard({
    system: 'a',
    now: () => clock,
    clock: () => date + clock,
    probe,
    limits: { concurrency: 2, queue: 3, timeout_ms: 1_000, breaker: { failures: 3, cooldown_ms: 5_000 }, ...limits },
    onOutcome: outcome => {
      outcomes.push(outcome)
    }
  })
  return {
    guard,
    outcomes,
    async pass(ms) {
      await settled()
      // A leap of the clock would be a process that stood still.
      for (let left = ms; left > 0; left -= STEP_MS) {
        const step = Math.min(STEP_MS, left)
        clock += step
        mock.timers.tick(step)
        await settled()
      }
    },
    async freeze(ms) {
      await settled()
      clock += ms
      mock.timers.tick(ms)
      await settled()
    },
    well: () => guard.run('list', someone, async () => 'well'),
    fail: (kind = 'failed') =>
      guard.run('list', someone, async () => {
        throw new SystemFault(kind, { stage: 'list', detail: 'no' })
      }).catch((error: unknown) => error)
  }
}
