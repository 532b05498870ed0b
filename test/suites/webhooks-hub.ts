import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { components } from '../../src/contract/types.ts'
import { until } from '../services/wait.ts'
import { contractErrors } from './contract-check.ts'
import { createConfig, type TestConfig } from './core/city.ts'
import { authorization, type EventsHub, startEventsHub } from './events-hub.ts'
import type { StorePlace } from './stores.ts'

type Schemas = components['schemas']
export type Made = Schemas['SubscriptionWithSecret']

export const consumers = {
  reader: { scopes: ['events:read', 'events:subscribe', 'complaints:read', 'systems:read'] },
  other: { scopes: ['events:read', 'events:subscribe'] },
  desk: { scopes: ['events:subscribe', 'events:operate'] }
} satisfies NonNullable<TestConfig['consumers']>
export type ConsumerName = keyof typeof consumers

export const webhookSettings = createConfig([]).hub.webhooks

export interface Reply {
  status: number
  headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- each test says what it expects
  body: any
}

export interface WebhooksHub extends EventsHub {
  /** Asks as a consumer; what comes back is held to the contract. */
  ask(
    operation: string,
    method: string,
    path: string,
    options?: { body?: unknown; as?: ConsumerName; headers?: Record<string, string> }
  ): Promise<Reply>
  subscribe(wanted: Schemas['NewSubscription'], as?: ConsumerName): Promise<Made>
  get(id: string, as?: ConsumerName): Promise<Schemas['Subscription']>
  deliveries(id: string, query?: string): Promise<Schemas['WebhookDelivery'][]>
  /** Waits until nothing waits for it any more. */
  settled(id: string): Promise<void>
}

/** A hub that sends events, over a store that several may open. */
export async function startWebhooksHub(t: Test, place: StorePlace, settings: TestConfig = {}): Promise<WebhooksHub> {
  const running = await startEventsHub(t, place, { consumers, ...settings })
  const { url } = running
  const ask: WebhooksHub['ask'] = async (operation, method, path, { body, as = 'reader', headers = {} } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...authorization(as, consumers[as].scopes),
        ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    const text = await response.text()
    const reply = { status: response.status, headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text) as unknown }
    const wrong = contractErrors(operation, reply)
    if (wrong.length > 0) throw new Error(`${operation}: ${wrong.join('; ')}`)
    return reply
  }
  const hub: WebhooksHub = {
    ...running,
    ask,
    async subscribe(wanted, as = 'reader') {
      const { status, body } = await ask('createSubscription', 'POST', '/v1/subscriptions', { body: wanted, as,
        headers: { 'idempotency-key': `"${randomUUID()}"` } })
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
      return body as Made
    },
    get: async (id, as = 'reader') =>
      (await ask('getSubscription', 'GET', `/v1/subscriptions/${id}`, { as })).body as Schemas['Subscription'],
    deliveries: async (id, query = '') =>
      ((await ask('listWebhookDeliveries', 'GET', `/v1/subscriptions/${id}/deliveries?order=oldest&limit=100${query}`))
        .body as Schemas['WebhookDeliveryList']).items,
    settled: id => until(async () => (await hub.get(id)).waiting === 0, { what: `nothing that waits for ${id}` })
  }
  return hub
}
