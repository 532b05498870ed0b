import type { Records } from '../../contract/resources.ts'

export type StatusCode = Records['complaints']['status']['code']

/** What updates say (mySociety's extension), in small letters as its clients read them. */
export type UpdateStatus = 'open' | 'for_triage' | 'investigating' | 'in_progress' | 'action_scheduled' | 'fixed'
  | 'duplicate' | 'not_councils_responsibility' | 'no_further_action' | 'unchanged'

interface Status {
  /** GeoReport knows these two. */
  request: 'open' | 'closed'
  update: UpdateStatus
}

export const statuses: Readonly<Record<StatusCode, Status>> = {
  submitted: { request: 'open', update: 'open' },
  triage: { request: 'open', update: 'for_triage' },
  info_needed: { request: 'open', update: 'for_triage' },
  assigned: { request: 'open', update: 'investigating' },
  in_progress: { request: 'open', update: 'in_progress' },
  responded: { request: 'open', update: 'action_scheduled' },
  resolved: { request: 'closed', update: 'fixed' },
  closed: { request: 'closed', update: 'fixed' },
  reopened: { request: 'open', update: 'open' },
  rejected: { request: 'closed', update: 'no_further_action' },
  out_of_scope: { request: 'closed', update: 'not_councils_responsibility' },
  duplicate: { request: 'closed', update: 'duplicate' },
  archived: { request: 'closed', update: 'no_further_action' },
  // What nobody understands has not ended.
  unknown: { request: 'open', update: 'unchanged' }
}

/** What clients say of a request when they send an update. */
export const sentStatuses: readonly string[] = ['open', 'closed', 'fixed', 'in_progress', 'planned', 'action_scheduled',
  'investigating', 'duplicate', 'not_councils_responsibility', 'no_further_action', 'internal_referral', 'cancelled',
  'reopen', 'for_triage', 'unchanged']
