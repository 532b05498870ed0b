import { defineFeature } from '../feature.ts'
import { mirror } from '../mirror/index.ts'

/** Finds records of all resources by their words. */
export const search = defineFeature({
  name: 'search',
  needs: { mirror },
  migrations: {
    '023 search': async () => (await import('./migrations.ts')).createSearch
  },
  operations: ['searchRecords'],
  plugin: () => import('./register.ts')
})
