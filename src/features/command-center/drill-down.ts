import { SatuError } from '../../errors.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { City } from '../../kit/adapter.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'
import { time } from './system-rows.ts'

/** What an operator looks at when a system is ill: what went wrong last, for which requests, and whom to call. */
export interface DrillDown {
  id: string
  name: string
  product: string
  agency?: string
  contact?: SystemConfig['contact']
  limits: { concurrency: number; queue: number; timeoutMs: number }
  calls: number
  failures: number
  quarantined: number
  answeredAt?: string
  /** Newest first. The detail names the system, the stage and the fault, never a value of a request or a payload. */
  errors: { at: string; stage: string; code: string; detail: string; durationMs: number; requestId?: string }[]
}

export function viewDrillDown(system: System | undefined, agencies: City['agencies']): DrillDown {
  if (system === undefined) throw new SatuError('not_found', 'No system has this id.', { stage: 'command-center' })
  const { id, config: { name, adapter, contact, limits }, health, quarantine, agencyId } = system
  const agency = agencies.find(one => one.id === agencyId)?.name
  const { lastFailure, lastSuccessAt } = health
  const failures = health.failureList()
  return {
    id,
    name,
    product: adapter,
    ...(agency !== undefined && { agency }),
    ...(contact !== undefined && { contact }),
    limits: { concurrency: limits.concurrency, queue: limits.queue, timeoutMs: limits.timeout_ms },
    calls: health.calls,
    failures: health.failures,
    quarantined: quarantine.total(),
    ...(lastSuccessAt !== undefined && { answeredAt: time(lastSuccessAt) }),
    errors: (failures.length === 0 && lastFailure !== undefined ? [lastFailure] : failures).map((
      { at, stage, code, detail, durationMs, requestId }
    ) => ({
      at: time(at),
      stage,
      code,
      detail,
      durationMs: Math.round(durationMs),
      ...(requestId !== undefined && { requestId })
    }))
  }
}
