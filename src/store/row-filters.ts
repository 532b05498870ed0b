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

/** The SQL conditions of filters, and the values to bind. */
export function where({ updated_since, status, agency, district_code }: RowFilters): { conditions: string[]; values: string[] } {
  const conditions: string[] = []
  const values: string[] = []
  if (updated_since !== undefined) {
    conditions.push('updated_at >= ?')
    values.push(updated_since)
  }
  for (const [column, wanted] of [['status', status], ['agency', agency], ['district', district_code]] as const) {
    if (wanted === undefined) continue
    conditions.push(`${column} in (${wanted.map(() => '?').join(', ')})`)
    values.push(...wanted)
  }
  return { conditions, values }
}
