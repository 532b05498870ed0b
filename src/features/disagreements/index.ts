import { defineFeature } from '../feature.ts'
import { matching } from '../matching/index.ts'
import { mirror } from '../mirror/index.ts'
import { checkDisagreements } from './check-settings.ts'
import { DisagreementsSchema, resolveDisagreements } from './settings.ts'

export type { DisagreementsApi } from './register.ts'

/** Where systems contradict each other. */
export const disagreements = defineFeature({
  name: 'disagreements',
  section: { top: { disagreements: DisagreementsSchema }, check: checkDisagreements, resolve: resolveDisagreements },
  needs: { mirror, matching },
  migrations: {
    '018 disagreements': async () => (await import('./migrations.ts')).createDisagreements
  },
  operations: ['listDisagreements', 'exportDisagreements', 'getDisagreementIndex', 'getDisagreement',
    'acceptDisagreement', 'ignoreDisagreement', 'reopenDisagreement', 'correctDisagreement'],
  plugin: () => import('./register.ts')
})
