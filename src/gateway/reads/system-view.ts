import type { components } from '../../contract/types.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { LimitsConfig } from '../../platform/config/schema.ts'
import type { Hold } from '../systems/hold.ts'
import type { Load } from '../systems/load-ledger.ts'
import type { System } from '../systems/system.ts'

type Schemas = components['schemas']

/** A system as operators see it at /v1/systems. Without settings: they may hold secrets. */
export function viewSystem(system: System): Schemas['System'] {
  const { config, health, quarantine } = system
  const { breaker, inFlight, queued, closedUntil, shared = false } = system.guard()
  const { lastSuccessAt, lastFailure } = health
  const hold = system.hold()
  const planned = system.planned()
  const p50 = health.latency(0.5)
  const p95 = health.latency(0.95)
  return {
    id: system.id,
    name: config.name,
    product: config.adapter,
    prefix: config.prefix,
    resources: [...config.resources],
    ...(hold && { held: viewHold(hold) }),
    ...(planned.length > 0 &&
      { maintenances: planned.map(({ from, until, message }) => ({ from: time(from), until: time(until), message })) }),
    ...(system.agencyId === undefined ? {} : { agency_id: system.agencyId }),
    health: {
      state: health.state(system.guard()),
      since: time(health.since()),
      breaker,
      ...(closedUntil === undefined ? {} : { closed_until: time(closedUntil) }),
      in_flight: inFlight,
      queued,
      ...(lastSuccessAt === undefined ? {} : { last_success_at: time(lastSuccessAt) }),
      ...(lastFailure === undefined ? {} : {
        last_failure_at: time(lastFailure.at),
        last_error: { code: lastFailure.code, detail: lastFailure.detail, at: time(lastFailure.at) }
      }),
      ...(p50 === undefined || p95 === undefined ? {} : { latency_ms: { p50, p95 } })
    },
    counters: { calls: health.calls, failures: health.failures, quarantined: quarantine.total() },
    limits: viewLimits(config.limits, shared),
    freshness: config.resources.flatMap(resource => {
      const serving = system.serves(resource, 'list') ?? system.serves(resource, 'get')
      if (serving === undefined) return []
      const { fresh, revalidate, on_error } = serving.freshness
      return [{ resource, fresh_s: fresh, revalidate_s: revalidate, on_error_s: on_error }]
    }),
    recent_quarantine: quarantine.recent().map(({ resource, recordId, reason, at }) => ({
      resource,
      reason,
      at,
      ...(recordId === undefined ? {} : { record_id: recordId })
    }))
  }
}

/** Without who has decided it, and why: that is for operators. */
export function viewHold({ kind, since, until, message }: Hold): Schemas['SystemHold'] {
  return { kind, since: time(since), ...(until !== undefined && { until: time(until) }), ...(message && { message }) }
}

function viewLimits({ breaker, hours, closed, ...limits }: LimitsConfig, isShared: boolean): Schemas['SystemLimits'] {
  return {
    ...limits,
    breaker_failures: breaker.failures,
    breaker_cooldown_ms: breaker.cooldown_ms,
    ...(hours === undefined ? {} : { hours }),
    ...(closed === undefined ? {} : { closed }),
    kept_by: isShared ? 'hub' : 'process'
  }
}

/** What a system bore, as its owner sees it. */
export function viewLoad(system: string, { countedBy, hours }: Load): Schemas['SystemLoad'] {
  return {
    system,
    counted_by: countedBy,
    hours: hours.map(({ start, calls, spared, largest, errors, ms, worstMs }) => ({
      start: time(start),
      calls,
      spared,
      largest_concurrency: largest,
      errors,
      ...(calls === 0 ? {} : { mean_ms: Math.round(ms / calls), worst_ms: Math.round(worstMs) })
    }))
  }
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
