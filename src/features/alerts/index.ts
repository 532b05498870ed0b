import { defineFeature } from '../feature.ts'
import { figures } from '../figures/index.ts'
import { checkAlerts } from './check-settings.ts'
import { AlertsSchema, resolveAlerts } from './settings.ts'

/** Tells people what is wrong. */
export const alerts = defineFeature({
  name: 'alerts',
  section: { top: { alerts: AlertsSchema }, check: checkAlerts, resolve: resolveAlerts },
  uses: { figures },
  migrations: {
    '019 alerts': async () => (await import('./migrations.ts')).createAlerts
  },
  operations: ['listAlerts', 'acknowledgeAlert', 'testReceivers', 'listSilences', 'createSilence', 'endSilence'],
  commands: { alerts: async () => (await import('./commands.ts')).alerts },
  plugin: () => import('./register.ts')
})
