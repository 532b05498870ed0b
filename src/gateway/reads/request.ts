import type { Operation } from '../../contract/contract.ts'
import type { Visibility } from '../../platform/privacy/visibility.ts'
import type { Asker } from '../systems/asker.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Made, Tolerance } from './answers.ts'

export interface ReadRequest {
  operation: Operation
  /** Parameters as the contract's validation gave them. */
  values: Readonly<Record<string, unknown>>
  visibility: Visibility
  asker: Asker
  /** What the caller asks of the answer's age. */
  tolerance: Tolerance
  /** Of a list only records that this is true of: what is a citizen's own. Such an answer is kept nowhere. */
  mine?: (record: CanonicalRecord) => boolean
}

export type ReadAnswer = Made & { hit: boolean }
