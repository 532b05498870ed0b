import { defineFeature } from '../feature.ts'
import { track } from '../track/index.ts'

/** What people read in a browser: first page, API reference, a page for each error. */
export const portal = defineFeature({
  name: 'portal',
  uses: { track }
})
