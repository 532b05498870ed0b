import type { ResourceName } from '../../contract/resources.ts'
import type { SatuError } from '../../errors.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { Metrics } from '../../platform/telemetry/metrics.ts'
import { isPending } from './guard-faults.ts'
import type { CallOutcome } from './guard.ts'

/** What a system has to tell the operators. */
export interface SystemLog {
  call(outcome: CallOutcome): void
  quarantined(resource: ResourceName, recordId: string | undefined, reason: string): void
  snapshot(
    resource: ResourceName,
    outcome: { rows: number; quarantined: number; durationMs: number } | { refused: SatuError }
  ): void
}

export interface SystemLogOptions {
  system: string
  logger: Logger
  metrics?: Pick<Metrics, 'call'>
  /** A call that took longer than so many milliseconds has a line though it ended well. */
  slowMs?: number
}

/** A call is slow when it takes half of the time that it may take, where the config says nothing. */
export function slowMsOf({ slow_ms, limits }: Pick<SystemConfig, 'slow_ms' | 'limits'>): number {
  return slow_ms ?? limits.timeout_ms / 2
}

/**
 * Writes what a system has to tell into the log, and counts its calls. Only these fields: never a payload, never a
 * value of a record.
 */
export function createSystemLog({ system, logger, metrics, slowMs = Infinity }: SystemLogOptions): SystemLog {
  return {
    call({ stage, durationMs, error: given, requestId, trace }) {
      const error = given !== undefined && isPending(given) ? undefined : given
      metrics?.call(system, error?.code ?? 'ok', durationMs)
      // A call that the hub broke off as it closes says nothing about the system.
      if (error?.code === 'shutting_down') return
      const line = { system, stage, ...(requestId !== undefined && { request_id: requestId }),
        ...(trace && { trace_id: trace.traceId, span_id: trace.spanId }), duration_ms: Math.round(durationMs) }
      if (error !== undefined) logger.warn({ ...line, code: error.code, detail: error.message }, 'legacy call failed')
      else if (durationMs > slowMs) logger.warn({ ...line, slow_ms: slowMs }, 'legacy call slow')
      else logger.debug(line, 'legacy call')
    },
    quarantined(resource, recordId, reason) {
      logger.info({ system, resource, record_id: recordId, reason }, 'record quarantined')
    },
    snapshot(resource, outcome) {
      if ('refused' in outcome)
        logger.warn({ system, resource, code: outcome.refused.code, detail: outcome.refused.message },
          'snapshot refused')
      else logger.info({ system, resource, rows: outcome.rows, quarantined: outcome.quarantined,
          duration_ms: Math.round(outcome.durationMs) }, 'snapshot loaded')
    }
  }
}
