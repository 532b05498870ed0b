import { defineFeature } from '../feature.ts'

/** Notices when a system sends something else than it did. */
export const drift = defineFeature({
  name: 'drift'
})
