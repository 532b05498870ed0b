import type { Generated } from 'kysely'

/** Where a write is on its way into its system. */
export type SubmissionState = 'accepted' | 'delivering' | 'uncertain' | 'delivered' | 'rejected' | 'parked'
  | 'abandoned'

/** One accepted write. All times are ms since 1970; JSON is text. */
export interface SubmissionsTable {
  /** The order in which writes were accepted. */
  seq: Generated<number>
  /** `sub-` and the receipt. */
  id: string
  consumer: string
  /** Of the idempotency key; null for those that are older than the column. */
  key_digest: Generated<string | null>
  request_id: string
  /** Of the request's span, W3C; null where there was no trace. */
  traceparent: Generated<string | null>
  resource: string
  action: string
  system: string
  /** Writes of one system with the same subject are delivered one after the other. */
  subject: string
  /** Legacy key of the record that is written to. */
  record_key: string | null
  /** What was written, as JSON; empty once it is forgotten. Personal. */
  body: string
  state: SubmissionState
  /** How often it was sent, or was about to be. */
  attempts: number
  /** So many of them count no more: an operator had it tried again. */
  forgiven: Generated<number>
  /** Nothing of the last attempt went out after this time. */
  sent_at: number
  /** When it is tried next. */
  due_at: number
  /** Until then the worker of this name has it. */
  lease_owner: string | null
  lease_until: number
  accepted_at: number
  changed_at: number
  delivered_at: number | null
  /** Legacy key of what was made. */
  made_key: string | null
  /** The legacy system's own number for it. */
  reference: string | null
  /** The problem that ended or parked it, as JSON. */
  problem: string | null
}

/** One step of a write. Rows are only ever added. */
export interface TransitionsTable {
  seq: Generated<number>
  submission_id: string
  at: number
  from_state: SubmissionState | null
  to_state: SubmissionState
  /** In a few words, safe to show. */
  cause: string
  /** `hub`, the consumer who sent it, or the operator. */
  by: string
}

/** A key that a consumer sent with a write, and what it was answered. */
export interface IdempotencyTable {
  consumer: string
  key: string
  /** Of operation, parameters and body. */
  fingerprint: string
  submission_id: string
  /** Until then the first request may still be waiting for its answer. */
  running_until: number
  expires_at: number
}

/** A switch of the operators, such as a pause of a system's deliveries. */
export interface SwitchesTable {
  name: string
  value: string
  by: string
  at: number
}

/** Something that an operator did. A row is written before it is done, and once more when it has ended. */
export interface OperatorActionsTable {
  seq: Generated<number>
  at: number
  /** `system.pause` */
  action: string
  system: string | null
  /** What else it was done to, such as the id of a submission or a consumer. */
  target: string | null
  /** The application that the operator used. */
  consumer: string
  /** `app` or `officer` */
  caller: string
  /** Who had signed in to it, as the issuer names them. */
  person: string | null
  reason: string | null
  /** What was asked for, in a few words. */
  detail: string | null
  request_id: string
  /** `begun`: nothing is known of its end. */
  result: 'begun' | 'done' | 'refused' | 'failed'
  /** Of the problem that refused it, or by which it failed. */
  code: string | null
  ended_at: number | null
}

/** When a system is not to be asked. One that is ended early ends then. */
export interface MaintenancesTable {
  seq: Generated<number>
  system: string
  begins_at: number
  ends_at: number
  /** What callers are told, in Indonesian and in English: plain text. */
  message_id: string
  message_en: string
  reason: string
  /** The operator. */
  by: string
  at: number
}

/** Something that happened. Rows are only ever added, until they are forgotten by age. Never personal. */
export interface EventsTable {
  /** The order in which events became visible. */
  seq: Generated<number>
  /** Without the prefix of the city, such as `complaint.created`. */
  type: string
  system: string | null
  resource: string | null
  /** Canonical id of what it happened to. */
  subject: string
  /** Only this consumer may hear of it; everybody when null. */
  consumer: string | null
  /** When it happened. */
  time: number
  /** When it was written here. */
  recorded_at: number
  /** JSON. */
  data: string
}

