import { LRUCache } from 'lru-cache'

/**
 * Keeps this many entries, those used last. Room is taken as they come: `max` would take it for all of them at once, in
 * a hub that may never keep one.
 */
export function createLru<V extends {}>(entries: number): LRUCache<string, V> {
  return new LRUCache<string, V>({ maxSize: entries, sizeCalculation: () => 1 })
}
