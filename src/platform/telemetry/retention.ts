import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { HubConfig } from '../config/schema.ts'
import { type JobHandle, type JobRunner, LeaseLost, type Turn } from '../jobs/jobs.ts'
import type { Forget, Forgetting } from '../store/forgetting.ts'
import { type Family, labels } from './metrics.ts'

/** Something that the hub keeps for a time and no longer. */
export interface Kept {
  /** As metrics and log lines call it. */
  name: string
  /** For how long, ms. Looked up in every round: the configuration may have changed. */
  keepMs(): number
  forget: Forget
  /** Most rows in one batch, where they are larger than others. */
  atOnce?: number
  /** It lies on this machine, and not in the store that all processes share. */
  isLocal?: boolean
}

export interface Retention {
  /** Forgets all that has been kept long enough; resolves when nothing of it is left, or another process is at it. */
  round(): Promise<void>
  families(): Family[]
  /** Waits for what is being forgotten right now. */
  close(): Promise<void>
}

export interface RetentionOptions {
  kept: readonly Kept[]
  log: Pick<Logger, 'info' | 'error'>
  jobs: JobRunner
  now?: () => number
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** A start has other things to do. */
const FIRST_MS = 60_000
/** Little enough that nobody who writes waits long behind them. */
const AT_ONCE = 500
/** Files are large: to overwrite many at once would keep everybody else waiting. */
const FILES_AT_ONCE = 20
/** Between two batches: the others' turn. */
const PAUSE_MS = 20

/** Something that is kept for so many days as the configuration says. */
export function keptForDays(
  name: string,
  days: () => number,
  forget: Forget,
  more: Pick<Kept, 'atOnce' | 'isLocal'> = {}
): Kept {
  return { name, keepMs: () => days() * DAY_MS, forget, ...more }
}

/** What the core keeps by age, and for how long. Features bring more. */
export function keptByAge(
  { forgetting, days }: { forgetting: Forgetting; days: () => HubConfig['retention'] }
): Kept[] {
  return [
    keptForDays('submission_bodies', () => days().submission_body_days, forgetting.submissionBodies),
    keptForDays('submissions', () => days().submission_days, forgetting.submissions),
    // They have an end of their own.
    keptForDays('idempotency_keys', () => 0, forgetting.idempotencyKeys),
    keptForDays('events', () => days().event_days, forgetting.events),
    keptForDays('access_log', () => days().access_log_days, forgetting.accessLog),
    keptForDays('operator_actions', () => days().action_days, forgetting.operatorActions),
    keptForDays('maintenances', () => days().action_days, forgetting.maintenances),
    keptForDays('media', () => days().media_days, forgetting.media, { atOnce: FILES_AT_ONCE }),
    keptForDays('pushed', () => days().pushed_days, forgetting.pushed)
  ]
}

/**
 * Forgets what has been kept long enough, in small batches, every hour: one process of the hub what lies in the store,
 * each one what lies on its machine.
 */
export function startRetention({ kept, log, jobs, now = Date.now }: RetentionOptions): Retention {
  const totals = new Map(kept.map(({ name }) => [name, 0]))
  const times = { firstMs: FIRST_MS, everyMs: HOUR_MS }
  const handles: JobHandle[] = [
    jobs.add({ name: 'retention', about: 'Forgets what the store has kept long enough.', lease: 'city', ...times,
      run: turn => forgetAll(kept.filter(({ isLocal }) => isLocal !== true), turn) }),
    jobs.add({ name: 'retention-files', about: 'Forgets files of this machine that were kept long enough.', ...times,
      run: turn => forgetAll(kept.filter(({ isLocal }) => isLocal === true), turn) })
  ]

  async function forgetAll(some: readonly Kept[], turn: Turn): Promise<void> {
    for (const one of some) {
      try {
        await forgetOne(one, turn)
      } catch (error) {
        if (error instanceof LeaseLost) throw error
        // That the store is away it tells itself; the next round does what is left.
        if (!(error instanceof SatuError))
          log.error({ class: one.name, cause: (error as Error).name },
            'what was kept long enough could not be forgotten')
      }
    }
  }

  async function forgetOne(
    { name, keepMs, forget, atOnce = AT_ONCE }: Kept,
    { store, signal }: Turn
  ): Promise<void> {
    const before = now() - keepMs()
    let forgotten = 0
    try {
      for (let more = true; more && !signal.aborted;) {
        const count = await forget(store, before, atOnce)
        forgotten += count ?? 0
        more = count === atOnce
        if (more) await wait(PAUSE_MS, undefined, { signal }).catch(() => {})
      }
    } finally {
      totals.set(name, (totals.get(name) ?? 0) + forgotten)
      if (forgotten > 0)
        log.info({ class: name, forgotten, before: new Date(before).toISOString() }, 'forgot what was kept long enough')
    }
  }

  return {
    async round() {
      for (const handle of handles) await handle.run()
    },
    families: () => [{
      name: 'satu_forgotten_total',
      help: 'Rows that were kept long enough and are forgotten, by what they are.',
      type: 'counter',
      series: [...totals].map(([name, count]) => [labels({ class: name }), count])
    }],
    async close() {
      await Promise.all(handles.map(handle => handle.close()))
    }
  }
}
