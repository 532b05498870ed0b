import type { Freshness } from '../../../kit/adapter.ts'
import { LEAST_AGE_MS, type Tolerance } from '../answers.ts'
import type { Cache, CacheRead } from '../cache.ts'
import type { Fetching } from './stage.ts'

/**
 * Gives what the system said before, while it is fresh or its caller tolerates it; else asks the system, once for all
 * who want the same, in all processes. A system that fails is stood in for by what it said last.
 */
export function cached(cache: Pick<Cache, 'read'>): Fetching {
  return ({ key, freshness, tags, shareMs, patience, tolerance, notBefore, weigh, load }) =>
    cache.read(key, { freshness, tags, shareMs, patience, weigh, load, ...ageOf(tolerance, freshness, notBefore) })
}

/** What a caller tolerates, as the cache understands it. */
function ageOf(
  { notBefore = 0, minFresh, onError, ahead = false }: Tolerance,
  { fresh, on_error }: Freshness,
  atLeast: number
): Pick<CacheRead<unknown>, 'notBefore' | 'onError' | 'ahead'> {
  const lasting = minFresh === undefined ? 0 : Date.now() - Math.max(LEAST_AGE_MS, (fresh - minFresh) * 1_000)
  return {
    notBefore: Math.max(notBefore, lasting, atLeast),
    // Nobody is served older than the config allows.
    onError: onError === undefined ? undefined : Math.min(onError, on_error),
    ahead
  }
}
