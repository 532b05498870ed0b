import { toId } from '../../kit/ids.ts'
import type { SubmissionState } from '../../platform/store/tables.ts'
import type { Settled } from './deliver.ts'
import type { Submission } from './submissions.ts'

/** What others are told of a write that has settled: codes and ids, nothing of what was written by people. */
export interface Happening<Type extends string = string> {
  type: Type
  system: string
  /** Canonical id of the submission or the record. */
  subject: string
  /** ms since 1970 */
  time: number
  data: Record<string, unknown>
  resource?: string
  /** Only this consumer may hear of it. */
  consumer?: string
}

type Ended = Extract<SubmissionState, 'delivered' | 'rejected' | 'parked' | 'abandoned'>

/** What it is called when a record of a resource is made. */
const made = {
  'complaints': 'complaint.created',
  'licence-applications': 'licence_application.created',
  'information-requests': 'information_request.created',
  'incidents': 'incident.reported'
} as const

export type HappeningType = 'submission.accepted' | `submission.${Ended}` | (typeof made)[keyof typeof made]

/**
 * A write that waits for its turn. Of one that is sent at once its end is told alone, which comes with the answer or
 * soon after.
 */
export function happeningOfWaiting(
  { id, consumer, system, resource, action, attempts, accepted_at: time }: Submission
): Happening<HappeningType> {
  return { type: 'submission.accepted', system, subject: id, time, resource, consumer,
    data: { status: 'accepted', resource, action, attempts } }
}

/** @param prefix of the ids of the system's records */
export function happeningsOf({ submission, written }: Settled, prefix: string | undefined): Happening<HappeningType>[] {
  const { id, consumer, system, resource, action, attempts } = submission
  const state = submission.state as Ended
  const time = submission.changed_at
  const recordId = written === undefined || prefix === undefined ? undefined : toId(prefix, written.key)
  const told: Happening<HappeningType>[] = [
    { type: `submission.${state}`, system, subject: id, time, resource, consumer,
      data: { status: state, resource, action, attempts, ...(recordId && { record_id: recordId }) } }
  ]
  if (recordId !== undefined && action === 'create' && Object.hasOwn(made, resource)) {
    const body = JSON.parse(submission.body) as { reporter?: { confidential?: unknown }; service_code?: unknown;
      service_id?: unknown; classification?: unknown; kind?: unknown; agency_id?: unknown;
      location?: { district_code?: unknown } }
    // Nobody may see the record, so nobody hears of it.
    if (body.reporter?.confidential === true) return told
    const { service_code, service_id, classification, kind, agency_id, location } = body
    told.push({ type: made[resource as keyof typeof made], system, subject: recordId, time,
      data: { service_code, service_id, classification, kind, agency_id, district_code: location?.district_code } })
  }
  return told
}
