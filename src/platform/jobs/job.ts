import type { Store } from '../store/database.ts'

/** What runs in the background, and how. */
interface JobBase {
  /** Unique, in kebab-case: as `satu jobs`, metrics and log lines call it. */
  name: string
  /** What it does, in one line of English. */
  about: string
  /**
   * `city`: one process of the hub at a time, under a lease in the durable store. `process`, the default: each process
   * by itself.
   */
  lease?: 'city' | 'process'
  /** Pause between the start and the first turn, ms. Default 0. */
  firstMs?: number
  /** Pause after failed turns; it doubles up to `maxMs`. Default: the schedule's own, and at most 30 seconds. */
  backoff?: { firstMs: number; maxMs: number }
  /** Asked before a turn that nobody wants: one that is not needed takes no lease and writes nothing. */
  isNeeded?(): Promise<boolean>
  /** Most of the event loop that a turn takes where it calls `giveWay`, 0 to 1. Default 0.5. */
  share?: number
}

export interface JobOptions extends JobBase {
  /**
   * Between the end of a turn and the next, ms; asked anew after each. `Infinity`: it runs when it is triggered alone.
   */
  everyMs: number | (() => number)
  /**
   * Holds its lease between turns, for jobs that remember what they have seen. Others give it back after each turn, and
   * any process takes the next one.
   */
  keepsLease?: boolean
  /** A lease that was kept is another process's now, or is given back. */
  onLost?(): void
  run(turn: Turn): Promise<unknown>
}

/** One of several things that a job works at, each at its own pace and under a lease of its own. */
export interface JobEntry {
  key: string
  /** Between the end of a turn and the next, ms. `Infinity`: once after the start, then when it is triggered. */
  everyMs: number
}

export interface EachOptions<E extends JobEntry> extends JobBase {
  /** Asked at each look: the configuration may have changed. */
  entries(): Iterable<E>
  /** Entries that this process works at at the same time. */
  atOnce: number
  /** How often it looks for what is due, ms. Default 250. */
  lookMs?: number
  /** Whether it may run now. One that may not is asked again at the next look. */
  mayRun?(entry: E): boolean
  run(turn: Turn, entry: E): Promise<unknown>
}

/** One run of a job. */
export interface Turn {
  /** Aborts when the hub closes, and when the lease is lost. */
  signal: AbortSignal
  /** Somebody asked for it: it runs although it is not due. */
  isWanted: boolean
  /** Failed turns right before this one, in all processes where it has a lease. */
  failures: number
  /**
   * The durable store. Where the job has a lease, a write checks in its own transaction that the lease is still this
   * turn's: one that was taken over throws {@link LeaseLost} and leaves nothing behind.
   */
  store: Pick<Store, 'engine' | 'read' | 'write'>
  /** Lets requests through, and rests as long as the job's share of the event loop asks for. Call it in long loops. */
  giveWay(): Promise<void>
  /** The next turn comes after so many ms, in place of the schedule. */
  nextIn(ms: number): void
}

export interface JobHandle {
  /**
   * Has it run as soon as possible: once more when it runs already.
   * @param afterMs not before so many ms: what else is wanted by then is done in the same turn
   */
  trigger(key?: string, afterMs?: number): void
  /**
   * Runs it now and waits for its end; after the turn that runs, if one does.
   * @returns false when another process has its lease, when there is no such entry, or when it is closed
   * @throws what the turn throws
   */
  run(key?: string): Promise<boolean>
  /** Begins nothing more, aborts the turn that runs, waits for its end and gives back its leases. */
  close(): Promise<void>
}

/** The lease of a turn is another process's: nothing of the write was kept. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'

  constructor(lease: string) {
    super(`the lease ${lease} is another process's by now`)
  }
}

/** A job as operators see it. Times are ms since 1970. */
export interface JobStatus {
  name: string
  about: string
  lease: 'city' | 'process'
  /** Things that it works at. */
  entries: number
  /** Processes that have a lease of it now. */
  holders: string[]
  isRunning: boolean
  ranAt: number | undefined
  succeededAt: number | undefined
  nextAt: number | undefined
  /** Failed turns in a row, of the entry that fares worst. */
  failures: number
  /** Code or name of the last error, while it fails. */
  cause: string | undefined
}
