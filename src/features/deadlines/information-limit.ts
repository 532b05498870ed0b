import type { Records } from '../../contract/resources.ts'
import type { WorkingDays } from '../../kit/indonesia/working-days.ts'
import type { Limit } from './limit.ts'

type InformationRequest = Records['information-requests']

/** Statuses in which it is an office that has to act. */
export const officeHasRequest: readonly InformationRequest['status']['code'][] = ['received', 'under_review',
  'extended', 'objection_filed']

/** The limit that runs on every request from the first. */
export const answering = { step: 'answer', waitsFor: 'office', days: 10 } as const

/** Working days for an objection, from the answer or from the day on which it was due (UU 14/2008, article 36). */
const OBJECTION_DAYS = 30

/**
 * Where a request stands within the limits of UU 14/2008: answered within 10 working days, extended once by 7
 * (article 22), objected to within 30 and that answered within 30 (article 36), taken to the Information Commission
 * within 14 (article 37).
 */
export function informationLimit(
  request: InformationRequest
): Limit<'answer' | 'object' | 'answer_objection' | 'dispute'> | undefined {
  const { status, received_on, due_on, extended_to, decided_on, objection } = request
  switch (status.code) {
    case 'received':
    case 'under_review':
    case 'extended':
      return status.code === 'extended' || extended_to !== undefined
        ? { ...answering, since: received_on, days: answering.days + 7, stated: extended_to }
        : { ...answering, since: received_on, stated: due_on }
    case 'granted':
    case 'partially_granted':
    case 'refused':
      return { step: 'object', waitsFor: 'resident', since: decided_on, days: OBJECTION_DAYS }
    case 'objection_filed':
      return objection?.answered_on === undefined
        ? { step: 'answer_objection', waitsFor: 'office', since: objection?.filed_on, days: 30 }
        : { step: 'dispute', waitsFor: 'resident', since: objection.answered_on, days: 14 }
    default:
      return undefined
  }
}

/** The last day on which it must be answered: the system's own where it has one. */
export function answerDue(
  { received_on, due_on, extended_to }: Pick<InformationRequest, 'received_on' | 'due_on' | 'extended_to'>,
  workingDays: WorkingDays
): string {
  const stated = extended_to ?? due_on
  // One that lies before the beginning is a slip.
  return stated >= received_on
    ? stated
    : workingDays.add(workingDays.receivedOn(received_on), answering.days + (extended_to === undefined ? 0 : 7))
}

/** The last day on which a resident may object; undefined when the system does not say since when. */
export function objectionEnd(request: InformationRequest, workingDays: WorkingDays): string | undefined {
  const { status, decided_on } = request
  if (status.code === 'granted' || status.code === 'partially_granted' || status.code === 'refused') {
    return decided_on === undefined ? undefined : workingDays.add(decided_on, OBJECTION_DAYS)
  }
  const isWaiting = status.code === 'received' || status.code === 'under_review' || status.code === 'extended'
  return isWaiting ? workingDays.add(answerDue(request, workingDays), OBJECTION_DAYS) : undefined
}
