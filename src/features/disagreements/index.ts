import { defineFeature } from '../feature.ts'
import { matching } from '../matching/index.ts'
import { mirror } from '../mirror/index.ts'

/** Where systems contradict each other. */
export const disagreements = defineFeature({
  name: 'disagreements',
  needs: { mirror, matching }
})
