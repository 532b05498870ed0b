import { disagreements } from '../disagreements/index.ts'
import { defineFeature } from '../feature.ts'
import { checkSuccessions } from './check-settings.ts'
import { resolveSuccessions, SuccessionsSchema } from './settings.ts'

/** Systems that replace others, resource by resource. */
export const migrations = defineFeature({
  name: 'migrations',
  section: { top: { successions: SuccessionsSchema }, check: checkSuccessions, resolve: resolveSuccessions },
  uses: { disagreements },
  migrations: {
    '020 successions': async () => (await import('./migrations/successions.ts')).createSuccessions,
    '024 succession passes': async () => (await import('./migrations/succession-passes.ts')).createSuccessionPasses
  },
  operations: ['listSuccessions', 'reportSuccession', 'listSuccessionDifferences', 'compareSuccession'],
  commands: { succession: async () => (await import('./commands.ts')).succession },
  plugin: () => import('./register.ts')
})
