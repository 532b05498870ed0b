import { readdirSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { type Family, labels } from './metrics.ts'

/** How the hub's parts stand when they are asked. */
export interface HubState {
  systems: readonly StandingSystem[]
  /** Bytes that the cache of this process holds. */
  cached: number
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

/** A system, as it stands. */
export interface StandingSystem {
  id: string
  breaker: string
  inFlight: number
  queued: number
  /** Calls that the hub's own queue refused, by code. */
  refused: Readonly<Record<string, number>> | undefined
  health: string
  /** ms since 1970 */
  lastSuccessAt: number | undefined
  quarantined: number
}

export function hubFamilies(
  { systems, cached, shared, redis, limits, store, certificates, alarms }: HubState
): Family[] {
  const guards = systems.map(system => ({ of: labels({ system: system.id }), ...system }))
  const { user, system } = process.cpuUsage()
  return [
    { name: 'satu_system_calls_in_flight', help: 'Calls to a system that run now.', type: 'gauge',
      series: guards.map(({ of, inFlight }) => [of, inFlight]) },
    { name: 'satu_system_calls_queued', help: 'Calls that wait for their turn.', type: 'gauge',
      series: guards.map(({ of, queued }) => [of, queued]) },
    { name: 'satu_system_queue_refusals_total',
      help: 'Calls that were not made since too many waited for a system, by what their callers were told.',
      type: 'counter',
      series: systems.flatMap(({ id, refused = {} }) =>
        Object.entries(refused).map(([reason, count]): [string, number] => [labels({ system: id, reason }), count])
      ) },
    { name: 'satu_system_breaker_open', help: '1 while a system is left alone after repeated failures.', type: 'gauge',
      together: 'max', series: guards.map(({ of, breaker }) => [of, breaker === 'closed' ? 0 : 1]) },
    {
      name: 'satu_system_up',
      help:
        '0 while a system is down: its breaker is open, or its last calls all failed. One that is disabled or was ' +
        'not asked yet is left out.',
      type: 'gauge',
      together: 'min',
      series: guards.flatMap((
        { of, health }
      ) => (health === 'disabled' || health === 'unknown' ? [] : [[of, health === 'down' ? 0 : 1]]))
    },
    { name: 'satu_system_last_success_seconds', help: 'When a system last answered well, in seconds since 1970.',
      type: 'gauge', together: 'max', series: guards.flatMap((
        { of, lastSuccessAt }
      ) => (lastSuccessAt === undefined ? [] : [[of, lastSuccessAt / 1_000]])) },
    { name: 'satu_system_quarantined_total',
      help: 'How often a record of a system was left out because it does not fit the contract.', type: 'counter',
      series: guards.map(({ of, quarantined }) => [of, quarantined]) },
    { name: 'satu_cache_bytes', help: 'What the caches of the processes hold of systems, roughly.', type: 'gauge',
      series: [['', cached]] },
    { name: 'satu_shared_cache_reads_total',
      help: 'Looks into Redis, by what was found; `refused` is what did not open.', type: 'counter',
      series: shared === undefined
        ? []
        : (['hits', 'misses', 'refused'] as const).map(result => [labels({ result }), shared[result]]) },
    { name: 'satu_shared_cache_failures_total', help: 'Commands that Redis did not carry out in time.', type: 'counter',
      series: shared === undefined ? [] : [['', shared.failures]] },
    { name: 'satu_redis_ready', help: '1 while Redis can be used.', type: 'gauge',
      series: redis === undefined ? [] : [['', redis === 'ready' ? 1 : 0]] },
    { name: 'satu_store_ready', help: '1 while the durable store takes writes, in every process.', type: 'gauge',
      together: 'min', series: [['', store.state === 'ready' ? 1 : 0]] },
    { name: 'satu_store_full', help: '1 while the disk of the durable store is full.', type: 'gauge', together: 'max',
      series: [['', store.isFull ? 1 : 0]] },
    { name: 'satu_limits_kept_together',
      help: 'Processes that keep limits of systems together with the others; the rest keep to their share.',
      type: 'gauge', series: limits === undefined ? [] : [['', limits.agreed ? 1 : 0]] },
    { name: 'satu_limits_lost_total', help: 'How often a process was left alone with the limits of systems.',
      type: 'counter', series: limits === undefined ? [] : [['', limits.lost]] },
    { name: 'satu_certificate_expires_seconds',
      help: 'When a certificate of the hub ends, seconds since 1970: its own, and those that it shows to systems.',
      type: 'gauge', together: 'min',
      series: certificates.map(({ use, expiresAt }) => [labels({ use }), expiresAt / 1_000]) },
    { name: 'satu_enumeration_alarms_total', help: 'How often a consumer asked for more different people than it may.',
      type: 'counter', series: [...alarms].map(([consumer, times]) => [labels({ consumer }), times]) },
    { name: 'satu_processes', help: 'Processes that share the port.', type: 'gauge', series: [['', 1]] },
    { name: 'process_resident_memory_bytes', help: 'Resident memory of all processes.', type: 'gauge',
      series: [['', process.memoryUsage.rss()]] },
    { name: 'process_cpu_seconds_total', help: 'Processor time of all processes.', type: 'counter',
      series: [['', (user + system) / 1e6]] },
    { name: 'process_start_time_seconds', help: 'When the youngest process was started, in seconds since 1970.',
      type: 'gauge', together: 'max', series: [['', performance.timeOrigin / 1_000]] },
    { name: 'process_open_fds', help: 'Open files and sockets of all processes; Linux alone tells.', type: 'gauge',
      series: openFiles() },
    { name: 'nodejs_heap_used_bytes', help: 'Memory of all processes that JavaScript uses.', type: 'gauge',
      series: [['', process.memoryUsage().heapUsed]] },
    { name: 'nodejs_eventloop_utilization', help: 'The part of its time in which the busiest process is not idle.',
      type: 'gauge', together: 'max', series: [['', performance.eventLoopUtilization().utilization]] }
  ]
}

function openFiles(): Family['series'] {
  try {
    return [['', readdirSync('/proc/self/fd').length]]
  } catch {
    return []
  }
}
