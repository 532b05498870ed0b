import { SatuError } from '../../errors.ts'
import type { Lease, Outcome } from './leases.ts'

/** How it stands with an entry of a job, in this process. */
export interface Slot {
  key: string
  dueAt: number
  /** Since then somebody wants it, due or not. */
  wantedAt: number
  /** It is worked at, or its lease is asked for. */
  running: Promise<boolean> | undefined
  isWorking: boolean
  lease: Lease | undefined
  ranAt: number | undefined
  succeededAt: number | undefined
  failures: number
  cause: string | undefined
}

export function createSlot(key: string, dueAt: number): Slot {
  return { key, dueAt, wantedAt: Infinity, running: undefined, isWorking: false, lease: undefined, ranAt: undefined,
    succeededAt: undefined, failures: 0, cause: undefined }
}

/** What the other processes are to know of it. */
export function outcomeOf({ dueAt, ranAt, succeededAt, failures, cause }: Slot): Outcome {
  return { due_at: Number.isFinite(dueAt) ? Math.round(dueAt) : Number.MAX_SAFE_INTEGER, ran_at: ranAt ?? null,
    ...(succeededAt !== undefined && { succeeded_at: succeededAt }), failures, cause: cause ?? null }
}

/** The code of the hub's own error, or the kind of another. */
export function causeOf(error: unknown): string {
  if (error instanceof SatuError) return error.code
  return error instanceof Error ? error.name : 'unknown'
}

/** Of the hub's own errors: whoever threw one has told the log. */
export function isToldElsewhere(cause: string): boolean {
  return /^[a-z_]+$/.test(cause)
}
