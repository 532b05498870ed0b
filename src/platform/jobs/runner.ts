import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { Store } from '../store/database.ts'
import { createGiveWay } from './give-way.ts'
import { type EachOptions, type JobEntry, type JobHandle, LeaseLost, type Turn } from './job.ts'
import type { Lease, Leases } from './leases.ts'
import type { JobNumbers } from './numbers.ts'
import { backoffMs, jitteredMs } from './schedule.ts'
import { causeOf, createSlot, isToldElsewhere, outcomeOf, type Slot } from './slot.ts'

/** What a runner needs to know of its job: that of one entry is one of many. */
export interface RunnerJob<E extends JobEntry> extends EachOptions<E> {
  keepsLease: boolean
  /** It runs when somebody wants it, and not at the start. */
  isTriggered: boolean
  onLost?: (() => void) | undefined
}

export interface RunnerContext {
  store: Pick<Store, 'engine' | 'read' | 'write'>
  leases: Leases
  log: Pick<Logger, 'info' | 'error'>
  numbers: JobNumbers
}

/** Runs the turns of one job. */
export interface Runner extends JobHandle {
  start(): void
  /** Has all entries run as soon as possible, in the pause after the start too. */
  runAll(): void
  /** Of each entry that was looked at. */
  slots(): Iterable<Readonly<Slot>>
}

const MAX_BACKOFF_MS = 30_000
/** How soon what is another process's, or could not be asked, is asked for again at most. */
const ASK_AGAIN_MS = 5_000
/** How soon it is seen that something under a lease has become due earlier than it was. */
const EARLIER_MS = 60_000
/** A trigger for what another process works at is tried again. */
const WANTED_AGAIN_MS = 1_000
/** Longest time that a timer can wait for. */
const MAX_TIMER_MS = 2 ** 31 - 1

