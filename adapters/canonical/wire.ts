/** What every record of the contract has; the rest is checked by the hub like any other record. */
export interface WireRecord {
  id: string
  source: { updated_at: string }
  quality: { field: string; code: string; severity: string; raw?: string }[]
  /** What runs there; the hub counts by its own city's days. */
  clock?: unknown
  /** Of tax bills, which are asked for by these. */
  nop?: string
  tax_year?: number
}

export interface WireList {
  items: WireRecord[]
  next_cursor: string | null
}
