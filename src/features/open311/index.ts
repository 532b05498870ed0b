import { defineFeature } from '../feature.ts'
import { Open311Schema } from './settings.ts'

/** Complaints in the words of Open311 GeoReport v2. */
export const open311 = defineFeature({
  name: 'open311',
  section: { top: { open311: Open311Schema } }
})
