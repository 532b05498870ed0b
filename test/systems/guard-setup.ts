import { mock } from 'node:test'
import type { LimitsConfig } from '../../src/config/schema.ts'
import { SystemFault, type FaultKind } from '../../src/kit/faults.ts'
import { createGuard, type CallOutcome, type Guard } from '../../src/systems/guard.ts'
import { someone } from '../suites/core/asker.ts'
import { settled } from '../suites/core/gate.ts'

mock.timers.enable({ apis: ['setTimeout'] })

export interface GuardSetUp {
  guard: Guard
  outcomes: CallOutcome[]
  /** Lets virtual time pass: the guard's clock, and every timer of this process. */
  pass(ms: number): Promise<void>
  /** A call that ends well at once. */
  well(): Promise<string>
  /** A call that ends in this fault. */
  fail(kind?: FaultKind): Promise<unknown>
}

export function setUp({ concurrency = 2, queue = 3, timeout_ms = 1_000, breaker = { failures: 3, cooldown_ms: 5_000 } }: Partial<LimitsConfig> = {}): GuardSetUp {
  const outcomes: CallOutcome[] = []
  let clock = 0
  const guard = createGuard({
    system: 'a', limits: { concurrency, queue, timeout_ms, breaker }, now: () => clock,
    onOutcome: outcome => { outcomes.push(outcome) }
  })
  return {
    guard,
    outcomes,
    async pass(ms) {
      await settled()
      clock += ms
      mock.timers.tick(ms)
      await settled()
    },
    well: () => guard.run('list', someone, async () => 'well'),
    fail: (kind = 'failed') => guard.run('list', someone, async () => { throw new SystemFault(kind, { stage: 'list', detail: 'no' }) }).catch((error: unknown) => error)
  }
}
