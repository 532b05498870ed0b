import type { Generated } from 'kysely'

/** Something that was wrong for some time, or is. Times are ms since 1970. Nothing of a person. */
export interface AlertsTable {
  seq: Generated<number>
  /** Rule and subject: one of each is open at most. */
  key: string
  rule: string
  kind: string
  severity: string
  /** Id of the system or the agency, use of the certificate, or `hub`. */
  subject: string
  system: string | null
  /** Id of the agency that it is about, or whose system it is. */
  agency: string | null
  /** Since when it was so. */
  since: number
  /** When it had lasted long enough. */
  fired_at: number
  /** Null while it is so. */
  resolved_at: number | null
  /** What was counted, last. */
  value: number | null
  /** JSON: by receiver, what it was told last, and when. */
  told: string
  acknowledged_by: string | null
  acknowledged_at: number | null
  acknowledged_reason: string | null
}

/** A message to one receiver, on its way or at its end. */
export interface AlertNoticesTable {
  seq: Generated<number>
  /** Sent with the message: who gets it twice can tell. */
  id: string
  receiver: string
  kind: 'alerts' | 'digest' | 'test'
  /** JSON: what is told, without its words. */
  body: string
  status: 'waiting' | 'sent' | 'failed'
  attempts: number
  created_at: number
  due_at: number
  changed_at: number
  /** How the last attempt ended, in a few words. */
  detail: string | null
}

/** What nobody is told of for some time. */
export interface AlertSilencesTable {
  seq: Generated<number>
  id: string
  /** What it is about: all that is not null has to fit. */
  system: string | null
  agency: string | null
  kind: string | null
  rule: string | null
  from_at: number
  until_at: number
  reason: string
  by: string
  created_at: number
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    alerts: AlertsTable
    alert_notices: AlertNoticesTable
    alert_silences: AlertSilencesTable
  }
}
