import { deadlines } from '../deadlines/index.ts'
import { defineFeature } from '../feature.ts'

/** Finds cases by the numbers that residents hold. */
export const track = defineFeature({
  name: 'track',
  uses: { deadlines }
})
