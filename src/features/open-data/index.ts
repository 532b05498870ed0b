import { defineFeature } from '../feature.ts'
import { checkDatasets } from './check-settings.ts'
import { DatasetsSchema, HubOpenDataSchema, resolveDatasets } from './settings.ts'

export { cell } from './formats/csv.ts'
export type { OpenData } from './model.ts'
export type { Column, ColumnType, Dataset, DatasetState, Edition, FormatName, Frequency, Row, RowQuery, Sdi,
  Value } from './model.ts'

/** Datasets that are made of the records of systems. */
export const openData = defineFeature({
  name: 'open-data',
  section: { top: { datasets: DatasetsSchema }, hub: { open_data: HubOpenDataSchema }, check: checkDatasets,
    resolve: resolveDatasets },
  routes: {
    // What is published is everybody's.
    'data': { rule: 'open', requests: ['GET /data'] },
    'data-set': { rule: 'open', requests: ['GET /data/{name}'] },
    'data-file': { rule: 'open', requests: ['GET /data/{name}.csv'] },
    'data-history': { rule: 'open', requests: ['GET /data/{name}/history/2026-11-28.csv'] },
    'data-dictionary': { rule: 'open', requests: ['GET /data/{name}/dictionary.json'] }
  },
  commands: { data: async () => (await import('./commands.ts')).data },
  plugin: () => import('./register.ts')
})
