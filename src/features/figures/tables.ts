/** What is counted of a record that is open, or is not old: codes, places and days that everybody may know. */
export interface RecordFactsTable {
  resource: string
  /** Canonical id. */
  subject: string
  system: string
  agency_id: string | null
  /** Codes of the districts that it lies in or concerns, separated by commas. */
  districts: string
  status: string
  /** 1 while somebody has something to do about it. */
  is_open: number
  /** When it began, ms since 1970. */
  begun_at: number
  /** `YYYY-MM-DD`: the last day on which an office is in time; null when none has to act. */
  due_on: string | null
  /** When it ends by itself, ms since 1970. */
  expires_at: number | null
  /** Of an incident. */
  kind: string | null
  severity: string | null
  latitude: number | null
  longitude: number | null
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    record_facts: RecordFactsTable
  }
}
