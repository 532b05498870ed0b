import { Type } from 'typebox'
import { defineAdapter, reader } from '../../src/kit/index.ts'
import { mapDelivery } from './map.ts'
import { receiveIncident } from './receive.ts'
import type { Delivery } from './wire.ts'

interface Webhook {
  secrets: readonly string[]
  agencyId: string | undefined
}

const secret = (description: string) =>
  Type.String({ pattern: '^whsec_[A-Za-z0-9+/]{32,86}={0,2}$', writeOnly: true, description })

/** Any application of today that posts its incidents into the hub, signed as Standard Webhooks has it. */
export const adapter = defineAdapter({
  product: 'webhook',
  title: 'Incidents by webhook',
  version: 1,
  needsUrl: false,
  settings: Type.Object(
    {
      secret: secret('Secret that signs the messages: whsec_ and the base64 of 24 to 64 bytes.'),
      previous_secret: Type.Optional(secret('The one before it, for as long as the sender still signs with it.'))
    },
    { additionalProperties: false }
  ),
  connect: ({ secret, previous_secret }, { system }): Webhook => ({
    secrets: previous_secret === undefined ? [secret] : [secret, previous_secret],
    agencyId: system.agencyId
  }),
  // It cannot be asked.
  probe: async () => {},
  resources: {
    incidents: reader('incidents', {
      order: 'canonical',
      pageSize: 100,
      onlyOwnAgency: true,
      freshness: { fresh: 1, revalidate: 0, on_error: 0 },
      inbox: {
        receive: ({ secrets }: Webhook, message) => receiveIncident(message, secrets),
        // Senders try again for days, under the same id.
        repeat: { of: (row: Delivery) => row.webhookId, seconds: 3 * 86_400 }
      },
      map: (row: Delivery, tools, { agencyId }: Webhook) => mapDelivery(row, tools, agencyId)
    })
  }
})
