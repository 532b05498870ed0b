import { catalogue } from '../catalogue/index.ts'
import { defineFeature } from '../feature.ts'

/** The catalogue as linked data (DCAT-AP). */
export const dcat = defineFeature({
  name: 'dcat',
  needs: { catalogue }
})
