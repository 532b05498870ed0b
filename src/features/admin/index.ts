import { defineFeature } from '../feature.ts'

/** What operators do to the hub and its systems. */
export const admin = defineFeature({
  name: 'admin',
  operations: ['listOperatorActions', 'getCache', 'purgeCache', 'listConsumers', 'getConsumer', 'suspendConsumer',
    'resumeConsumer', 'revokeConsumerKey', 'getDeliveries', 'switchDeliveries', 'getSystemDeliveries',
    'switchSystemDeliveries', 'retrySystemDeliveries', 'retrySubmission', 'editSubmission', 'abandonSubmission',
    'confirmSubmission', 'getLogLevel', 'setLogLevel', 'setSystemLogLevel', 'listOperatedSystems', 'getOperatedSystem',
    'pauseSystem', 'resumeSystem', 'planMaintenance', 'endMaintenance', 'reloadSystem', 'probeSystem'],
  plugin: () => import('./register.ts')
})