export function createRunner<E extends JobEntry>(job: RunnerJob<E>, context: RunnerContext): Runner {
  const { name, lease: scope = 'process', firstMs = 0, share = 0.5, atOnce, lookMs = Infinity } = job
  const { store, leases, log, numbers } = context
  const slots = new Map<string, Slot>()
  const closing = new AbortController()
  let firstAt = Infinity
  let timer: NodeJS.Timeout | undefined
  let running = 0

  const leaseName = (key: string): string => (key === '' ? name : `${name} ${key}`)

  function slotOf(key: string): Slot {
    let slot = slots.get(key)
    if (slot === undefined)
      slots.set(key, slot = createSlot(key, job.isTriggered ? Infinity : firstAt))
    return slot
  }

  /** Begins what is due, and sets the timer to what is due next. */
  function look(): void {
    clearTimeout(timer)
    if (closing.signal.aborted || firstAt === Infinity) return
    const now = Date.now()
    let nextAt = now + lookMs
    const seen = new Set<string>()
    for (const entry of entriesNow()) {
      const slot = slotOf(entry.key)
      seen.add(entry.key)
      if (slot.running !== undefined) continue
      const dueAt = Math.min(slot.dueAt, slot.wantedAt)
      if (dueAt > now) nextAt = Math.min(nextAt, dueAt)
      else if (running < atOnce && job.mayRun?.(entry) !== false) void begin(slot, entry, false).catch(() => {})
    }
    // What the configuration does not name any more.
    for (const [key, slot] of slots) if (!seen.has(key) && slot.running === undefined) drop(slot)
    if (nextAt < Infinity) timer = setTimeout(look, Math.min(Math.max(nextAt - now, 1), MAX_TIMER_MS)).unref()
  }

  function entriesNow(): E[] {
    try {
      return [...job.entries()]
    } catch (error) {
      log.error({ job: name, cause: causeOf(error), detail: (error as Error).message },
        'a job cannot tell what it works at')
      return []
    }
  }

  function drop(slot: Slot): void {
    slots.delete(slot.key)
    void letGo(slot).catch(() => {})
  }

  function begin(slot: Slot, entry: E, isAwaited: boolean): Promise<boolean> {
    const isWanted = slot.wantedAt <= Date.now()
    slot.wantedAt = Infinity
    running++
    const turn = take(slot, entry, isWanted, isAwaited).finally(() => {
      running--
      slot.running = undefined
      slot.isWorking = false
      look()
    })
    slot.running = turn
    return turn
  }

  /**
   * @param isAwaited whoever waits for its end is thrown what it throws, and tries again himself
   * @returns whether it was this process's turn
   */
  async function take(slot: Slot, entry: E, isWanted: boolean, isAwaited: boolean): Promise<boolean> {
    let isOurs = scope !== 'city'
    try {
      if (!isWanted && await job.isNeeded?.() === false) {
        slot.dueAt = Date.now() + entry.everyMs
        return false
      }
      isOurs ||= await hold(slot, entry, isWanted)
    } catch (error) {
      failed(slot, error)
      slot.dueAt = Date.now() + jitteredMs(Math.min(Math.max(entry.everyMs, WANTED_AGAIN_MS), ASK_AGAIN_MS))
      if (isAwaited) throw error
    }
    slot.isWorking = isOurs
    if (isOurs) await work(slot, entry, isWanted, isAwaited)
    else if (isWanted && !isAwaited) slot.wantedAt = Date.now() + WANTED_AGAIN_MS
    return isOurs
  }

  /** Takes the lease, or makes sure that it is this process's still. */
  async function hold(slot: Slot, entry: E, isWanted: boolean): Promise<boolean> {
    if (slot.lease !== undefined) {
      // Nobody takes over what is in a store that nobody reaches: whoever had it last goes on.
      if (slot.lease.isCurrent() || await slot.lease.renew().catch(() => true)) return true
      slot.lease = undefined
      job.onLost?.()
    }
    const claimed = await leases.claim(leaseName(slot.key), isWanted || job.keepsLease)
    if ('askAt' in claimed) {
      const now = Date.now()
      const waitMs = claimed.heldBy === undefined
        ? Math.max(claimed.askAt - now, Math.min(entry.everyMs, WANTED_AGAIN_MS))
        : Math.min(Math.max(claimed.askAt - now, 1), entry.everyMs, ASK_AGAIN_MS)
      slot.dueAt = now + jitteredMs(Math.min(waitMs, EARLIER_MS))
      return false
    }
    slot.lease = claimed
    slot.failures = claimed.row.failures
    return true
  }

  async function work(slot: Slot, entry: E, isWanted: boolean, isAwaited: boolean): Promise<void> {
    const { lease } = slot
    const signal = lease === undefined ? closing.signal : AbortSignal.any([closing.signal, lease.lost])
    let nextMs: number | undefined
    const turn: Turn = {
      signal,
      isWanted,
      failures: slot.failures,
      store: lease === undefined ? store : { engine: store.engine, read: store.read, write: lease.write },
      giveWay: createGiveWay(share, signal),
      nextIn(ms) {
        nextMs = ms
      }
    }
    const startedAt = performance.now()
    let error: unknown
    let isDone = false
    try {
      await job.run(turn, entry)
      isDone = true
    } catch (caught) {
      error = caught
    }
    const now = Date.now()
    const isLost = lease?.lost.aborted === true || error instanceof LeaseLost
    // What the end of the hub has cut off is no failure of the job, and due for whoever comes next.
    const isCut = !isDone && closing.signal.aborted
    if (isDone) worked(slot, now)
    else if (!isCut && !isLost) failed(slot, error)
    if (!isCut) {
      numbers.ended(name, isDone ? 'ok' : isLost ? 'lost' : 'failed', (performance.now() - startedAt) / 1_000, now)
      slot.ranAt = now
      const pauseMs = isDone ? entry.everyMs : pauseAfter(slot, entry)
      slot.dueAt = now + (nextMs ?? pauseMs)
    }
    if (lease !== undefined) await settle(slot, lease, isLost, isCut)
    if (lease !== undefined && !isCut) slot.dueAt = Math.min(slot.dueAt, now + jitteredMs(EARLIER_MS))
    if (isAwaited && !isDone) throw error
  }

  async function settle(slot: Slot, lease: Lease, isLost: boolean, isCut: boolean): Promise<void> {
    if (isLost) {
      slot.lease = undefined
      if (job.keepsLease) job.onLost?.()
      log.info({ job: leaseName(slot.key) }, "a job is another process's by now: what this one had begun is not kept")
      return
    }
    const outcome = isCut ? { due_at: lease.row.due_at } : outcomeOf(slot)
    if (job.keepsLease) return lease.note(outcome)
    slot.lease = undefined
    // The store tells the operators when it is away. The lease runs out then.
    await lease.release(outcome).catch(() => {})
  }

  /** A store that is away is tried again soon, however often it failed: the store itself is patient. */
  function pauseAfter({ failures, cause }: Slot, { everyMs }: E): number {
    if (cause === 'store_unavailable') return jitteredMs(Math.min(everyMs, ASK_AGAIN_MS))
    const { firstMs, maxMs } = job.backoff ??
      { firstMs: Math.min(everyMs, MAX_BACKOFF_MS), maxMs: Math.max(Math.min(everyMs, 600_000), MAX_BACKOFF_MS) }
    return backoffMs(Math.max(failures, 1), { firstMs, maxMs })
  }

  function worked(slot: Slot, now: number): void {
    if (slot.failures > 0 && slot.cause !== undefined && !isToldElsewhere(slot.cause))
      log.info({ job: name, ...(slot.key !== '' && { entry: slot.key }) }, 'a job works again')
    slot.succeededAt = now
    slot.failures = 0
    slot.cause = undefined
  }

  /** Tells the log once, until it works again or fails in another way. */
  function failed(slot: Slot, error: unknown): void {
    const cause = causeOf(error)
    if (!(error instanceof SatuError) && cause !== slot.cause)
      log.error({ job: name, ...(slot.key !== '' && { entry: slot.key }), cause,
        detail: error instanceof Error ? error.message : String(error) }, 'a job failed: it is tried again')
    slot.failures++
    slot.cause = cause
  }

  async function letGo(slot: Slot): Promise<void> {
    const { lease } = slot
    if (lease === undefined) return
    slot.lease = undefined
    await lease.release({ due_at: 0 })
    job.onLost?.()
  }

  return {
    start() {
      if (firstAt !== Infinity) return
      firstAt = Date.now() + firstMs
      if (!job.isTriggered) { for (const slot of slots.values()) slot.dueAt = firstAt }
      if (firstMs > 0) timer = setTimeout(look, firstMs).unref()
      else setImmediate(look)
    },
    slots: () => slots.values(),
    runAll() {
      if (closing.signal.aborted || firstAt === Infinity) return
      firstAt = Math.min(firstAt, Date.now())
      for (const { key } of entriesNow()) slotOf(key).wantedAt = Date.now()
      setImmediate(look)
    },
    trigger(key = '', afterMs = 0) {
      if (closing.signal.aborted) return
      const slot = slotOf(key)
      slot.wantedAt = Math.min(slot.wantedAt, Date.now() + afterMs)
      if (Date.now() >= firstAt) setImmediate(look)
    },
    async run(key = '') {
      const slot = slotOf(key)
      while (slot.running !== undefined) await slot.running.catch(() => {})
      if (closing.signal.aborted) return false
      const entry = entriesNow().find(one => one.key === key)
      if (entry === undefined) return false
      slot.wantedAt = Date.now()
      return begin(slot, entry, true)
    },
    async close() {
      closing.abort(new Error('the hub closes'))
      clearTimeout(timer)
      await Promise.allSettled([...slots.values()].flatMap(({ running }) => running ?? []))
      await Promise.all([...slots.values()].map(slot => letGo(slot).catch(() => {})))
    }
  }
}
