import type { Mapped, ResourceName } from '../../src/kit/index.ts'
import type { WireRecord } from './wire.ts'

/** The record as it is: only what is the hub's own (id, source, quality, clock) is made anew. */
export function mapRecord<R extends ResourceName>(row: WireRecord): Mapped<R> {
  const { id: key, source, quality: _quality, clock: _clock, ...record } = row
  return { key, updatedAt: source.updated_at, record: record as unknown as Mapped<R>['record'] }
}
