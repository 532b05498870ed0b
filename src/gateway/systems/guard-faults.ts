import { type ErrorCode, SatuError } from '../../errors.ts'
import { type FaultKind, SystemFault } from '../../kit/faults.ts'

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
  rejected: 'system_failed',
  pending: 'system_unavailable'
} as const satisfies Record<FaultKind, ErrorCode>

/** A system that understood and said no, or not yet, is well. */
export function isWell(error: SatuError): boolean {
  return isPending(error) || (error.cause instanceof SystemFault && error.cause.kind === 'rejected')
}

/** It was done as asked: what was written is with the system. */
export function isPending(error: SatuError): boolean {
  return error.cause instanceof SystemFault && error.cause.kind === 'pending'
}

/**
 * Faults become the hub's codes here and nowhere else. Whatever an adapter throws is its system's fault, never a 500.
 */
export function toSatuError(system: string, stage: string, cause: unknown): SatuError {
  if (cause instanceof SatuError) return cause
  if (cause instanceof SystemFault) {
    return new SatuError(codeOfFault[cause.kind], `${system}: ${cause.message} (${cause.stage})`, {
      stage: cause.stage,
      cause,
      ...(cause.retryAfterMs === undefined ? {} : { retryAfterMs: cause.retryAfterMs })
    })
  }
  return new SatuError('system_failed', `${system}: its adapter could not make sense of the answer (${stage})`, { stage,
    cause })
}
