import type { Mapped, ResourceName } from '../../src/kit/index.ts'
import type { References } from './references.ts'
import type { WireRecord } from './wire.ts'

/** The record as it is: only ids, and what is the hub's own (source, quality, clock), are made anew. */
export function mapRecord<R extends ResourceName>(row: WireRecord, references: Pick<References, 'toOurs'>): Mapped<R> {
  const { id: key, source, quality: _quality, clock: _clock, ...record } = row
  return { key, updatedAt: source.updated_at, record: references.toOurs(record) as unknown as Mapped<R>['record'] }
}
