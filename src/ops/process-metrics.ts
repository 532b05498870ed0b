import { performance } from 'node:perf_hooks'
import type { Family } from './metrics.ts'
import { labels } from './metrics.ts'

/** How the hub's parts stand when they are asked. */
export interface HubState {
  systems: readonly { id: string; guard(): { breaker: string; inFlight: number; queued: number } }[]
  /** Undefined without Redis. */
  shared: Readonly<Record<'hits' | 'misses' | 'refused' | 'failures', number>> | undefined
  redis: string | undefined
  /** Whether processes keep limits of systems together, and how often that ended; undefined without Redis. */
  limits: { agreed: boolean; lost: number } | undefined
  store: { state: string; isFull: boolean }
  /** When certificates end, by what they are for, ms since 1970. */
  certificates: readonly { use: string; expiresAt: number }[]
  /** How often each consumer asked for too many people. */
  alarms: ReadonlyMap<string, number>
}

export function hubFamilies({ systems, shared, redis, limits, store, certificates, alarms }: HubState): Family[] {
  const guards = systems.map(({ id, guard }) => ({ of: labels({ system: id }), ...guard() }))
  const { user, system } = process.cpuUsage()
  return [
    { name: 'satu_system_calls_in_flight', help: 'Calls to a system that run now.', type: 'gauge', series: guards.map(({ of, inFlight }) => [of, inFlight]) },
    { name: 'satu_system_calls_queued', help: 'Calls that wait for their turn.', type: 'gauge', series: guards.map(({ of, queued }) => [of, queued]) },
    { name: 'satu_system_breaker_open', help: '1 while a system is left alone after repeated failures.', type: 'gauge', together: 'max', series: guards.map(({ of, breaker }) => [of, breaker === 'closed' ? 0 : 1]) },
    { name: 'satu_shared_cache_reads_total', help: 'Looks into Redis, by what was found; `refused` is what did not open.', type: 'counter', series: shared === undefined ? [] : (['hits', 'misses', 'refused'] as const).map(result => [labels({ result }), shared[result]]) },
    { name: 'satu_shared_cache_failures_total', help: 'Commands that Redis did not carry out in time.', type: 'counter', series: shared === undefined ? [] : [['', shared.failures]] },
    { name: 'satu_redis_ready', help: '1 while Redis can be used.', type: 'gauge', series: redis === undefined ? [] : [['', redis === 'ready' ? 1 : 0]] },
    { name: 'satu_store_ready', help: '1 while the durable store takes writes, in every process.', type: 'gauge', together: 'min', series: [['', store.state === 'ready' ? 1 : 0]] },
    { name: 'satu_store_full', help: '1 while the disk of the durable store is full.', type: 'gauge', together: 'max', series: [['', store.isFull ? 1 : 0]] },
    { name: 'satu_limits_kept_together', help: 'Processes that keep limits of systems together with the others; the rest keep to their share.', type: 'gauge', series: limits === undefined ? [] : [['', limits.agreed ? 1 : 0]] },
    { name: 'satu_limits_lost_total', help: 'How often a process was left alone with the limits of systems.', type: 'counter', series: limits === undefined ? [] : [['', limits.lost]] },
    { name: 'satu_certificate_expires_seconds', help: 'When a certificate of the hub ends, seconds since 1970: its own, and those that it shows to systems.', type: 'gauge', together: 'min', series: certificates.map(({ use, expiresAt }) => [labels({ use }), expiresAt / 1_000]) },
    { name: 'satu_enumeration_alarms_total', help: 'How often a consumer asked for more different people than it may.', type: 'counter', series: [...alarms].map(([consumer, times]) => [labels({ consumer }), times]) },
    { name: 'satu_processes', help: 'Processes that share the port.', type: 'gauge', series: [['', 1]] },
    { name: 'process_resident_memory_bytes', help: 'Resident memory of all processes.', type: 'gauge', series: [['', process.memoryUsage.rss()]] },
    { name: 'process_cpu_seconds_total', help: 'Processor time of all processes.', type: 'counter', series: [['', (user + system) / 1e6]] },
    { name: 'nodejs_eventloop_utilization', help: 'The part of its time in which the busiest process is not idle.', type: 'gauge', together: 'max', series: [['', performance.eventLoopUtilization().utilization]] }
  ]
}
