import type { ResourceName } from '../../contract/resources.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Mirror } from './mirror.ts'
import { walkedAt } from './walks.ts'

export interface StandInOptions {
  mirror: Pick<Mirror, 'keeps' | 'get' | 'list'>
  store: Pick<Store, 'read'>
  /** For how long a record may stand in, ms. */
  onErrorMs(): number
}

/**
 * What the mirror can tell in place of a system that cannot answer. A list only when it was once read whole: part of
 * one would pass for all of it.
 */
export function createStandIn({ mirror, store, onErrorMs }: StandInOptions) {
  const oldest = (): number => Date.now() - onErrorMs()
  return {
    async record(
      system: string,
      resource: ResourceName,
      id: string,
      notBefore: number
    ): Promise<{ record: CanonicalRecord; at: number } | undefined> {
      const found = mirror.keeps(system, resource) && onErrorMs() > 0
        ? await mirror.get(system, resource, id)
        : undefined
      if (found === undefined || found.seenAt < Math.max(oldest(), notBefore)) return undefined
      return { record: found.record as unknown as CanonicalRecord, at: found.seenAt }
    },
    async wholeAt(system: string, resource: ResourceName): Promise<number | undefined> {
      const at = mirror.keeps(system, resource) && onErrorMs() > 0 ? await walkedAt(store, system, resource) : undefined
      return at === undefined || at < oldest() ? undefined : at
    },
    async list(system: string, resource: ResourceName, offset: number, limit: number): Promise<CanonicalRecord[]> {
      const page = await mirror.list(system, resource, { offset, limit, seenSince: oldest() })
      return page.map(({ record }) => record as unknown as CanonicalRecord)
    }
  }
}
