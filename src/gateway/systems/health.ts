import type { components } from '../../contract/types.ts'
import { isWell } from './guard-faults.ts'
import type { CallOutcome, GuardState } from './guard.ts'

export type Health = components['schemas']['SystemHealth']
export type HealthState = 'up' | 'degraded' | 'down' | 'unknown' | 'disabled'

/** A call that failed, in words that are safe to show. */
export interface Failure {
  at: number
  code: string
  detail: string
  stage: string
  durationMs: number
  /** Of the request that it was made for. */
  requestId: string | undefined
}

/** What the hub has seen of a system: outcomes of calls, how long they took, what did not fit the contract. */
export interface HealthRecord {
  note(outcome: CallOutcome): void
  state(guard: GuardState): HealthState
  /** When the state was entered, ms since 1970. */
  since(): number
  calls: number
  failures: number
  lastSuccessAt: number | undefined
  lastFailure: Failure | undefined
  /** The last ones, newest first. */
  failureList(): readonly Failure[]
  /** Share of the last calls that failed, from 0 to 1; undefined before the first. */
  failing(): number | undefined
  lastCallAt: number | undefined
  /** Milliseconds that the fraction `p` of recent calls stayed below; undefined before the first. */
  latency(p: number): number | undefined
}

const RECENT_CALLS = 20
const LATENCIES = 256
const REMEMBERED_FAILURES = 50
const FAILURES_IN_A_ROW_THAT_MEAN_DOWN = 3

export function createHealth(now: () => number = Date.now): HealthRecord {
  const recent: boolean[] = []
  const failures: Failure[] = []
  const latencies = new Float64Array(LATENCIES)
  let measured = 0
  let inARow = 0
  let known: HealthState = 'unknown'
  let since = now()

  const record: HealthRecord = {
    calls: 0,
    failures: 0,
    lastSuccessAt: undefined,
    lastFailure: undefined,
    lastCallAt: undefined,
    note({ stage, durationMs, error, wasHeld, requestId }) {
      // A call that the closing hub cut off says nothing about the system, nor one during which the hub stood still.
      if (error?.code === 'shutting_down' || wasHeld === true) return
      record.calls++
      record.lastCallAt = now()
      const failure = error !== undefined && isWell(error) ? undefined : error
      recent.push(failure === undefined)
      if (recent.length > RECENT_CALLS) recent.shift()
      if (failure === undefined) {
        inARow = 0
        record.lastSuccessAt = record.lastCallAt
        latencies[measured++ % LATENCIES] = durationMs
      } else {
        inARow++
        record.failures++
        record.lastFailure = { at: record.lastCallAt, code: failure.code, detail: failure.message, stage, durationMs,
          requestId }
        failures.unshift(record.lastFailure)
        if (failures.length > REMEMBERED_FAILURES) failures.pop()
      }
    },
    state({ breaker }) {
      const state = assess(breaker)
      if (state !== known) {
        known = state
        since = now()
      }
      return state
    },
    since: () => since,
    failureList: () => failures,
    failing: () => (recent.length === 0 ? undefined : recent.filter(isGood => !isGood).length / recent.length),
    latency(p) {
      const count = Math.min(measured, LATENCIES)
      if (count === 0) return undefined
      const sorted = latencies.slice(0, count).sort()
      return Math.round(sorted[Math.min(count - 1, Math.floor(count * p))] ?? 0)
    }
  }

  function assess(breaker: GuardState['breaker']): HealthState {
    if (record.calls === 0) return 'unknown'
    if (breaker !== 'closed' || inARow >= FAILURES_IN_A_ROW_THAT_MEAN_DOWN) return 'down'
    return recent.includes(false) ? 'degraded' : 'up'
  }
  return record
}
