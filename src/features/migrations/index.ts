import { disagreements } from '../disagreements/index.ts'
import { defineFeature } from '../feature.ts'
import { checkSuccessions } from './check-settings.ts'
import { resolveSuccessions, SuccessionsSchema } from './settings.ts'

/** Systems that replace others, resource by resource. */
export const migrations = defineFeature({
  name: 'migrations',
  section: { top: { successions: SuccessionsSchema }, check: checkSuccessions, resolve: resolveSuccessions },
  uses: { disagreements },
  operations: ['listSuccessions', 'reportSuccession', 'listSuccessionDifferences', 'compareSuccession'],
  plugin: () => import('./register.ts')
})
