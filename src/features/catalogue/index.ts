import { defineFeature } from '../feature.ts'
import { openData } from '../open-data/index.ts'
import { CatalogueSchema } from './settings.ts'

export type { Catalogues } from './catalogues.ts'

/** The datasets of all portals as one catalogue. */
export const catalogue = defineFeature({
  name: 'catalogue',
  section: { top: { catalogue: CatalogueSchema } },
  needs: { openData },
  plugin: () => import('./register.ts')
})
