import type { components } from '../contract/types.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import type { System } from '../systems/system.ts'

type View = components['schemas']['System']

/** A system as operators see it at /v1/systems. Without settings: they may hold secrets. */
export function viewSystem(system: System): View {
  const { config, health, quarantine } = system
  const { breaker, inFlight, queued } = system.guard()
  const { lastSuccessAt, lastFailure } = health
  const p50 = health.latency(0.5)
  const p95 = health.latency(0.95)
  return {
    id: system.id,
    name: config.name,
    product: config.adapter,
    prefix: config.prefix,
    resources: [...config.resources],
    ...(system.agencyId === undefined ? {} : { agency_id: system.agencyId }),
    health: {
      state: health.state(system.guard()),
      since: time(health.since()),
      breaker,
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
    limits: {
      concurrency: config.limits.concurrency,
      queue: config.limits.queue,
      timeout_ms: config.limits.timeout_ms,
      breaker_failures: config.limits.breaker.failures,
      breaker_cooldown_ms: config.limits.breaker.cooldown_ms
    },
    freshness: config.resources.flatMap(resource => {
      const serving = system.serves(resource, 'list') ?? system.serves(resource, 'get')
      if (serving === undefined) return []
      const { fresh, revalidate, on_error } = serving.freshness
      return [{ resource, fresh_s: fresh, revalidate_s: revalidate, on_error_s: on_error }]
    }),
    recent_quarantine: quarantine.recent().map(({ resource, recordId, reason, at }) => ({
      resource, reason, at, ...(recordId === undefined ? {} : { record_id: recordId })
    }))
  }
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
