import type { Logger } from 'pino'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { RowClaims } from '../../platform/jobs/row-claims.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Trace, Tracing } from '../../platform/telemetry/tracing/trace.ts'
import type { Registry } from '../systems/registry.ts'
import type { System } from '../systems/system.ts'
import type { Deliver } from './deliver.ts'
import { claim, dueSystems, type Submission } from './submissions.ts'
import type { Switches } from './switches.ts'

/** Brings what waits into the systems, as they can take it. */
export interface Worker {
  /** Whether a write to the system may be tried at once. */
  isOpen(system: System): boolean
  /**
   * Works at a write that this process has claimed; resolves with what came of it.
   * @param trace of the request that accepted it just now; an attempt that is made later has its own
   */
  run(submission: Submission, trace?: Trace): Promise<Submission>
  /** Looks now for what is due. */
  wake(): void
  /** Claims nothing more, and waits for what is running. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  store: Store
  registry(): Registry
  deliver: Deliver
  leases: RowClaims
  switches: Switches
  jobs: JobRunner
  log: Pick<Logger, 'warn'>
  tracing: Pick<Tracing, 'delivery'>
}

/** How soon it is seen that another process has accepted something, and that a time has come. */
const POLL_MS = 1_000

export function createWorker(
  { store, registry, deliver, leases, switches, jobs, log, tracing }: WorkerOptions
): Worker {
  const running = new Map<string, Set<Promise<unknown>>>()
  let stopped = false

  /** Half of what a system bears at once: those who read have room too. */
  const room = (system: System): number =>
    Math.max(1, Math.floor(system.config.limits.concurrency / 2)) - (running.get(system.id)?.size ?? 0)

  function isOpen(system: System): boolean {
    const { breaker, closedUntil, hold } = system.guard()
    return breaker !== 'open' && closedUntil === undefined && hold === undefined &&
      switches.paused(system.id) === undefined
  }

  /** An attempt in a trace of its own, which tells what it came to. */
  async function deliverLater(submission: Submission): Promise<Submission> {
    const { traceparent, system, resource, action, attempts } = submission
    const trace = tracing.delivery(traceparent, { system, resource, action, attempt: attempts })
    let state = 'unknown'
    try {
      const after = await deliver(submission, trace)
      state = after.state
      return after
    } finally {
      trace?.end?.(state)
    }
  }

  function run(submission: Submission, trace?: Trace): Promise<Submission> {
    const { id, system } = submission
    const letGo = leases.hold(id)
    const work = (trace === undefined ? deliverLater(submission) : deliver(submission, trace)).catch(
      (error: unknown) => {
        // Only the store fails here. When the lease is over, whoever comes looks first.
        log.warn({ submission: id, system, cause: (error as Error).name }, 'what came of a delivery could not be kept')
        return submission
      }
    ).finally(() => {
      letGo()
      running.get(system)?.delete(work)
      wake()
    })
    const others = running.get(system) ?? new Set()
    running.set(system, others.add(work))
    return work
  }

  async function look(): Promise<void> {
    await switches.refresh()
    for (const id of await dueSystems(store, Date.now())) {
      const system = registry().get(id)
      // A system that is gone has nobody to ask: its writes are told so one by one.
      const most = system === undefined ? 1 : isOpen(system) ? room(system) : 0
      if (most <= 0 || stopped) continue
      const claimed = await claim(store, { system: id, owner: leases.owner, now: Date.now(), leaseUntil: leases.until(),
        most })
      for (const submission of claimed) void run(submission)
    }
  }

  const job = jobs.add({ name: 'write-delivery',
    about: 'Looks for writes that are to be delivered, and begins with them.', firstMs: POLL_MS, everyMs: POLL_MS,
    backoff: { firstMs: POLL_MS, maxMs: POLL_MS }, run: look })
  const wake = (): void => {
    job.trigger()
  }

  return {
    isOpen,
    run,
    wake,
    async stop() {
      stopped = true
      await job.close()
      await Promise.all([...running.values()].flatMap(works => [...works]))
    }
  }
}
