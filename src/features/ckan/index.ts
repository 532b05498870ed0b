import { catalogue } from '../catalogue/index.ts'
import { defineFeature } from '../feature.ts'
import { openData } from '../open-data/index.ts'

/** The catalogue in the words of the CKAN Action API. */
export const ckan = defineFeature({
  name: 'ckan',
  needs: { catalogue, openData },
  routes: {
    // CKAN's callers show who they are without a scheme, in a header of its own or in that of everybody.
    ckan: { rule: 'own', calls: [['GET /api/3', 'listDatasets'], ['GET /api/3/action/package_list', 'listDatasets'], [
      'GET /api/3/action/package_search',
      'listDatasets'
    ], ['POST /api/3/action/package_search', 'listDatasets'], ['GET /api/3/action/datastore_search', 'listDatasets'], [
      'GET /api/action/package_list',
      'listDatasets'
    ]] }
  },
  plugin: () => import('./register.ts')
})
