/** What is known of a record, and when something about it is news. */
interface EventKind {
  /** Of the records that it is about; `systems`, `submissions` and `subscriptions` are the hub's own. */
  resource: string
  /**
   * `first`: when the record was not known. `change`: when its state is another than the one that was known. `always`:
   * each time.
   */
  when: 'first' | 'change' | 'always'
  /** What the state is: the status, or all that is told of the record, as a hash. */
  state?: 'status' | 'content'
  /** All that `data` may hold. Codes, ids, times and counts alone: an event is no place for a person. */
  fields: readonly string[]
}

const placed = ['status', 'agency_id', 'district_code'] as const
const disagreement = ['status', 'previous_status', 'rule', 'comparison', 'severity'] as const
const submission = ['status', 'resource', 'action', 'record_id', 'attempts'] as const

/** Every type of event, without the prefix of the city. */
export const eventKinds = {
  'complaint.created': { resource: 'complaints', when: 'first', state: 'status',
    fields: [...placed, 'service_code', 'classification', 'submitted_at', 'due_at'] },
  'complaint.status_changed': { resource: 'complaints', when: 'change', state: 'status',
    fields: [...placed, 'previous_status', 'service_code', 'classification', 'changed_at', 'due_at', 'duplicate_of'] },
  'licence_application.created': { resource: 'licence-applications', when: 'first', state: 'status',
    fields: [...placed, 'service_id', 'permit_type', 'kind', 'submitted_at', 'due_at'] },
  'licence_application.status_changed': { resource: 'licence-applications', when: 'change', state: 'status',
    fields: [...placed, 'previous_status', 'service_id', 'permit_type', 'kind', 'changed_at', 'decided_at', 'due_at'] },
  'licence.issued': { resource: 'licences', when: 'first', state: 'status',
    fields: [...placed, 'service_id', 'application_id', 'permit_type', 'issued_on', 'valid_until'] },
  'tax_bill.paid': { resource: 'tax-bills', when: 'change', state: 'status',
    fields: ['status', 'previous_status', 'district_code', 'tax_year', 'changed_at'] },
  'information_request.created': { resource: 'information-requests', when: 'first', state: 'status',
    fields: [...placed, 'received_on', 'due_on'] },
  'information_request.status_changed': { resource: 'information-requests', when: 'change', state: 'status',
    fields: [...placed, 'previous_status', 'changed_at', 'due_on'] },
  'incident.reported': { resource: 'incidents', when: 'first', state: 'content',
    fields: [...placed, 'kind', 'severity', 'occurred_at', 'reported_at', 'district_codes', 'expires'] },
  'incident.updated': { resource: 'incidents', when: 'change', state: 'content',
    fields: [...placed, 'kind', 'severity', 'occurred_at', 'reported_at', 'changed_at', 'district_codes', 'expires'] },
  'announcement.published': { resource: 'announcements', when: 'first', state: 'content',
    fields: ['agency_id', 'published_at'] },
  'dataset.updated': { resource: 'datasets', when: 'change', state: 'content',
    fields: ['agency_id', 'metadata_modified'] },
  'submission.accepted': { resource: 'submissions', when: 'always', fields: submission },
  'submission.delivered': { resource: 'submissions', when: 'always', fields: submission },
  'submission.rejected': { resource: 'submissions', when: 'always', fields: submission },
  'submission.parked': { resource: 'submissions', when: 'always', fields: submission },
  'submission.abandoned': { resource: 'submissions', when: 'always', fields: submission },
  'adapter.degraded': { resource: 'systems', when: 'change', state: 'status', fields: ['status', 'previous_status'] },
  'access.enumerated': { resource: 'systems', when: 'always', fields: ['people', 'misses', 'seconds'] },
  'adapter.recovered': { resource: 'systems', when: 'change', state: 'status', fields: ['status', 'previous_status'] },
  'disagreement.opened': { resource: 'disagreements', when: 'always', fields: disagreement },
  'disagreement.closed': { resource: 'disagreements', when: 'always', fields: disagreement },
  'alert.fired': { resource: 'systems', when: 'always', fields: ['rule', 'kind', 'severity', 'since'] },
  'alert.resolved': { resource: 'systems', when: 'always', fields: ['rule', 'kind', 'severity', 'since'] },
  'system.drifted': { resource: 'systems', when: 'always',
    fields: ['drift', 'kind', 'resource', 'field', 'count', 'first_seen', 'last_seen', 'sample', 'mapping'] },
  'subscription.ping': { resource: 'subscriptions', when: 'always', fields: [] },
  'subscription.disabled': { resource: 'subscriptions', when: 'always', fields: ['status', 'cause'] }
} as const satisfies Record<string, EventKind>

export type EventType = keyof typeof eventKinds

export const eventTypes = Object.keys(eventKinds) as readonly EventType[]

export function kindOf(type: EventType): EventKind {
  return eventKinds[type]
}

const WORD = /^[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}$/
/**
 * A NIK has 16 digits, a phone number ten or more; of what may be told only the ids of records have as many in a row.
 */
const LONG_NUMBER = /\d{10}/
const RECORD_ID = /^[A-Z][A-Z0-9]{3,7}-[A-Za-z0-9_-]{1,55}$/

/**
 * Of what a system sends otherwise: the name of a field in its own words, the form of a value without the value, a line
 * of a source.
 */
const forms: Readonly<Record<string, RegExp>> = {
  field: /^(?!.*\d{6})[\p{L}\p{N} _.:()*#%[\]/$-]{1,160}$/u,
  sample: /^(?:(?:[Aa9? .,:;/()+_{}[\]…-]|9\(\d\d?\)){1,41}|(?!.*\d{6})[A-Za-z0-9][A-Za-z0-9_.+/-]{0,23})$/,
  mapping: /^adapters\/[a-z0-9-]{1,60}\/[\w.-]{1,80}:\d{1,6}$/
}

/**
 * What of it an event of the type may hold: the fields of its list, and of them only what is a code, an id, a time or a
 * count. Anything else is left out, whoever gave it.
 */
export function permitted(type: EventType, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const allowed: Record<string, unknown> = {}
  for (const field of eventKinds[type].fields) {
    const value = data[field]
    const form = forms[field]
    if (form !== undefined) {
      if (typeof value === 'string' && form.test(value)) allowed[field] = value
      continue
    }
    if (Array.isArray(value) ? value.length <= 50 && value.every(isPlain) : isPlain(value)) allowed[field] = value
  }
  return allowed
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return RECORD_ID.test(value) || (WORD.test(value) && !LONG_NUMBER.test(value))
  return typeof value === 'boolean' || (Number.isInteger(value) && Math.abs(value as number) < 1e9)
}
