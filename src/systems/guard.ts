import { SatuError, type ErrorCode } from '../errors.ts'
import type { LimitsConfig } from '../config/schema.ts'
import { SystemFault, type FaultKind } from '../kit/faults.ts'
import type { Call } from '../kit/adapter.ts'
import type { Asker } from './asker.ts'

/** The hub's code for each fault of a legacy system: time-out 504, not now 503, all else 502. */
const codeOfFault = {
  unreachable: 'system_failed',
  reset: 'system_failed',
  timeout: 'system_timeout',
  unreadable: 'system_failed',
  truncated: 'system_failed',
  oversized: 'system_failed',
  failed: 'system_failed',
  denied: 'system_failed',
  throttled: 'system_unavailable',
  rejected: 'system_failed'
} as const satisfies Record<FaultKind, ErrorCode>

export type BreakerState = 'closed' | 'open' | 'half_open'

export interface GuardState {
  breaker: BreakerState
  inFlight: number
  queued: number
}

/** How one call to a legacy system ended. */
export interface CallOutcome {
  stage: string
  durationMs: number
  error: SatuError | undefined
}

export interface Guard {
  /**
   * Runs one call to the system within its limits. Every fault comes out as a `SatuError` that names the system:
   * 502, 503 or 504, never 500.
   */
  run<T>(stage: string, asker: Asker, work: (call: Call) => Promise<T>): Promise<T>
  state(): GuardState
  /** Cancels what is running and refuses what waits. */
  close(): void
}

export interface GuardOptions {
  system: string
  limits: LimitsConfig
  onOutcome(outcome: CallOutcome): void
  /** Milliseconds that only go forward. */
  now?: () => number
}

const LONGEST_COOLDOWN_MS = 60_000

/** What stands between the hub and one system: concurrency cap with a bounded queue, time-out, circuit breaker. */
export function createGuard({ system, limits, onOutcome, now = () => performance.now() }: GuardOptions): Guard {
  const waiting: Place[] = []
  const running = new Set<AbortController>()
  const breaker = createBreaker(limits.breaker, now)
  // Made when it is needed: an error remembers the calls that led to it, here those of the hub before this one.
  const closing = (): SatuError => new SatuError('shutting_down', `${system}: the hub closes its connection`, { stage: 'guard' })
  let taken = 0
  let closed = false

  const unavailable = (detail: string, retryAfterMs: number): SatuError =>
    new SatuError('system_unavailable', `${system}: ${detail}`, { stage: 'guard', retryAfterMs })

  /** Waits for one of the slots. A slot is taken at once, and handed from call to call, so the cap holds always. */
  const takeSlot = (): Promise<void> | undefined => {
    if (taken < limits.concurrency) {
      taken++
      return undefined
    }
    if (waiting.length >= limits.queue) throw unavailable(`${waiting.length} calls already wait for their turn`, 1_000)
    return new Promise((resolve, reject) => {
      const place: Place = {
        start: () => {
          clearTimeout(timer)
          resolve()
        },
        refuse: error => {
          clearTimeout(timer)
          reject(error)
        }
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(place), 1)
        reject(unavailable(`no turn came within ${limits.timeout_ms} ms`, 1_000))
      }, limits.timeout_ms)
      waiting.push(place)
    })
  }
  const giveSlot = (): void => {
    const next = waiting.shift()
    if (next) next.start()
    else taken--
  }

  const refuseIfOpen = (): void => {
    if (closed) throw closing()
    const wait = breaker.refusesFor()
    if (wait > 0) throw unavailable('left alone after repeated failures', wait)
  }

  return {
    async run(stage, { requestId }, work) {
      const deadline = now() + limits.timeout_ms
      refuseIfOpen()
      await takeSlot()
      try {
        // It may have opened while this call waited.
        refuseIfOpen()
        return await within(deadline, stage, signal => work({ signal, requestId }))
      } finally {
        giveSlot()
      }
    },
    state: () => ({ breaker: breaker.state(), inFlight: running.size, queued: waiting.length }),
    close() {
      closed = true
      for (const place of waiting.splice(0)) place.refuse(closing())
      for (const control of running) control.abort(closing())
    }
  }

  async function within<T>(deadline: number, stage: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const control = new AbortController()
    running.add(control)
    const settle = breaker.enter()
    const started = now()
    const timer = setTimeout(() => {
      control.abort(new SystemFault('timeout', { stage, detail: `no whole answer within ${limits.timeout_ms} ms` }))
    }, deadline - started)
    let error: SatuError | undefined
    try {
      // An adapter that ignores its signal must not hold the caller: the abort itself ends the wait.
      return await Promise.race([work(control.signal), aborted(control.signal)])
    } catch (cause) {
      // Once the time is up the adapter's own words for that do not matter.
      error = toSatuError(system, stage, control.signal.aborted ? control.signal.reason : cause)
      throw error
    } finally {
      clearTimeout(timer)
      running.delete(control)
      settle(error === undefined || isRejection(error))
      onOutcome({ stage, durationMs: now() - started, error })
    }
  }
}

interface Place {
  start(): void
  refuse(error: SatuError): void
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => { reject(signal.reason) }, { once: true })
  })
}

/** A system that understood and said no is well. */
export function isRejection(error: SatuError): boolean {
  return error.cause instanceof SystemFault && error.cause.kind === 'rejected'
}

/** Faults become the hub's codes here and nowhere else. Whatever an adapter throws is its system's fault, never a 500. */
function toSatuError(system: string, stage: string, cause: unknown): SatuError {
  if (cause instanceof SatuError) return cause
  if (cause instanceof SystemFault) {
    return new SatuError(codeOfFault[cause.kind], `${system}: ${cause.message} (${cause.stage})`, {
      stage: cause.stage,
      cause,
      ...(cause.retryAfterMs === undefined ? {} : { retryAfterMs: cause.retryAfterMs })
    })
  }
  return new SatuError('system_failed', `${system}: its adapter could not make sense of the answer (${stage})`, { stage, cause })
}

interface Breaker {
  /** Milliseconds for which calls are refused; 0 when the next may go. */
  refusesFor(): number
  enter(): (healthy: boolean) => void
  state(): BreakerState
}

/** Opens after failures in a row; after the cool-down one call tries, and its end decides. Always heals. */
function createBreaker({ failures: limit, cooldown_ms: cooldownMs }: LimitsConfig['breaker'], now: () => number): Breaker {
  let failures = 0
  let openUntil = 0
  let nextCooldownMs = cooldownMs
  let trying = false

  const state = (): BreakerState =>
    failures < limit ? 'closed' : trying || now() >= openUntil ? 'half_open' : 'open'

  return {
    state,
    refusesFor() {
      if (state() === 'closed') return 0
      return trying ? cooldownMs : Math.max(0, Math.ceil(openUntil - now()))
    },
    enter() {
      const probe = state() === 'half_open'
      if (probe) trying = true
      return healthy => {
        if (probe) trying = false
        if (healthy) {
          failures = 0
          nextCooldownMs = cooldownMs
        } else if (++failures >= limit && (probe || failures === limit)) {
          openUntil = now() + nextCooldownMs
          nextCooldownMs = Math.min(nextCooldownMs * 2, LONGEST_COOLDOWN_MS)
        }
      }
    }
  }
}
