import { defineFeature } from '../feature.ts'

/** The time limits that run on complaints and information requests. */
export const deadlines = defineFeature({
  name: 'deadlines',
  operations: ['getInformationRequestStatistics'],
  plugin: () => import('./register.ts')
})
