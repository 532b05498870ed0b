/** By what two systems know the same record. */
export interface SuccessionIdsTable {
  succession: string
  /** Value of the field that both have. */
  natural: string
  /** What the old system calls it; null while it has not been seen there. */
  old_key: string | null
  /** What its successor calls it. */
  new_key: string | null
}

/** In what a record differs between two systems. One that agrees again has no row. */
export interface SuccessionDifferencesTable {
  succession: string
  /** Canonical id, as callers know it. */
  record: string
  /** Dotted path; empty for a record that one of them does not have. */
  field: string
  kind: 'differs' | 'lacks' | 'missing_new' | 'missing_old'
  /** What each of them says, as everybody may see it, as JSON. */
  old_value: string | null
  new_value: string | null
  first_at: number
  last_at: number
}

/** How often something has happened in a succession, by day. */
export interface SuccessionCountsTable {
  succession: string
  /** `YYYY-MM-DD` in the city. */
  day: string
  what: string
  /** Who asked; empty where that does not matter. */
  consumer: string
  count: number
}

/** The last comparison of all records. A process that begins one has it for some time. */
export interface SuccessionPassesTable {
  succession: string
  begun_at: number
  /** Null while it runs, or when its process has died. */
  ended_at: number | null
  old_records: number | null
  new_records: number | null
  /** Records that differ, or that one of them does not have. */
  differing: number | null
  /** `whole`, `cut` where there are more than are compared, or `failed`. */
  outcome: 'whole' | 'cut' | 'failed' | null
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    succession_ids: SuccessionIdsTable
    succession_differences: SuccessionDifferencesTable
    succession_counts: SuccessionCountsTable
    succession_passes: SuccessionPassesTable
  }
}
