import { defineFeature } from '../feature.ts'
import { checkDatasets } from './check-settings.ts'
import { DatasetsSchema, HubOpenDataSchema, resolveDatasets } from './settings.ts'

/** Datasets that are made of the records of systems. */
export const openData = defineFeature({
  name: 'open-data',
  section: { top: { datasets: DatasetsSchema }, hub: { open_data: HubOpenDataSchema }, check: checkDatasets,
    resolve: resolveDatasets }
})
