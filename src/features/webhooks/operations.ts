import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import type { Hearing } from '../../gateway/events/hearing.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { fingerprint, readKey } from '../../gateway/writes/idempotency.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Session } from '../../http/auth.ts'
import { typesFor } from '../../http/events.ts'
import type { Handlers } from '../../http/handlers.ts'
import type { OnRecord } from '../../http/operator-record.ts'
import { misfit, readBody, readParameters } from '../../http/parameters.ts'
import { EVENTS_OPERATE_SCOPE } from '../../platform/config/scopes.ts'
import { noSuchSubscription } from './subscriptions.ts'
import type { Subscription } from './tables.ts'
import { TargetFault } from './target.ts'
import { viewDelivery, viewSubscription } from './view.ts'
import type { Webhooks } from './webhooks.ts'

type Schemas = components['schemas']

export interface SubscriptionsOptions {
  validation: Validation
  webhooks: Webhooks
  hearing: Hearing
  record: OnRecord
}

/** Who wants events sent where. A consumer sees and changes its own; operators look after those of all. */
export function createSubscriptionHandlers({ validation, webhooks, hearing, record }: SubscriptionsOptions): Handlers {
  const { subscriptions, states, deliveries } = webhooks

  const send = (reply: FastifyReply, schema: string, value: unknown): FastifyReply =>
    reply.headers(OWN_HEADERS).send(validation.serialize(schema, value))

  async function find(request: FastifyRequest, id: string): Promise<Subscription> {
    const found = await subscriptions.get(id)
    // Whether another consumer has one of this id is nobody's business.
    if (found === undefined || (!isOwn(found, request.session) && !operates(request.session)))
      throw noSuchSubscription()
    return found
  }

  async function findOf(operation: Operation, request: FastifyRequest): Promise<Subscription> {
    const { id } = readParameters(validation, operation, request) as { id: string }
    return find(request, id)
  }

  /** What an operator does to the subscription of another is on record; what consumers do to their own is theirs. */
  function act<T>(
    request: FastifyRequest,
    subscription: Subscription,
    action: `subscription.${string}`,
    work: () => Promise<T>
  ): Promise<T> {
    if (isOwn(subscription, request.session)) return work()
    return record(request, { action, target: subscription.id, detail: `of ${subscription.consumer}`,
      reason: undefined }, work)
  }

  async function view(subscription: Subscription, session: Session | undefined): Promise<Schemas['Subscription']> {
    const waiting = (await deliveries.waiting([subscription.seq])).get(subscription.seq)
    return viewSubscription(subscription, { ...webhooks, isOwn: isOwn(subscription, session), waiting })
  }

  async function checkTarget(url: string): Promise<void> {
    try {
      await webhooks.check(url)
    } catch (error) {
      if (!(error instanceof TargetFault)) throw error
      throw new SatuError('receiver_refused', `Events cannot be sent there: the address ${error.message}.`, {
        stage: 'webhooks',
        errors: [{ in: 'body', field: 'url', code: error.code, detail: error.message }],
        cause: error.cause
      })
    }
  }

  return {
    listSubscriptions: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { session } = request
      const { consumer, status, limit, cursor } = values as { consumer?: string; status?: Subscription['status'][];
        limit: number; cursor?: string }
      if (!operates(session) && consumer !== undefined && consumer !== session?.consumer) {
        throw new SatuError('forbidden',
          'Only operators see the subscriptions of others: it takes the scope events:operate.', { stage: 'auth' })
      }
      const { items, next } = await subscriptions.list({ consumer: operates(session) ? consumer : session?.consumer,
        status, limit, after: readPlace(cursor) })
      const waiting = await deliveries.waiting(items.map(({ seq }) => seq))
      return sendPage(reply, operation.path, values, next, 'SubscriptionList',
        items.map(item =>
          viewSubscription(item, { ...webhooks, isOwn: isOwn(item, session), waiting: waiting.get(item.seq) })
        ))
    },
    createSubscription: operation => async (request, reply) => {
      const { 'Idempotency-Key': header } = readParameters(validation, operation, request) as {
        'Idempotency-Key': string
      }
      const body = readBody(validation, operation, request) as Schemas['NewSubscription']
      const { consumer, scopes } = sessionOf(request)
      const { url, description = null, types, system = null, resource = null, subject = null } = body
      typesFor(hearing, scopes, types)
      const key = readKey(header)
      // A repeat is answered as the first one was, whether anybody is there now or not.
      if (!await subscriptions.knows(consumer, key)) await checkTarget(url)
      const { per_consumer: most } = request.serving.config.hub.webhooks
      const { subscription, secret } = await subscriptions.make({
        consumer,
        url,
        description,
        types,
        system,
        resource,
        subject,
        scopes: [...scopes],
        idempotencyKey: key,
        fingerprint: fingerprint(operation.id, undefined, body)
      }, most)
      webhooks.wake()
      void reply.code(201).header('location', `${operation.path}/${subscription.id}`)
      return send(reply, 'SubscriptionWithSecret', { ...await view(subscription, request.session), secret })
    },
    getSubscription: operation => async (request, reply) =>
      send(reply, 'Subscription', await view(await findOf(operation, request), request.session)),
    changeSubscription: operation => async (request, reply) => {
      const found = await findOf(operation, request)
      const { types, paused, skip_missed: skipMissed = false, ...fields } = readBody(validation, operation,
        request) as Schemas['SubscriptionChange']
      const { session } = request
      if (!isOwn(found, session) && (types !== undefined || Object.keys(fields).length > 0)) {
        throw new SatuError('forbidden',
          'Operators pause and resume the subscriptions of others, and change nothing else of them.', { stage: 'auth' })
      }
      if (skipMissed && paused !== false)
        throw misfit([{ in: 'body', field: 'skip_missed', code: 'dependency', detail: 'goes with paused false alone' }])
      const { scopes } = sessionOf(request)
      if (types !== undefined) typesFor(hearing, scopes, types ?? undefined)
      if (fields.url !== undefined && fields.url !== found.url) await checkTarget(fields.url)
      const change = { ...fields, paused, skipMissed,
        ...(types !== undefined && { types: { names: types, scopes: [...scopes] } }) }
      const changed = await act(request, found, paused === true ? 'subscription.pause' : 'subscription.resume',
        () => states.change(found.id, change))
      webhooks.wake()
      return send(reply, 'Subscription', await view(changed, session))
    },
    deleteSubscription: operation => async (request, reply) => {
      const found = await findOf(operation, request)
      await act(request, found, 'subscription.delete', () => subscriptions.remove(found.id))
      return reply.code(204).header('cache-control', 'no-store').send()
    },
    rotateSubscriptionSecret: operation => async (request, reply) => {
      const { id } = await findOf(operation, request).then(found => own(found, request.session))
      const { overlap_seconds: overlap = 86_400 } = readBody(validation, operation,
        request) as Schemas['SecretRotation']
      const { subscription, secret } = await subscriptions.rotate(id, Date.now() + overlap * 1_000)
      return send(reply, 'SubscriptionWithSecret', { ...await view(subscription, request.session), secret })
    },
    pingSubscription: operation => async (request, reply) => {
      const found = await findOf(operation, request)
      const { id } = found
      const delivery = await act(request, found, 'subscription.ping', () => states.ping(id))
      webhooks.wake()
      void reply.code(202).header('location', `/v1/subscriptions/${id}/deliveries/${delivery.event}`)
      return send(reply, 'WebhookDelivery', viewDelivery(delivery))
    },
    redeliverSince: operation => async (request, reply) => {
      const found = await findOf(operation, request)
      const { since, all = false } = readBody(validation, operation, request) as Schemas['RedeliveryRequest']
      const redelivered = await act(request, found, 'subscription.redeliver',
        () => deliveries.allSince(found.id, Date.parse(since), all))
      webhooks.wake()
      return send(reply, 'Redelivery', redelivered)
    },
    listWebhookDeliveries: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { id, cursor, status, type, subject, order, limit } = values as { id: string; cursor?: string;
        status?: never; type?: never; subject?: string; order: 'newest' | 'oldest'; limit: number }
      const { seq } = await find(request, id)
      const { items, next } = await deliveries.list({ subscription: seq, status, type, subject, order, limit,
        after: readPlace(cursor) })
      return sendPage(reply, operation.path.replace('{id}', id), values, next, 'WebhookDeliveryList',
        items.map(viewDelivery))
    },
    getWebhookDelivery: operation => async (request, reply) => {
      const { id, delivery } = readParameters(validation, operation, request) as { id: string; delivery: string }
      const { seq } = await find(request, id)
      return send(reply, 'WebhookDelivery', viewDelivery(await deliveries.get(seq, Number(delivery))))
    },
    redeliverOne: operation => async (request, reply) => {
      const { id, delivery } = readParameters(validation, operation, request) as { id: string; delivery: string }
      const found = await find(request, id)
      const again = await act(request, found, 'subscription.redeliver', () => deliveries.again(id, Number(delivery)))
      webhooks.wake()
      void reply.code(202).header('location', `/v1/subscriptions/${id}/deliveries/${delivery}`)
      return send(reply, 'WebhookDelivery', viewDelivery(again))
    }
  }

  function sendPage(
    reply: FastifyReply,
    path: string,
    values: Record<string, unknown>,
    next: number | undefined,
    schema: string,
    items: readonly unknown[]
  ): FastifyReply {
    const cursor = next === undefined ? null : writePlace(next)
    if (cursor !== null) reply.header('link', nextLink(path, values, cursor))
    return send(reply, schema, { items, next_cursor: cursor, meta: { sources: [] } })
  }
}

function sessionOf({ session }: FastifyRequest): Session {
  if (session === undefined)
    throw new SatuError('unauthenticated', 'This operation needs an access token or an API key.', { stage: 'auth' })
  return session
}

function isOwn({ consumer }: Subscription, session: Session | undefined): boolean {
  return consumer === session?.consumer
}

function operates(session: Session | undefined): boolean {
  return session?.scopes.has(EVENTS_OPERATE_SCOPE) === true
}

/** @throws SatuError forbidden for another's: nobody else learns a secret */
function own(subscription: Subscription, session: Session | undefined): Subscription {
  if (!isOwn(subscription, session))
    throw new SatuError('forbidden', 'Only the consumer of a subscription gets its secret.', { stage: 'auth' })
  return subscription
}
