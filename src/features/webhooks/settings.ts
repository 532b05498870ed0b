import { type Static, Type } from 'typebox'
import { environments } from '../../platform/config/environment.ts'
import { atLeast, coded, object, oneOf, several } from '../../platform/config/schema-parts.ts'

const between = (minimum: number, maximum: number, fallback: number, description: string) =>
  Type.Integer({ minimum, maximum, default: fallback, description })

/** Whom the hub sends events to, and how patiently. */
export const WebhooksSchema = object({
  per_consumer: atLeast(1, 20, 'Subscriptions that one consumer may have.'),
  allow_http: Type.Boolean({ default: false, description: 'Whether receivers may be without TLS.' }),
  ports: several(between(1, 65_535, 443, 'A port.'), 'Ports of receivers.', { minItems: 1, default: [443] }),
  networks: several(coded('^[0-9A-Fa-f.:]+(/\\d{1,3})?$', '10.20.0.0/16', 'An address or a network.'),
    'Addresses that are not public where receivers may be all the same, such as the network of the agencies. ' +
      'Whoever may subscribe can have the hub call any of them.', { default: [] }),
  loopback: several(oneOf(environments, 'An environment.'),
    'Where receivers on the machine of the hub are taken, on any port and without TLS.', { default: ['development'] }),
  parallel: between(1, 64, 4, 'Messages on their way to one receiver at the same time.'),
  connect_ms: between(100, 60_000, 5_000, 'For a connection to a receiver to be made.'),
  timeout_ms: between(100, 60_000, 15_000, 'For a receiver to answer, the connection included.'),
  retry_hours: between(1, 720, 72,
    'For how long a message is tried again. A receiver that took nothing in that time is given up.')
}, { default: {} })

declare module '../../platform/config/schema.ts' {
  interface HubConfig {
    webhooks: Static<typeof WebhooksSchema>
  }
}
