import type { Mapped } from '../kit/adapter.ts'
import { reasonOf } from './repair.ts'

type Resident = Mapped<'residents'>['record']

/**
 * A person's own record, made of the row that was found under the NIK. It is never validated against the contract, since
 * nothing of it is shown: only what is compared must be there, and it must be this person's.
 */
export function mapResident(nik: string, map: () => Mapped<'residents'>): { record: Resident } | { reason: string } {
  try {
    const { key, record } = map()
    if (key !== nik) return { reason: 'is of somebody else than was asked for' }
    return typeof record.full_name === 'string' ? { record } : { reason: 'has no name' }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}
