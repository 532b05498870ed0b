import type { Records } from '../../contract/resources.ts'
import type { Limit } from './limit.ts'

type Complaint = Records['complaints']

/** Statuses in which it is an office that has to act. */
export const officeHasComplaint: readonly Complaint['status']['code'][] = ['submitted', 'triage', 'assigned',
  'in_progress', 'reopened']

/** The limit that runs on every complaint from the first. */
export const forwarding = { step: 'forward', waitsFor: 'office', days: 3 } as const

/**
 * Where a complaint stands within the limits of SP4N-LAPOR!: passed on within 3 working days, answered by the agency
 * within 5, and done when 10 have gone by after the answer without a word of the resident or the moderators.
 */
export function complaintLimit(
  { status, submitted_at, dispositions = [], updates = [], due_at }: Complaint
): Limit<'forward' | 'reply' | 'close'> | undefined {
  switch (status.code) {
    case 'submitted':
    case 'triage':
      return { ...forwarding, since: submitted_at }
    case 'assigned':
    case 'in_progress':
      // Work begins later than the complaint was passed on: when it did tells nothing.
      return { step: 'reply', waitsFor: 'office',
        since: dispositions.at(-1)?.at ?? (status.code === 'assigned' ? status.changed_at : undefined), days: 5,
        stated: due_at }
    case 'reopened':
      return { step: 'reply', waitsFor: 'office', since: status.changed_at, days: 5, stated: due_at }
    case 'responded':
    case 'resolved': {
      // The dates of those that are not public would be told by the clock.
      const said = updates.filter(update => update.public)
      const answer = said.findLast(({ status: to, agency_id }) => to !== undefined || agency_id !== undefined)
      const since = [status.changed_at, answer?.at].filter(at => at !== undefined).sort().at(-1)
      const hasReaction = since !== undefined && said.some(({ at }) => at > since)
      return hasReaction ? undefined : { step: 'close', waitsFor: 'resident', since, days: 10 }
    }
    default:
      return undefined
  }
}
