import { SatuError } from '../../errors.ts'

/** What stands there does not allow it now. */
export function conflict(detail: string): SatuError {
  return new SatuError('state_conflict', detail, { stage: 'journal' })
}
