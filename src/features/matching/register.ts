import { createTraitsMaker, keysOf } from './traits.ts'

/** What tells who is the same as whom, for features that keep it beside a record. */
export interface MatchingApi {
  createTraitsMaker: typeof createTraitsMaker
  keysOf: typeof keysOf
}

/** Nothing of it runs by itself: it is asked by the features that compare records. */
export function register(): MatchingApi {
  return { createTraitsMaker, keysOf }
}
