import { SatuError, type SourceOutcome } from '../../errors.ts'
import type { Walk } from '../../gateway/reads/walk.ts'
import { toWibDate } from '../../kit/indonesia/calendar.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Claim } from '../../platform/store/claim.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import type { Built } from './build/thread.ts'
import type { Declared } from './declare.ts'
import { gather } from './gather.ts'
import type { KeptEdition, Notes, Shelf } from './shelf.ts'

/** Makes the datasets anew, each at its own pace. */
export interface Builder {
  families(): Family[]
  /** Ends what is being made. */
  close(): Promise<void>
}

export interface BuilderOptions {
  declared(): readonly Declared[]
  shelf(name: string): Shelf
  walk: Walk
  /** An edition is in force, or was found to be true still. */
  onEdition(declared: Declared, edition: KeptEdition): Promise<void>
  jobs: JobRunner
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}

const TICK_MS = 500
/** A start has other things to do. */
const FIRST_MS = 2_000
/** A slow one must not keep the others; more would take too much of the systems, and of the disk. */
const AT_ONCE = 2
const FIRST_BACKOFF_MS = 5_000
const LONGEST_BACKOFF_MS = 900_000

type Outcome = Built['outcome'] | 'stale' | 'failed'

export function startBuilder({ declared, shelf: shelfOf, walk, onEdition, jobs, log }: BuilderOptions): Builder {
  const outcomes = new Map<string, number>()
  // Editions lie on this machine: of its processes one makes a dataset at a time, which a file in its folder says.
  const job = jobs.addEach({
    name: 'open-data',
    about: 'Makes datasets anew.',
    firstMs: FIRST_MS,
    lookMs: TICK_MS,
    atOnce: AT_ONCE,
    // The disk may be full: whoever waits here keeps the others from being tried as well.
    backoff: { firstMs: FIRST_BACKOFF_MS, maxMs: LONGEST_BACKOFF_MS },
    entries: () => declared().map(one => ({ key: one.dataset.name, everyMs: TICK_MS, one })),
    mayRun: ({ one }) => mayBeDue(one),
    run: ({ signal }, { one }) => make(one, signal)
  })

  function mayBeDue(one: Declared): boolean {
    try {
      return isDue(one)
    } catch {
      // What is wrong with the disk is told where it is written to.
      return true
    }
  }

  function isDue({ dataset, version }: Declared): boolean {
    const { checkedAt, failure, version: made } = shelfOf(dataset.name).book()
    const now = Date.now()
    if (failure !== undefined && failure.version === version)
      return now >= failure.at + backoff(failure.tries, dataset.refreshSeconds)
    return made !== version || checkedAt === undefined || now >= checkedAt + dataset.refreshSeconds * 1_000
  }

  async function make(one: Declared, signal: AbortSignal): Promise<void> {
    const { name } = one.dataset
    const began = performance.now()
    let claim: Claim | undefined
    try {
      const shelf = shelfOf(name)
      claim = shelf.claim()
      // Another process is at it: what it makes is everybody's.
      if (claim === undefined) return
      // Another may have made it meanwhile.
      if (!isDue(one)) return
      const outcome = await attempt(one, shelf, signal)
      count(name, outcome)
      const { editions: [edition], failure } = shelf.book()
      if (edition !== undefined) await onEdition(one, edition)
      const line = { dataset: name, outcome, rows: edition?.rows, duration_ms: Math.round(performance.now() - began) }
      if (failure === undefined) log.info(line, 'dataset checked')
      else log.warn({ ...line, code: failure.code, detail: failure.detail }, 'dataset stays as it was')
    } catch (error) {
      if (!signal.aborted) count(name, 'failed')
      throw error
    } finally {
      claim?.release()
    }
  }

  async function attempt(one: Declared, shelf: Shelf, signal: AbortSignal): Promise<Outcome> {
    const { dataset: { name }, version } = one
    const { editions: [before], createdAt, failure, version: madeBy } = shelf.book()
    const failed = (code: string, detail: string): Notes => ({
      failure: { at: Date.now(), code, detail, version, tries: failure?.version === version ? failure.tries + 1 : 1 }
    })
    const draft = shelf.draft()
    let made: { built: Built; sources: SourceOutcome[] }
    try {
      made = await gather(one, {
        walk,
        signal,
        detailsPath: shelf.details,
        task: { plan: one.plan, folder: draft, ...(before && { rowsBefore: shelf.rowsOf(before) }) },
        end: {
          end: true,
          ...(before && { before: before.id }),
          // What is declared in another way may well have fewer rows.
          fewest: before === undefined || madeBy !== version ? 0 : Math.ceil(before.rows * one.minShare)
        }
      })
    } catch (error) {
      if (signal.aborted) throw error
      const isTold = error instanceof SatuError
      if (!isTold)
        log.error({ dataset: name, cause: (error as Error).name, detail: (error as Error).message },
          'dataset could not be made')
      await shelf.note(isTold ? failed(error.code, error.message) : failed('internal', 'The hub could not make it.'))
      return 'failed'
    }
    const { built, sources } = made
    if (built.outcome === 'too_few') {
      await shelf.note(
        failed('too_few_rows',
          `${name}: ${built.rows} rows where there were ${before?.rows ?? 0}: fewer than min_share allows`)
      )
      return 'too_few'
    }
    const stale = sources.find(({ state }) => state === 'stale')
    const now = Date.now()
    const notes: Notes = {
      version,
      createdAt: createdAt ?? now,
      ...(stale === undefined
        ? { checkedAt: now, failure: undefined }
        : failed('stale', stale.detail ?? `${stale.system} gave no newer records`))
    }
    if (built.outcome === 'unchanged') await shelf.note(notes)
    else await shelf.place(draft, { id: built.id, day: toWibDate(new Date(now)), modifiedAt: now, rows: built.rows,
        files: built.files }, notes)
    return stale === undefined ? built.outcome : 'stale'
  }

  function count(dataset: string, outcome: Outcome): void {
    const key = labels({ dataset, outcome })
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
  }

  return {
    families:
      () => [{ name: 'satu_dataset_builds_total', help: 'Attempts to make datasets anew, by how they ended.',
        type: 'counter', series: [...outcomes] }],
    close: job.close
  }
}

function backoff(tries: number, refreshSeconds: number): number {
  return Math.min(FIRST_BACKOFF_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS, refreshSeconds * 1_000)
}
