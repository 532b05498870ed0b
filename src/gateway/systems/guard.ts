import { SatuError } from '../../errors.ts'
import type { Call, CallTimeouts, TraceHeaders } from '../../kit/call.ts'
import { SystemFault } from '../../kit/faults.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { LimitsConfig } from '../../platform/config/schema.ts'
import type { TraceIds } from '../../platform/telemetry/tracing/context.ts'
import type { CallSpan } from '../../platform/telemetry/tracing/trace.ts'
import type { Asker } from './asker.ts'
import { type BreakerState, createBreaker } from './breaker.ts'
import { createCallTimer } from './call-timer.ts'
import { isPending, isWell, toSatuError } from './guard-faults.ts'
import { createGate, type Refusal } from './guard-gate.ts'
import { createOwnPlaces, distanceOf, type Place } from './guard-places.ts'
import { heldError, type Hold } from './hold.ts'
import { createTimetable } from './hours.ts'
import { createRetry } from './retry.ts'
import type { SharePlaces } from './shared-guard.ts'

export interface GuardState {
  breaker: BreakerState
  inFlight: number
  queued: number
  /** Calls that our own queue refused, by code. */
  refused?: Readonly<Record<Refusal, number>>
  /** Closed by its owner's hours until then, ms since 1970. */
  closedUntil?: number
  /** Operators do not have it asked. */
  hold?: Hold
  /** Its limits are kept by all processes together. */
  shared?: boolean
}

/** How one call to a legacy system ended. */
export interface CallOutcome {
  stage: string
  durationMs: number
  error: SatuError | undefined
  /** It failed while this process stood still: that says nothing about the system. */
  wasHeld?: boolean
  /** Of the request that it was made for. */
  requestId?: string
  /** Of its span, where it is traced. */
  trace?: TraceIds | undefined
}

/** One call as it is tried, once or twice. */
interface Task<T> {
  stage: string
  asker: Asker
  work: (call: Call) => Promise<T>
  /** How long it may wait for its turn. */
  queueUntil: number
  forced: boolean
  span: CallSpan | undefined
  /** The last try failed while this process stood still. */
  wasHeld: boolean
}

export interface RunOptions {
  /** The call changes nothing: it may be made again when the system did not see it, or did not finish it. */
  safe?: boolean
  /**
   * An operator asks: although it is held, or left alone after failures. Its owner's hours and limits hold all the
   * same.
   */
  forced?: boolean
}

export interface Guard {
  /**
   * Runs one call to the system within its limits. It waits for its turn for `queue_ms` at most, and for no longer than
   * its caller does; once it is sent it has all of `timeout_ms`. Every fault comes out as a `SatuError` that names the
   * system: 502, 503 or 504, never 500; what our own queue refuses is 503 `queue_full` or `queue_timeout`.
   */
  run<T>(stage: string, asker: Asker, work: (call: Call) => Promise<T>, options?: RunOptions): Promise<T>
  state(): GuardState
  /** Cancels what is running and refuses what waits. */
  close(): void
}

export interface GuardOptions {
  system: string
  limits: LimitsConfig
  onOutcome(outcome: CallOutcome): void
  /** So many calls run at once: of this process, or of all as far as it knows. */
  onBusy?: ((concurrency: number) => void) | undefined
  /** Why operators do not have it asked now. */
  hold?: (() => Hold | undefined) | undefined
  /** Tries the system. Called when the cool-down is over, so that it is found well though nobody asks. */
  probe?: (() => Promise<unknown>) | undefined
  /** Takes places that all processes of the hub share; without it they are this process's own. */
  share?: SharePlaces | undefined
  /** Milliseconds that only go forward. */
  now?: () => number
  /** ms since 1970, for opening hours. */
  clock?: () => number
}

/** Of what calls take, as each one ends: a slow one is known at once, and forgotten after some that are not. */
const USUAL_KEPT = 7 / 8

