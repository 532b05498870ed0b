import { createHash } from 'node:crypto'
import type { ResourceName } from '../../contract/resources.ts'
import type { Mask } from '../../platform/privacy/visibility.ts'
import { type CanonicalRecord, districtsOf } from '../systems/records.ts'
import type { NewEvent } from './log.ts'
import type { EventType } from './types.ts'

/** What is told of the records of a resource. */
interface Watched {
  /** When one is new. */
  first?: EventType
  /** When its state has changed. */
  change?: EventType
  /** The change is told only when this is its new status. */
  into?: string
  /** The field that says since when the record exists. */
  begun?: string
  /**
   * What its state is, where it is not the status. Only what is rarely touched, and never by a new version of an
   * adapter alone.
   */
  content?: (record: Told) => unknown
}

type Told = Record<string, unknown> & { source: CanonicalRecord['source'];
  status?: { code: string; changed_at?: string } }

const watched: Readonly<Partial<Record<ResourceName, Watched>>> = {
  'complaints': { first: 'complaint.created', change: 'complaint.status_changed', begun: 'submitted_at' },
  'licence-applications': { first: 'licence_application.created', change: 'licence_application.status_changed',
    begun: 'submitted_at' },
  'licences': { first: 'licence.issued', begun: 'issued_on' },
  'tax-bills': { change: 'tax_bill.paid', into: 'paid' },
  'information-requests': { first: 'information_request.created', change: 'information_request.status_changed',
    begun: 'received_on' },
  'incidents': {
    first: 'incident.reported',
    change: 'incident.updated',
    begun: 'occurred_at',
    content: (
      { status, kind, severity, headline, occurred_at, location, area, cap }
    ) => [status?.code, kind, severity, headline, occurred_at, location, area, cap]
  },
  'announcements': { first: 'announcement.published', begun: 'published_at' },
  'datasets': { first: 'dataset.updated', change: 'dataset.updated', begun: 'metadata_created',
    content: ({ metadata_modified, source }) => metadata_modified ?? source.updated_at }
}

export const watchedResources = Object.keys(watched) as readonly ResourceName[]

/** What was last known of a record. */
export interface Mark {
  state: string | null
  /** ms since 1970 */
  changed_at: number
}

/** What a record that was seen is: news, something to remember in silence, or nothing. */
export type Finding = { event: NewEvent } | { mark: { subject: string; state: string | null } } | undefined

export interface Sight {
  system: string
  resource: ResourceName
  /** What of the record may be seen by everybody. */
  mask: Mask
  /** What exists since before this, ms since 1970, is no news. */
  begunAt: number
  /** The system pushes it: what counts is when it came. */
  isPushed: boolean
  /** When it was asked for: what was known later is newer than what was seen. */
  readAt: number
}

/** Compares a record with what was known of it. */
export function findChange(record: CanonicalRecord, mark: Mark | undefined, sight: Sight): Finding {
  const { system, resource, mask, readAt } = sight
  const kinds = watched[resource]
  const shown = mask(record) as Told | undefined
  // Of what nobody may see nothing is told, not even that it is there.
  if (kinds === undefined || shown === undefined) return undefined
  if (mark !== undefined && mark.changed_at > readAt) return undefined

  const subject = record.id
  const state = stateOf(shown, kinds)
  const told = (type: EventType): Finding => ({
    event: { type, system, subject, time: timeOf(shown, type === kinds.first ? kinds.begun : undefined),
      data: dataOf(record, shown, mark), ...(kinds.content && { state }) }
  })
  if (mark === undefined) {
    return kinds.first !== undefined && isNew(shown, kinds, sight) ? told(kinds.first) : { mark: { subject, state } }
  }
  if (mark.state === state) return undefined
  const isTold = kinds.change !== undefined && mark.state !== null && state !== null &&
    (kinds.into === undefined || kinds.into === state)
  return isTold ? told(kinds.change as EventType) : { mark: { subject, state } }
}

function stateOf(shown: Told, { content }: Watched): string | null {
  if (content === undefined) return shown.status?.code ?? null
  return createHash('sha256').update(JSON.stringify(content(shown))).digest('base64url').slice(0, 16)
}

function isNew(shown: Told, { begun }: Watched, { begunAt, isPushed }: Sight): boolean {
  const { fetched_at, updated_at } = shown.source
  const known = begun === undefined ? undefined : shown[begun]
  const since = isPushed ? fetched_at : typeof known === 'string' ? known : updated_at
  // Of a day all of it counts, and times are without fractions.
  return Date.parse(since) + (since.length === 10 ? 86_400_000 : 1_000) > begunAt
}

function timeOf(shown: Told, begun: string | undefined): number {
  const since = begun === undefined ? undefined : shown[begun]
  const time = typeof since === 'string' && since.length > 10
    ? since
    : shown.status?.changed_at ?? shown.source.updated_at
  return Date.parse(time)
}

/** All that any type may tell; each keeps what its own list allows. */
function dataOf(record: CanonicalRecord, shown: Told, mark: Mark | undefined): Record<string, unknown> {
  const { status, cap } = shown as { status?: { code: string; changed_at?: string }; cap?: { expires?: string } }
  const districts = districtsOf(shown as unknown as CanonicalRecord)
  return {
    ...shown,
    status: status?.code,
    changed_at: status?.changed_at ?? record.source.updated_at,
    district_code: districts[0],
    expires: cap?.expires,
    ...(mark?.state != null && { previous_status: mark.state }),
    ...(districts.length > 1 && { district_codes: districts })
  }
}
