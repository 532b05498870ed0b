import type { Records } from '../../src/kit/index.ts'

export type StatusCode = Exclude<Records['tax-bills']['status']['code'], 'overdue' | 'unknown'>

/** What one city's mapping looks things up in. */
export interface Tables {
  /** How the city's tax object numbers begin: `3273`. */
  regency: string
  /** Kemendagri codes of districts by tax code. */
  districts: Readonly<Record<string, string>>
  status: Readonly<Record<string, StatusCode>>
  banks: Readonly<Record<string, string>>
}

/** STATUS_PEMBAYARAN_SPPT. 2 and 6 are in use, too; what they mean is each city's own. */
export const statusCodes = { '0': 'unpaid', '1': 'paid' } as const satisfies Record<string, StatusCode>

/** Codes of the clearing house. */
export const banks: Readonly<Record<string, string>> = { '002': 'BRI', '008': 'Mandiri', '009': 'BNI', '110': 'bjb' }
