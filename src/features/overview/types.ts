import type { components } from '../../contract/types.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Party, Side } from '../matching/index.ts'

type Schemas = components['schemas']

export type Resource = Schemas['OverviewResource']
export type ResidentOverview = Schemas['ResidentOverview']
export type BusinessOverview = Schemas['BusinessOverview']
export type ParcelOverview = Schemas['ParcelOverview']
export type Source = Schemas['OverviewSource']
export type RecordRow = Schemas['OverviewRecord']
export type Candidate = Schemas['OverviewCandidate']
export type Contradiction = Schemas['OverviewContradiction']

/** A record of the one who was asked for, as its system gives it now. */
export interface Found {
  system: string
  resource: Resource
  record: CanonicalRecord
  /** Who of those whom it names was asked for, as it stands there. */
  party: Party
  /** The same as it is compared. */
  side: Side
  matchedBy: RecordRow['matched_by']
  /** ms since 1970 */
  asOf: number
}

/** One whose system could not be asked: what the hub kept of it, masked. */
export interface Kept {
  system: string
  resource: Resource
  id: string
  record: Readonly<Record<string, unknown>>
  role: RecordRow['role']
  matchedBy: RecordRow['matched_by']
  asOf: number
}
