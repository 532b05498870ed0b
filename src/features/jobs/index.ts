import { defineFeature } from '../feature.ts'

/** What runs in the background, as operators see and run it. */
export const jobs = defineFeature({
  name: 'jobs',
  operations: ['listJobs', 'runJob'],
  commands: { jobs: async () => (await import('./commands.ts')).jobs },
  plugin: () => import('./register.ts')
})
