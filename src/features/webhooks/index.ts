import { defineFeature } from '../feature.ts'
import { checkWebhooks } from './check-settings.ts'
import { WebhooksSchema } from './settings.ts'

/** Sends events to those who subscribed to them. */
export const webhooks = defineFeature({
  name: 'webhooks',
  section: { hub: { webhooks: WebhooksSchema }, check: checkWebhooks },
  operations: ['listSubscriptions', 'createSubscription', 'getSubscription', 'changeSubscription', 'deleteSubscription',
    'rotateSubscriptionSecret', 'pingSubscription', 'redeliverSince', 'listWebhookDeliveries', 'getWebhookDelivery',
    'redeliverOne'],
  plugin: () => import('./register.ts')
})
