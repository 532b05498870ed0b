import { defineFeature } from '../feature.ts'
import { openData } from '../open-data/index.ts'

/** The datasets of all portals as one catalogue. */
export const catalogue = defineFeature({
  name: 'catalogue',
  needs: { openData }
})
