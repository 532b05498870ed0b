import type { Mapped } from '../../kit/adapter.ts'
import type { QualityNote } from '../../kit/quality.ts'
import { reasonOf } from './repair.ts'

type Resident = Mapped<'residents'>['record']

/** A person's own record, and what its system said of it. */
export interface FoundResident {
  record: Resident
  /** As the system tells it. */
  updatedAt: string
  quality: QualityNote[]
}

/**
 * A person's own record, made of the row that was found under the NIK. It is validated where it is shown: here only
 * what is compared must be there, and it must be this person's.
 */
export function mapResident(
  nik: string,
  map: () => Mapped<'residents'>
): Omit<FoundResident, 'quality'> | { reason: string } {
  try {
    const { key, updatedAt, record } = map()
    if (key !== nik) return { reason: 'is of somebody else than was asked for' }
    return typeof record.full_name === 'string' ? { record, updatedAt } : { reason: 'has no name' }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}
