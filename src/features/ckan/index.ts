import { catalogue } from '../catalogue/index.ts'
import { defineFeature } from '../feature.ts'
import { openData } from '../open-data/index.ts'

/** The catalogue in the words of the CKAN Action API. */
export const ckan = defineFeature({
  name: 'ckan',
  needs: { catalogue, openData }
})
