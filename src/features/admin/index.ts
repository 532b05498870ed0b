import { defineFeature } from '../feature.ts'

/** What operators do to the hub and its systems. */
export const admin = defineFeature({
  name: 'admin'
})
