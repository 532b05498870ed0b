import { defineFeature } from '../feature.ts'

export type { Figures } from './figures.ts'
export type { FiguresApi } from './register.ts'

/** What is counted of records, for pages and alerts. */
export const figures = defineFeature({
  name: 'figures',
  plugin: () => import('./register.ts')
})
