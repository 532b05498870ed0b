import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { Settled } from '../../../src/gateway/writes/deliver.ts'
import type { JournalFile } from '../../../src/gateway/writes/files.ts'
import { createJournal, type Journal, type Taken } from '../../../src/gateway/writes/journal.ts'
import type { Submission } from '../../../src/gateway/writes/submissions.ts'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { until } from '../../services/wait.ts'
import { createConfig } from '../../suites/core/city.ts'
import { connect } from '../../suites/core/hub.ts'
import { createLegacy, type Legacy, type LegacyOptions } from '../../suites/core/legacy.ts'
import { startJobs } from '../../suites/jobs.ts'
import { silent } from '../../suites/stores.ts'

/** A journal of the test's own over a store, and the system that it delivers to. */
export interface Bench {
  journal: Journal
  legacy: Legacy
  /** What was told of writes that came to an end. */
  settled: Settled[]
  /** Takes a write; of a record when it has a key. */
  take(body: unknown, key?: string): Promise<Taken>
  /** Takes a file for an application; its system has to serve those. */
  attach(file: JournalFile, key: string): Promise<Taken>
  get(id: string): Promise<Submission>
  /** Waits until it is so. */
  reaches(id: string, state: Submission['state']): Promise<Submission>
  /** Each step as `from > to by: cause`. */
  steps(id: string): Promise<string[]>
}

export interface BenchOptions extends Partial<LegacyOptions> {
  maxSends?: number
}

export function createBench(t: Test, store: Store, { maxSends = 12, ...options }: BenchOptions = {}): Bench {
  const legacy = createLegacy({ id: `s${randomUUID().slice(0, 8)}`, prefix: 'LAPOR', writes: 'findable', ...options })
  const registry = connect([legacy], createConfig([legacy], {
    limits: { timeout_ms: 5_000, concurrency: 8, breaker: { failures: 1_000, cooldown_ms: 50 } }
  }))
  const settled: Settled[] = []
  const journal = createJournal({ jobs: startJobs(t, store), store, maxSends, log: silent, registry: () => registry,
    onSettled: async (_db, one) => {
      settled.push(one)
    }, onDelivered: () => {} })
  t.teardown(async () => {
    await journal.stop()
    await registry.close()
  })
  const system = registry.get(legacy.id)
  if (system === undefined) throw new Error('the system is not there')
  const get = async (id: string): Promise<Submission> => {
    const submission = await journal.get(id)
    if (submission === undefined) throw new Error(`no ${id}`)
    return submission
  }
  return {
    journal,
    legacy,
    settled,
    get,
    take: (body, key) =>
      journal.take({
        consumer: 'app',
        requestId: 'r',
        idempotencyKey: randomUUID(),
        fingerprint: 'f',
        resource: 'complaints',
        action: key === undefined ? 'create' : 'update',
        system,
        recordKey: key,
        body,
        waitMs: 0
      }),
    attach: (file, key) =>
      journal.take({
        consumer: 'app',
        requestId: 'r',
        idempotencyKey: randomUUID(),
        fingerprint: 'f',
        resource: 'licence-applications',
        action: 'attach',
        system,
        recordKey: key,
        body: { requirement: 'KTP', file: 'ktp.pdf' },
        file,
        waitMs: 0
      }),
    async reaches(id, state) {
      await until(async () => (await get(id)).state === state, { what: `${state} of ${id}` })
      return get(id)
    },
    async steps(id) {
      const { items } = await journal.steps(id, { order: 'oldest', limit: 100, after: undefined })
      return items.map(({ from_state: from, to_state: to, by, cause }) => `${from ?? ''} > ${to} ${by}: ${cause}`)
    }
  }
}

export const fault = (kind: FaultKind): SystemFault => new SystemFault(kind, { stage: 'send', detail: 'in a test' })
