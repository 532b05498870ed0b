/** What a system is known to send for a resource. No value is in it but codes. */
export interface DriftBaselinesTable {
  system: string
  resource: string
  /** JSON */
  baseline: string
  changed_at: number
}

export type DriftState = 'open' | 'closed' | 'accepted'

/** Something that a system sends otherwise than it did. */
export interface DriftsTable {
  /** `drf-` and 12 letters, of what it is about: the same in every process. */
  id: string
  system: string
  resource: string
  kind: 'new_field' | 'vanished_field' | 'new_type' | 'new_code' | 'range' | 'column_order'
  /** Of the call that brought it; `map` where the mapping itself noticed. */
  stage: string
  /** Of the field, in the legacy system's words. */
  path: string
  detail: string
  /** JSON: what accepting it makes known. */
  extent: string
  /** A code, or the form of a value. */
  sample: string | null
  /** JSON: the line of the adapter that it concerns. */
  mapping: string | null
  count: number
  first_at: number
  last_at: number
  state: DriftState
  changed_at: number
  /** Who accepted it, and why. */
  by: string | null
  reason: string | null
}

declare module '../../platform/store/tables.ts' {
  interface Tables {
    drift_baselines: DriftBaselinesTable
    drifts: DriftsTable
  }
}
