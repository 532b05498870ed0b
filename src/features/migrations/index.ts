import { disagreements } from '../disagreements/index.ts'
import { defineFeature } from '../feature.ts'

/** Systems that replace others, resource by resource. */
export const migrations = defineFeature({
  name: 'migrations',
  uses: { disagreements }
})
