import { defineFeature } from '../feature.ts'
import { figures } from '../figures/index.ts'

/** Tells people what is wrong. */
export const alerts = defineFeature({
  name: 'alerts',
  uses: { figures }
})
