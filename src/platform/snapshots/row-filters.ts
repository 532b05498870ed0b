/** What a row is found by. Times and ids decide the order; the rest serves the contract's filters. */
export interface RowKeys {
  key: string
  id: string
  /** RFC 3339 in the city's zone. */
  updatedAt: string
  status?: string | undefined
  agency?: string | undefined
  district?: string | undefined
}

/** The contract's filters that a store applies itself. */
export interface RowFilters {
  updated_since?: string
  status?: readonly string[]
  agency?: readonly string[]
  district_code?: readonly string[]
}
