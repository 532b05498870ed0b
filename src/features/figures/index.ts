import { deadlines } from '../deadlines/index.ts'
import { defineFeature } from '../feature.ts'

/** What is counted of records, for pages and alerts. */
export const figures = defineFeature({
  name: 'figures',
  uses: { deadlines }
})
