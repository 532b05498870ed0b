import { defineFeature } from '../feature.ts'

/** What operators do to the hub and its systems. */
export const admin = defineFeature({
  name: 'admin',
  operations: ['listOperatorActions', 'getCache', 'purgeCache', 'listConsumers', 'getConsumer', 'suspendConsumer',
    'resumeConsumer', 'revokeConsumerKey', 'getDeliveries', 'switchDeliveries', 'getSystemDeliveries',
    'switchSystemDeliveries', 'retrySystemDeliveries', 'retrySubmission', 'editSubmission', 'abandonSubmission',
    'confirmSubmission', 'getLogLevel', 'setLogLevel', 'setSystemLogLevel', 'listOperatedSystems', 'getOperatedSystem',
    'pauseSystem', 'resumeSystem', 'planMaintenance', 'endMaintenance', 'reloadSystem', 'probeSystem'],
  commands: {
    admin: async () => (await import('./commands.ts')).admin,
    cache: async () => (await import('./commands/cache.ts')).cache,
    consumer: async () => (await import('./commands/consumer.ts')).consumer,
    system: async () => (await import('./commands/system.ts')).system
  },
  plugin: () => import('./register.ts')
})
