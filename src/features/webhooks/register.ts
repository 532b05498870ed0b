import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { keptForDays } from '../../platform/telemetry/retention.ts'
import { forgetDeliveries } from './forget.ts'
import { createSubscriptionHandlers } from './operations.ts'
import { createWebhooks } from './webhooks.ts'

/** Sends events to those who subscribed to them, signed, and again for days. */
export function register(
  app: FastifyInstance,
  { store, events, config, environment, jobs, log: { logger }, metrics, answer, validation, record, forgetByAge }: Hub
): void {
  const webhooks = createWebhooks({ store, events, config, environment, jobs, log: logger })
  metrics.gather(webhooks.families)
  forgetByAge(keptForDays('webhook_deliveries', () => config().hub.retention.webhook_days, forgetDeliveries))
  answer(createSubscriptionHandlers({ validation, webhooks, hearing: events.hearing, record }))
  app.addHook('onClose', webhooks.close)
}
