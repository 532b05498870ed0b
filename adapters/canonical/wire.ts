/** What every record of the contract has; the rest is checked by the hub like any other record. */
export interface WireRecord {
  id: string
  source: { updated_at: string; record_id?: string }
  quality: { field: string; code: string; severity: string; raw?: string }[]
  /** What runs there; the hub counts by its own city's days. */
  clock?: unknown
  /** Of tax bills, which are asked for by these. */
  nop?: string
  tax_year?: number
  /** By which people there call it, where it has one. */
  number?: string
}

export interface WireList<Item = WireRecord> {
  items: Item[]
  next_cursor: string | null
}

/** A write that the application has taken, on its way to wherever it goes from there. */
export interface WireSubmission {
  status: { code: 'accepted' | 'delivering' | 'uncertain' | 'delivered' | 'rejected' | 'parked' | 'abandoned' }
  record_id?: string
  reference?: string
  /** When it is tried again, RFC 3339. */
  next_attempt_at?: string
  /** The key that it was sent under, to who asks by it. */
  idempotency_key?: string
  problem?: WireProblem
}

/** RFC 9457. Another application's words: nothing of it is taken on trust. */
export interface WireProblem {
  code?: unknown
  detail?: unknown
  errors?: unknown
}
