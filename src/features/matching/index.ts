import { defineFeature } from '../feature.ts'

export { likeness, readFilter } from './bloom.ts'
export { compare, type Side, sidesOf } from './compare.ts'
export { businessWords, personWords } from './names.ts'
export { numberForm, type NumberKind, partiesOf, type Party, type PartyKind, resourcesWithParties,
  type Role } from './parties.ts'
export { type Location, readPlace } from './places.ts'
export type { MatchingApi } from './register.ts'
export { byWayOf, judge, type Reason, reasonText } from './score.ts'
export { sound } from './spelling.ts'
export { createTraitsMaker, keysOf } from './traits.ts'
export { nameShape, type PartyTraits, streetShape, type Traits, TRAITS_VERSION, type TraitsMaker } from './traits.ts'
export { LIKELY, POSSIBLE } from './weights.ts'

/** Who is the same as whom, from what records say. */
export const matching = defineFeature({
  name: 'matching',
  plugin: () => import('./register.ts')
})