/** Time-outs of a part of a call, for connectors. */
export function timeoutsOf({ connect_ms, first_byte_ms }: LimitsConfig): CallTimeouts | undefined {
  if (connect_ms === undefined && first_byte_ms === undefined) return undefined
  return Object.freeze({ connectMs: connect_ms, firstByteMs: first_byte_ms })
}

/**
 * What stands between the hub and one system: its hours, a circuit breaker, a cap and a rate with a bounded queue that
 * is fair between consumers, a time-out, and one more try for what is safe.
 */
export function createGuard(options: GuardOptions): Guard {
  const { system, limits, onOutcome, onBusy, hold = () => undefined, probe, share, now = () => performance.now(),
    clock = Date.now } = options
  const running = new Set<AbortController>()
  const timetable = createTimetable(limits)
  const timeouts = timeoutsOf(limits)
  const retry = createRetry()
  const queueMs = limits.queue_ms ?? limits.timeout_ms
  /** What a call that ends well takes, measured: one that would end after its caller has gone is not made. */
  let usualMs = 0
  let closed = false
  let watch: NodeJS.Timeout | undefined

  const breaker = createBreaker(limits.breaker, {
    now,
    onFinding(finding) {
      places.found?.(finding)
      if (finding.state === 'open') onOpen(finding.cooldownMs)
    }
  })
  const places = share?.({ system, limits, now, breaker, onRoom: () => {
    gate.pump()
  }, onFull: () => {
    gate.trim()
  }, onOpen, onBusy, waiting: () => gate.waiting() })
    ?? createOwnPlaces({ limits, now, onRoom: () => {
      gate.pump()
    } })
  const paceMs = limits.rate ? distanceOf(limits.rate) : 0
  const gate = createGate({ system, most: limits.queue, concurrency: limits.concurrency, queueMs, places, now,
    usualTurnMs: () => usualMs && Math.max(usualMs, paceMs) })

  // Made when it is needed: an error remembers the calls that led to it, here those of the hub before this one.
  const closing = (): SatuError =>
    new SatuError('shutting_down', `${system}: the hub closes its connection`, { stage: 'guard' })
  const leftAlone = (ms: number): SatuError =>
    new SatuError('system_unavailable', `${system}: left alone after repeated failures`, { stage: 'guard',
      retryAfterMs: ms })

  const refuse = (forced: boolean): void => {
    if (closed) throw closing()
    const held = forced ? undefined : hold()
    if (held !== undefined) throw heldError(system, held)
    const opensAt = timetable?.closedUntil(clock())
    if (opensAt !== undefined) {
      throw new SatuError('system_unavailable',
        `${system}: closed until ${toWib(new Date(opensAt))}, by its owner's hours`, { stage: 'hours',
        retryAfterMs: opensAt - clock() })
    }
    const wait = forced ? 0 : breaker.refusesFor()
    if (wait > 0) throw leftAlone(wait)
  }

  /** Found ill here or by another process, or being tried by another. */
  function onOpen(ms: number): void {
    gate.refuseAll(() => leftAlone(ms))
    probeAfter(ms)
  }

  function probeAfter(ms: number): void {
    if (probe === undefined || closed) return
    clearTimeout(watch)
    watch = setTimeout(() => {
      void tryAgain()
    }, ms)
    watch.unref()
  }

  async function tryAgain(): Promise<void> {
    if (breaker.state() === 'half_open') await places.look?.()
    if (breaker.state() === 'half_open' && breaker.refusesFor() === 0) await probe?.().catch(() => {})
    // It got no turn, or its owner's hours are over; or the timer was early.
    const state = breaker.state()
    if (state !== 'closed') probeAfter(state === 'open' ? breaker.refusesFor() : limits.breaker.cooldown_ms)
  }

  async function attempt<T>(task: Task<T>): Promise<T> {
    const { asker, asker: { requestId, trace }, work, queueUntil, span, forced } = task
    refuse(forced)
    const asked = span === undefined ? 0 : now()
    const entered = gate.enter(asker, queueUntil)
    const place: Place = entered instanceof Promise ? await entered : entered
    try {
      // It may have opened, or closed, while this call waited.
      refuse(forced)
      span?.tried(now() - asked)
      return await within(task, signal => work(callOf(signal, requestId, span?.headers ?? trace?.headers)))
    } finally {
      gate.leave(place, asker)
    }
  }

  function callOf(signal: AbortSignal, requestId: string, trace: TraceHeaders | undefined): Call {
    const call: Call = timeouts === undefined ? { signal, requestId } : { signal, requestId, timeouts }
    if (trace !== undefined) call.trace = trace
    return call
  }

  async function again<T>(first: unknown, task: Task<T>, until: number): Promise<T> {
    const pause = first instanceof SatuError && breaker.state() === 'closed' ? retry.after(first) : undefined
    if (!task.wasHeld && (pause === undefined || now() + pause >= until)) throw first
    await new Promise(resolve => {
      setTimeout(resolve, pause ?? 0)
    })
    if (task.wasHeld) task.queueUntil = now() + queueMs
    try {
      return await attempt(task)
    } catch (error) {
      // A second try that was not made says nothing about the system.
      throw error instanceof SatuError && error.cause instanceof SystemFault ? error : first
    }
  }

  return {
    run(stage, asker, work, { safe = false, forced = false } = {}) {
      const begun = now()
      const task = { stage, asker, work, queueUntil: Math.min(begun + queueMs, (asker.deadline ?? Infinity) - usualMs),
        forced, span: asker.trace?.call?.(system, stage), wasHeld: false }
      const first = attempt(task)
      const last = safe ? first.catch((error: unknown) => again(error, task, begun + limits.timeout_ms)) : first
      return task.span === undefined ? last : traced(task.span, last)
    },
    state() {
      const closedUntil = timetable?.closedUntil(clock())
      const held = hold()
      return {
        breaker: breaker.state(),
        inFlight: running.size,
        queued: gate.waiting(),
        refused: gate.refused(),
        shared: places.shared(),
        ...(closedUntil === undefined ? {} : { closedUntil }),
        ...(held && { hold: held })
      }
    },
    close() {
      closed = true
      clearTimeout(watch)
      gate.refuseAll(closing)
      for (const control of running) control.abort(closing())
      places.close()
    }
  }

  async function within<T>(
    task: Task<T>,
    work: (signal: AbortSignal) => Promise<T>
  ): Promise<T> {
    const { stage, asker: { requestId, trace }, span } = task
    const control = new AbortController()
    running.add(control)
    retry.called()
    onBusy?.(running.size)
    const settle = breaker.enter()
    const started = now()
    const timer = createCallTimer(limits.timeout_ms, now, () => {
      control.abort(new SystemFault('timeout', { stage, detail: `no whole answer within ${limits.timeout_ms} ms` }))
    })
    let error: SatuError | undefined
    try {
      // An adapter that ignores its signal must not hold the caller: the abort itself ends the wait.
      return await Promise.race([work(control.signal), aborted(control.signal)])
    } catch (cause) {
      // Once the time is up the adapter's own words for that do not matter.
      error = toSatuError(system, stage, control.signal.aborted ? control.signal.reason : cause)
      throw error
    } finally {
      timer.end()
      running.delete(control)
      const isWellNow = error === undefined || isWell(error)
      if (error === undefined) usualMs = Math.max(now() - started, usualMs * USUAL_KEPT)
      task.wasHeld = !isWellNow && timer.wasHeld()
      settle(isWellNow ? true : task.wasHeld || error?.code === 'shutting_down' ? undefined : false)
      onOutcome({ stage, durationMs: now() - started, error, wasHeld: task.wasHeld, requestId,
        trace: span?.ids ?? trace?.ids })
    }
  }
}

/** Ends the span with the call. */
async function traced<T>(span: CallSpan, call: Promise<T>): Promise<T> {
  try {
    const value = await call
    span.end('ok')
    return value
  } catch (error) {
    span.end(!(error instanceof SatuError) ? 'system_failed' : isPending(error) ? 'ok' : error.code)
    throw error
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason)
    }, { once: true })
  })
}
