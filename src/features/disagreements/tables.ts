import type { Generated } from 'kysely'

/** What one record says under a key of a rule. Personal values stand here as keyed digests and encodings. */
export interface DisagreementClaimsTable {
  rule: string
  /** Digest of the key. */
  subject: string
  system: string
  resource: string
  /** Canonical id. */
  record: string
  agency: string | null
  district: string | null
  /** When the record was last changed in its system. */
  updated_at: number
  /** JSON, by comparison. */
  said: string
  /** Of the rule that it was weighed by. */
  version: string
  /** 1 while another record has the same key, so that there is something to compare. */
  is_compared: number
}

/** Where records contradict each other in one comparison under one key. */
export interface DisagreementsTable {
  seq: Generated<number>
  id: string
  rule: string
  comparison: string
  subject: string
  severity: string
  state: 'open' | 'accepted' | 'corrected' | 'ignored'
  /** JSON: who says what, masked. */
  parties: string
  /** Of which system says what. */
  fingerprint: string
  /** Places among the parties. */
  newer: number
  suggested: number
  /** 1 where the rule names the suggested one, 0 where it is only the newer. */
  is_owner: number
  opened_at: number
  changed_at: number
  closed_at: number | null
  /** The fingerprint that is to be left alone. */
  ignored: string | null
}

/** Who takes part in a disagreement, to find it by. */
export interface DisagreementPartiesTable {
  /** `seq` of the disagreement. */
  disagreement: number
  system: string
  /** Empty: of no agency. */
  agency: string
  /** Empty: of no district. */
  district: string
  /** 1 where it says something else than the suggested one. */
  differs: number
}

/** What became of a disagreement. Rows are only ever added. */
export interface DisagreementStepsTable {
  seq: Generated<number>
  disagreement: number
  at: number
  from_state: string | null
  to_state: string
  /** In a few words, safe to show. */
  cause: string
  /** `hub`, or who acted. */
  by: string
  /** As the officer gave it. */
  reason: string | null
  /** The write that was sent to correct it. */
  submission_id: string | null
}

/** A record of the mirror that is new, has changed or is gone, and was not compared since. */
export interface DisagreementDueTable {
  system: string
  resource: string
  /** Canonical id. */
  record: string
  /** Counts up with every change: what has changed again meanwhile stays due. */
  mark: number
}

/** Who compares, and with which rules all was compared. */
export interface DisagreementPassesTable {
  name: string
  lease_owner: string | null
  lease_until: number
  due_at: number
  /** JSON: the version of each rule that has been compared with. */
  versions: string
}

/** How an agency stood at the end of a week, or stands in this one. */
export interface DisagreementWeeksTable {
  /** Monday, `YYYY-MM-DD`. */
  week: string
  /** Empty: the whole city. */
  agency: string
  open: number
  to_correct: number
  subjects: number
  counted_at: number
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    disagreements: DisagreementsTable
    disagreement_claims: DisagreementClaimsTable
    disagreement_due: DisagreementDueTable
    disagreement_parties: DisagreementPartiesTable
    disagreement_steps: DisagreementStepsTable
    disagreement_passes: DisagreementPassesTable
    disagreement_weeks: DisagreementWeeksTable
  }
}
