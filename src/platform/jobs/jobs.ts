import type { Logger } from 'pino'
import type { Store } from '../store/database.ts'
import type { Family } from '../telemetry/metrics.ts'
import type { EachOptions, JobEntry, JobHandle, JobOptions, JobStatus } from './job.ts'
import { createLeases, type LeaseRow } from './leases.ts'
import { createJobNumbers } from './numbers.ts'
import { createRunner, type Runner, type RunnerJob } from './runner.ts'
import type { Slot } from './slot.ts'

export { type JobEntry, type JobHandle, type JobOptions, type JobStatus, LeaseLost, type Turn } from './job.ts'

/** All that runs in the background of a process of the hub. */
export interface Jobs {
  /** @throws Error when there is a job of this name */
  add(job: JobOptions): JobHandle
  /** A job that works at several things, each at its own pace. @throws Error when there is a job of this name */
  addEach<E extends JobEntry>(job: EachOptions<E>): JobHandle
  /** Begins with those that were added; those that come later begin at once. */
  start(): void
  /** By name. Of those under a lease as all processes know them, of the others as this process does. */
  list(): Promise<JobStatus[]>
  /**
   * Has a job run now, in this process.
   * @returns undefined when there is no such job; the process that has its lease, when that is another one
   */
  runNow(name: string): Promise<'begun' | { heldBy: string } | undefined>
  families(): Family[]
  /** Ends them in the reverse order of their adding. */
  close(): Promise<void>
}

/** Those that jobs are added to. */
export type JobRunner = Pick<Jobs, 'add' | 'addEach'>

export interface JobsOptions {
  store: Pick<Store, 'engine' | 'read' | 'write'>
  log: Pick<Logger, 'info' | 'error'>
  /** Of leases, for tests. */
  times?: { leaseMs?: number; renewMs?: number }
}

const LOOK_MS = 250

export function createJobs({ store, log, times }: JobsOptions): Jobs {
  const leases = createLeases(store, times)
  const numbers = createJobNumbers()
  const jobs = new Map<string, { job: Pick<RunnerJob<JobEntry>, 'name' | 'about' | 'lease'>; runner: Runner }>()
  let isStarted = false
  let closed: Promise<void> | undefined

  function put<E extends JobEntry>(job: RunnerJob<E>): JobHandle {
    if (jobs.has(job.name)) throw new Error(`there are two jobs ${job.name}`)
    const runner = createRunner(job, { store, leases, log, numbers })
    jobs.set(job.name, { job, runner })
    if (isStarted) runner.start()
    const { trigger, run } = runner
    return {
      trigger,
      run,
      async close() {
        await runner.close()
        jobs.delete(job.name)
      }
    }
  }

  async function close(): Promise<void> {
    for (const { runner } of [...jobs.values()].toReversed()) await runner.close()
    leases.close()
  }

  /** Of a job and its entries. */
  const rowsOf = (rows: readonly LeaseRow[], name: string): LeaseRow[] =>
    rows.filter(row => row.name === name || row.name.startsWith(`${name} `))

  return {
    add: ({ everyMs, run, keepsLease = false, ...job }) =>
      put({
        ...job,
        keepsLease,
        isTriggered: everyMs === Infinity,
        atOnce: 1,
        *entries() {
          yield { key: '', get everyMs() {
            return typeof everyMs === 'number' ? everyMs : everyMs()
          } }
        },
        run
      }),
    addEach: job => put({ lookMs: LOOK_MS, ...job, keepsLease: false, isTriggered: false }),
    start() {
      isStarted = true
      for (const { runner } of jobs.values()) runner.start()
    },
    async list() {
      const isShared = [...jobs.values()].some(({ job }) => job.lease === 'city')
      const rows = isShared ? await leases.rows() : []
      return [...jobs.values()].map(({ job, runner }) => statusOf(job, [...runner.slots()], rowsOf(rows, job.name)))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },
    async runNow(name) {
      const known = jobs.get(name)
      if (known === undefined) return undefined
      const { job, runner } = known
      const now = Date.now()
      const others = job.lease !== 'city'
        ? []
        : rowsOf(await leases.rows(), name).filter(row => row.until > now && row.holder !== leases.holder)
      const heldBy = others[0]?.holder
      if (heldBy != null && others.length >= [...runner.slots()].length) return { heldBy }
      runner.runAll()
      return 'begun'
    },
    families() {
      const held = new Map<string, number>()
      for (const { job, runner } of jobs.values())
        if (job.lease === 'city')
          held.set(job.name, [...runner.slots()].filter(({ lease }) => lease !== undefined).length)
      return numbers.families(held)
    },
    close: () => (closed ??= close())
  }
}

function statusOf(
  { name, about, lease = 'process' }: Pick<RunnerJob<JobEntry>, 'name' | 'about' | 'lease'>,
  slots: readonly Readonly<Slot>[],
  rows: readonly LeaseRow[]
): JobStatus {
  const now = Date.now()
  const keys = new Set(slots.map(({ key }) => (key === '' ? name : `${name} ${key}`)))
  const known = rows.filter(row => keys.has(row.name))
  const held = known.filter(({ until }) => until > now)
  const isShared = lease === 'city'
  const states = isShared
    ? known.map(({ ran_at: ranAt, succeeded_at: succeededAt, due_at: dueAt, failures, cause }) => ({
      ranAt: ranAt ?? undefined,
      succeededAt: succeededAt ?? undefined,
      dueAt,
      failures,
      cause: cause ?? undefined
    }))
    : slots
  const worst = states.toSorted((a, b) => b.failures - a.failures)[0]
  return {
    name,
    about,
    lease,
    entries: slots.length,
    holders: [...new Set(held.flatMap(({ holder }) => holder ?? []))],
    isRunning: slots.some(({ isWorking }) => isWorking),
    ranAt: latest(states.map(({ ranAt }) => ranAt)),
    succeededAt: latest(states.map(({ succeededAt }) => succeededAt)),
    nextAt: earliest(states.map(({ dueAt }) => dueAt)),
    failures: worst?.failures ?? 0,
    cause: worst?.cause
  }
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter(time => time !== undefined)
  return known.length === 0 ? undefined : Math.max(...known)
}

function earliest(times: readonly number[]): number | undefined {
  const known = times.filter(time => time < Number.MAX_SAFE_INTEGER)
  return known.length === 0 ? undefined : Math.min(...known)
}
