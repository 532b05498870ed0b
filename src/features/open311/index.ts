import { defineFeature } from '../feature.ts'

/** Complaints in the words of Open311 GeoReport v2. */
export const open311 = defineFeature({
  name: 'open311'
})
