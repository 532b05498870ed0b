import { defineFeature } from '../feature.ts'

export { createTraitsMaker, keysOf } from './traits.ts'

/** Who is the same as whom, from what records say. */
export const matching = defineFeature({
  name: 'matching'
})
