import type { EnvironmentName } from '../../platform/config/environment.ts'
import type { Config } from '../../platform/config/schema.ts'
import { createSender, createTargetRules, type TargetRules } from '../webhooks/index.ts'
import type { Channel, SendResult } from './channels/channel.ts'
import { createEmailChannel } from './channels/email.ts'
import { createTelegramChannel } from './channels/telegram.ts'
import { createWebhookChannel } from './channels/webhook.ts'
import { messageOf } from './message.ts'
import type { NoticeBody } from './notices.ts'
import type { AlertsConfig, ReceiverConfig } from './settings.ts'

/** Brings notices to receivers, in each one's language and on its channel. */
export interface Post {
  /** Never rejects, but for the reason of the signal. */
  send(
    receiver: ReceiverConfig,
    notice: { id: string; at: number; body: NoticeBody },
    signal: AbortSignal
  ): Promise<SendResult>
  close(): Promise<void>
}

export interface PostOptions {
  config(): Config
  environment: EnvironmentName
  /** PEM of the authorities that receivers' certificates are signed by, in place of the public ones. */
  ca?: string | undefined
}

export function createPost({ config, environment, ca }: PostOptions): Post {
  let known: { of: Config; rules: TargetRules } | undefined
  /** Who writes an address into the city's file has chosen its port; where it may lead is said for all receivers. */
  const rules = (): TargetRules => {
    const of = config()
    if (known?.of !== of)
      known = { of,
        rules: createTargetRules({ ...of.hub.webhooks, ports: [...of.hub.webhooks.ports, ...portsOf(of.alerts)] },
          environment) }
    return known.rules
  }
  const settings = (): Config['hub']['webhooks'] => config().hub.webhooks
  const sender = createSender({ rules, connectMs: () => settings().connect_ms, timeoutMs: () => settings().timeout_ms,
    ca })
  const channels: Readonly<Record<'webhook' | 'email' | 'telegram', Channel>> = {
    webhook: createWebhookChannel(sender, () => config().city.name),
    email: createEmailChannel({ timeoutMs: () => settings().timeout_ms, ca }),
    telegram: createTelegramChannel(sender)
  }

  return {
    send(receiver, { id, at, body }, signal) {
      const { city, hub, alerts } = config()
      const channel = receiver.webhook !== undefined
        ? channels.webhook
        : receiver.email !== undefined
        ? channels.email
        : channels.telegram
      const message = messageOf(body, receiver.language ?? alerts.language, { city: city.name,
        publicUrl: hub.public_url }, Date.now())
      return channel.send(receiver, { id, at, body, message }, signal)
    },
    close: () => sender.close()
  }
}

function portsOf({ receivers }: AlertsConfig): number[] {
  return Object.values(receivers).flatMap(({ webhook, telegram }) => {
    const url = URL.parse(webhook?.url ?? telegram?.url ?? '')
    return url === null || url.port === '' ? [] : [Number(url.port)]
  })
}
