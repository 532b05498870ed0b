import { defineFeature } from '../feature.ts'

/** Datasets that are made of the records of systems. */
export const openData = defineFeature({
  name: 'open-data'
})
