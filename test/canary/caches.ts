import { LRUCache } from 'lru-cache'
import { personsIn } from './canaries.ts'
import type { Look } from './report.ts'

/**
 * Names under which something is kept in the memory of a process. What a caller searches for may stand in one; a number
 * of a person may not.
 */
export function watchCaches(look: Look): void {
  const { set } = LRUCache.prototype
  LRUCache.prototype.set = function(this: LRUCache<object, object>, ...parameters: Parameters<typeof set>) {
    const [key] = parameters
    if (typeof key === 'string')
      look({ place: 'cache key', where: 'in memory', rule: 'persons' }, personsIn(key).includes('nik') ? key : '')
    return set.apply(this, parameters)
  } as typeof set
}