/** What was last known of a record, so that each change of it is one event, whoever saw it first. */
export interface EventMarksTable {
  resource: string
  subject: string
  system: string
  /** Its status, or a hash of what is watched where it has none. Null when it is not known. */
  state: string | null
  changed_at: number
}

/** How far a reader of the log has come, or up to where it was forgotten. */
export interface EventPositionsTable {
  name: string
  seq: number
}

/** One look at personal data. Rows are only ever added, until they are forgotten by age. */
export interface AccessLogTable {
  /** Without a gap, by the chain itself. */
  seq: number
  at: number
  /** Which key its hashes were made with. */
  key_id: string
  /** What was seen, by whom and for what, as JSON. Subjects are keyed hashes. */
  entry: string
  /** Hash of the row before it; empty for the very first. */
  before: string
  /** Keyed hash over all of this. */
  hash: string
}

/** Whom a row of the access log is about. */
export interface AccessSubjectsTable {
  subject: string
  seq: number
}

/** The last row that was written (`head`), and the last one that was forgotten (`start`). */
export interface AccessEndsTable {
  name: 'head' | 'start'
  seq: number
  hash: string
}

/** A record that a system has pushed. Personal. */
export interface PushedTable {
  system: string
  resource: string
  key: string
  id: string
  updated_at: string
  status: string | null
  agency: string | null
  district: string | null
  /** Two of the same within a time are one said again. */
  repeat_key: string | null
  received_at: number
  /** JSON */
  row: string
}

/** A file that came with a write and is shown by its name. */
export interface MediaTable {
  name: string
  media_type: string
  content: Uint8Array
  /** When it came. */
  kept_at: number
}

/** A file on its way into a system, until its write has ended. Personal. */
export interface SubmissionFilesTable {
  submission_id: string
  media_type: string
  content: Uint8Array
}

/** Whose a write is. */
export interface SubmissionOwnersTable {
  /** Keyed hash of a citizen. */
  owner: string
  /** Of the submission. */
  seq: number
}

/** A resource of a system that is looked at for changes. */
export interface EventWatchesTable {
  system: string
  resource: string
  /** When it was known for the first time: what is older is no news. Null until then. */
  begun_at: number | null
  /** The latest `source.updated_at` that was seen, RFC 3339 in WIB. */
  high_water: string | null
  /** The version that was looked at last, of what comes whole. */
  as_of: number | null
  /** This and the next two: of hubs of version 0.1, which kept their leases here. */
  due_at: number
  lease_owner: string | null
  lease_until: number
  /**
   * When a look last came to its end. Null: never since what is counted of records is kept, so the next one is whole.
   */
  looked_at: number | null
}

/** Who works at a job, or at one of its entries, so that one process of the hub does. */
export interface JobLeasesTable {
  /** Of the job, and after a space the key of the entry. */
  name: string
  holder: string | null
  /** Counts how often it was taken: who has an older number has it no more. */
  fence: number
  /** The holder has it until then, if it does not renew it. */
  until: number
  /** When it is to be worked at next. */
  due_at: Generated<number>
  /** When a turn last ended, and when one last ended well. */
  ran_at: Generated<number | null>
  succeeded_at: Generated<number | null>
  /** Failed turns in a row. */
  failures: Generated<number>
  /** Code or name of the last error, while it fails. */
  cause: Generated<string | null>
}

/**
 * Every table of the durable store. Those of a feature are merged in by its `tables.ts`:
 * `declare module '../../platform/store/tables.ts' { interface Tables { ... } }`. They are there while it is on.
 */
export interface Tables {
  job_leases: JobLeasesTable
  submissions: SubmissionsTable
  submission_transitions: TransitionsTable
  submission_files: SubmissionFilesTable
  submission_owners: SubmissionOwnersTable
  idempotency_keys: IdempotencyTable
  switches: SwitchesTable
  operator_actions: OperatorActionsTable
  maintenances: MaintenancesTable
  events: EventsTable
  event_marks: EventMarksTable
  event_positions: EventPositionsTable
  access_log: AccessLogTable
  access_subjects: AccessSubjectsTable
  access_ends: AccessEndsTable
  media: MediaTable
  pushed: PushedTable
  event_watches: EventWatchesTable
}
