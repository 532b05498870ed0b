import { catalogue } from '../catalogue/index.ts'
import { defineFeature } from '../feature.ts'

/** The catalogue as linked data (DCAT-AP). */
export const dcat = defineFeature({
  name: 'dcat',
  needs: { catalogue },
  routes: {
    // As the contract has it of the operation that lists datasets.
    dcat: { rule: { public: true, scopes: ['datasets:read'], citizen: false },
      requests: ['GET /catalog', 'GET /catalog.ttl', 'GET /dataset/{id}', 'GET /dataset/{id}/resource/{file}',
        'GET /ns/sdi'] }
  },
  plugin: () => import('./register.ts')
})
