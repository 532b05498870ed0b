import { defineFeature } from '../feature.ts'

export type { Figures } from './figures.ts'
export type { FiguresApi } from './register.ts'

/** What is counted of records, for pages and alerts. */
export const figures = defineFeature({
  name: 'figures',
  migrations: {
    '013 facts': async () => (await import('./migrations.ts')).createFacts
  },
  plugin: () => import('./register.ts')
})
