import { bag, list } from '../../platform/config/bag.ts'
import type { CheckContext } from '../../platform/config/check-context.ts'
import { networkFault } from '../../platform/config/networks.ts'

/** What a schema cannot say of webhooks. Whatever has the wrong shape is passed over. */
export function checkWebhooks({ content, report }: Pick<CheckContext, 'content' | 'report'>): void {
  const hub = bag(content['hub'])
  const { networks, retry_hours: hours } = bag(hub['webhooks'])
  for (const [i, network] of list(networks).entries()) {
    const fault = typeof network === 'string'
      ? networkFault(network, 'what is in it can be called by whoever may subscribe')
      : undefined
    if (fault !== undefined) report(`/hub/webhooks/networks/${i}`, fault)
  }
  const { event_days: days } = bag(hub['retention'])
  if (typeof hours === 'number' && typeof days === 'number' && hours > days * 24) {
    report('/hub/webhooks/retry_hours', `must not be longer than events are kept (hub.retention.event_days: ${days})`)
  }
}
