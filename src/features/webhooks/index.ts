import { defineFeature } from '../feature.ts'
import { checkWebhooks } from './check-settings.ts'
import { WebhooksSchema } from './settings.ts'

export { pauseAfter } from './schedule.ts'
export { type Answer, createSender, type Sender } from './sender.ts'
export { signatureHeaders } from './signing.ts'
export { createTargetRules, findTargetFault, type TargetRules } from './target.ts'

/** Sends events to those who subscribed to them. */
export const webhooks = defineFeature({
  name: 'webhooks',
  section: { hub: { webhooks: WebhooksSchema }, check: checkWebhooks },
  migrations: {
    '011 webhooks': async () => (await import('./migrations.ts')).createWebhooks
  },
  operations: ['listSubscriptions', 'createSubscription', 'getSubscription', 'changeSubscription', 'deleteSubscription',
    'rotateSubscriptionSecret', 'pingSubscription', 'redeliverSince', 'listWebhookDeliveries', 'getWebhookDelivery',
    'redeliverOne'],
  commands: { subscriptions: async () => (await import('./commands.ts')).subscriptions },
  plugin: () => import('./register.ts')
})
