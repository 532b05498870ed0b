import type { Served } from '../../gateway/reads/served.ts'
import { viewHold } from '../../gateway/reads/system-view.ts'
import type { HealthState } from '../../gateway/systems/health.ts'
import type { Hold } from '../../gateway/systems/hold.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { Backlog } from '../../gateway/writes/backlog.ts'
import type { City } from '../../kit/adapter.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'

/** A system as the wall shows it: nothing of its address, its settings or its errors' texts. */
export interface SystemRow {
  id: string
  name: string
  /** Id of the agency that answers for it. */
  agency?: string
  resources: readonly string[]
  /** `closed`: outside of its hours. */
  state: HealthState | 'closed'
  since: string
  breaker: string
  inFlight: number
  queued: number
  /** Milliseconds of its recent calls. */
  p50?: number
  p95?: number
  /** Of its last calls, those that failed, from 0 to 1; left out while there are none. */
  failing?: number
  /** Its next opening. */
  opensAt?: string
  /** While it is not well: when it last answered. */
  answeredAt?: string
  /** What is served of it is old: as of then. */
  servedAsOf?: string
  waiting?: number
  uncertain?: number
  parked?: number
  /** Its deliveries are stopped. */
  paused?: true
  /** Operators do not have it asked: paused, or in maintenance until then, with what callers are told (plain text). */
  held?: { kind: Hold['kind']; since: string; until?: string; message?: { id: string; en: string } }
}

/** Latencies are told in steps, so that a row is not news with every call. */
const step = (ms: number): number => (ms < 20 ? ms : ms < 200 ? Math.round(ms / 5) * 5 : Math.round(ms / 50) * 50)

export function viewRow(
  system: System,
  agencies: City['agencies'],
  served: Served,
  backlog: Backlog | undefined,
  isPaused: boolean
): SystemRow {
  const { id, config, health, agencyId } = system
  const guard = system.guard()
  const state = health.state(guard)
  const [p50, p95] = [health.latency(0.5), health.latency(0.95)]
  const failing = health.failing()
  const asOf = served.staleSince(id)
  const isWell = state === 'up'
  return {
    id,
    name: config.name,
    ...(agencies.some(agency => agency.id === agencyId) && agencyId !== undefined && { agency: agencyId }),
    resources: config.resources,
    state: guard.closedUntil === undefined ? state : 'closed',
    since: time(health.since()),
    breaker: guard.breaker,
    inFlight: guard.inFlight,
    queued: guard.queued,
    ...(p50 !== undefined && p95 !== undefined && { p50: step(p50), p95: step(p95) }),
    ...(failing !== undefined && failing > 0 && { failing }),
    ...(guard.closedUntil !== undefined && { opensAt: time(guard.closedUntil) }),
    ...(!isWell && health.lastSuccessAt !== undefined && { answeredAt: time(health.lastSuccessAt) }),
    ...(asOf !== undefined && { servedAsOf: time(asOf) }),
    ...(backlog !== undefined && { waiting: backlog.waiting, uncertain: backlog.uncertain, parked: backlog.parked }),
    ...(isPaused && { paused: true as const }),
    ...(guard.hold && { held: viewHold(guard.hold) })
  }
}

export function time(ms: number): string {
  return toWib(new Date(ms))
}
