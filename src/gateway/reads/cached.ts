import type { SharedCacheStats } from '../../platform/store/shared-cache.ts'
import type { KeptOf, KeptSize } from './kept.ts'

/** What is kept of systems, for operators to look at. */
export interface Cached {
  /** What systems said, in this process. */
  records: KeptSize
  /** Whole answers, encoded, in this process. */
  answers: KeptSize
  /** Of `records`, by system. */
  systems: ReadonlyMap<string, KeptOf>
  /** Redis, which all processes share; undefined where there is none. */
  shared: (Readonly<SharedCacheStats> & { state: string }) | undefined
}
