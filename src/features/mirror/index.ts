import { defineFeature } from '../feature.ts'

/** The last known records of the systems, as everybody may see them. */
export const mirror = defineFeature({
  name: 'mirror'
})
