import type { Logger } from '../ops/log.ts'
import type { Metrics } from '../ops/metrics.ts'
import { isPending } from './guard-faults.ts'
import type { SystemLog } from './system.ts'

/** Writes what a system has to tell into the log, and counts its calls. Only these fields: never a payload, never a value of a record. */
export function createSystemLog(system: string, logger: Logger, metrics?: Pick<Metrics, 'call'>): SystemLog {
  return {
    call({ stage, durationMs, error: given }) {
      const error = given !== undefined && isPending(given) ? undefined : given
      metrics?.call(system, error?.code ?? 'ok', durationMs)
      // A call that the hub broke off as it closes says nothing about the system.
      if (error === undefined || error.code === 'shutting_down') return
      logger.warn({ system, stage, code: error.code, detail: error.message, duration_ms: Math.round(durationMs) }, 'legacy call failed')
    },
    quarantined(resource, recordId, reason) {
      logger.info({ system, resource, record_id: recordId, reason }, 'record quarantined')
    },
    snapshot(resource, outcome) {
      if ('refused' in outcome) logger.warn({ system, resource, code: outcome.refused.code, detail: outcome.refused.message }, 'snapshot refused')
      else logger.info({ system, resource, rows: outcome.rows, quarantined: outcome.quarantined, duration_ms: Math.round(outcome.durationMs) }, 'snapshot loaded')
    }
  }
}
