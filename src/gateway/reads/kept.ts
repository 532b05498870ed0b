import type { LRUCache } from 'lru-cache'
import type { Basis, Purges } from './purges.ts'

/** How much is kept in one place, in this process. */
export interface KeptSize {
  entries: number
  /** Roughly. */
  bytes: number
  /** More is never kept: what was not used for longest goes. */
  maxBytes: number
}

/**
 * What one system has in a place. What was purged is not counted, though it takes its room until something else needs
 * it.
 */
export interface KeptOf {
  entries: number
  bytes: number
}

export function sizeOf<Value extends object>(kept: LRUCache<string, Value>): KeptSize {
  return { entries: kept.size, bytes: kept.calculatedSize, maxBytes: kept.maxSize }
}

/**
 * By the first word of their keys, which is the id of a system. Looks at all entries: for operators, not for requests.
 */
export function sizesBySystem<Value extends Basis>(
  kept: LRUCache<string, Value>,
  purges: Pick<Purges, 'holds'>
): Map<string, KeptOf> {
  const sizes = new Map<string, KeptOf>()
  for (const [key, entry] of kept.entries()) {
    if (!purges.holds(entry)) continue
    const system = key.slice(0, key.indexOf(' '))
    const known = sizes.get(system) ?? { entries: 0, bytes: 0 }
    sizes.set(system, { entries: known.entries + 1, bytes: known.bytes + (kept.info(key)?.size ?? 0) })
  }
  return sizes
}
