import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import type { KeyRevocations } from '../../gateway/operators/key-revocations.ts'
import type { Suspensions } from '../../gateway/operators/suspensions.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { suggestion } from '../../platform/config/problems.ts'
import type { ConsumerConfig } from '../../platform/config/schema.ts'
import { useOf } from '../../platform/telemetry/consumer-use.ts'
import type { Family } from '../../platform/telemetry/metrics.ts'

type Schemas = components['schemas']

export interface ConsumerHandlersOptions {
  validation: Validation
  record: OnRecord
  suspensions: Suspensions
  revocations: KeyRevocations
  /** Of every process of the hub. */
  numbersOfAll(): Promise<readonly (readonly Family[])[]>
}

/** The applications that may call, how much they do, and who of them is shut out. */
export function createConsumerHandlers(
  { validation, record, suspensions, revocations, numbersOfAll }: ConsumerHandlersOptions
): Handlers {
  function named(operation: Operation, request: FastifyRequest): ConsumerConfig {
    const { id } = readParameters(validation, operation, request) as { id: string }
    const { consumers } = request.serving.config
    const consumer = consumers[id]
    if (consumer === undefined)
      throw new SatuError('not_found', `No consumer has this id${suggestion(id, Object.keys(consumers))}`, {
        stage: 'admin'
      })
    return consumer
  }
  const view = (consumer: ConsumerConfig): Schemas['OperatedConsumer'] =>
    viewConsumer(consumer, suspensions, revocations)

  async function send(
    { serving }: FastifyRequest,
    reply: FastifyReply,
    consumer: ConsumerConfig
  ): Promise<FastifyReply> {
    const now = Date.now()
    const { requests, lastSeenAt } = useOf(consumer.id, await numbersOfAll())
    const use: Schemas['ConsumerUse'] = {
      requests,
      ...(lastSeenAt !== undefined && { last_seen: toWib(new Date(lastSeenAt)) }),
      windows: serving.windowUseOf(consumer, now).map(({ name, used, requests: most, resetsInMs }) => ({
        name: name === 'day' ? 'day' : 'rate',
        used,
        requests: most,
        resets_in_seconds: Math.ceil(resetsInMs / 1_000)
      }))
    }
    return reply.headers(OWN_HEADERS).send(validation.serialize('OperatedConsumer', { ...view(consumer), use }))
  }

  return {
    listConsumers: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const start = readPlace(cursor) ?? 0
      const all = Object.values(request.serving.config.consumers).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const next = start + limit < all.length ? writePlace(start + limit) : null
      if (next !== null) reply.header('link', nextLink(operation.path, values, next))
      const items = all.slice(start, start + limit).map(view)
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('OperatedConsumerList', { items, next_cursor: next, meta: { sources: [] } })
      )
    },
    getConsumer: operation => async (request, reply) => send(request, reply, named(operation, request)),
    suspendConsumer: operation => async (request, reply) => {
      const consumer = named(operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      await record(request, { action: 'consumer.suspend', target: consumer.id, reason }, () => {
        if (consumer.id === request.session?.consumer)
          throw new SatuError('state_conflict',
            "That would shut out who asks for it: another operator's application has to do it.", { stage: 'admin' })
        return suspensions.suspend(consumer.id, operatorOf(request.session), reason)
      })
      return send(request, reply, consumer)
    },
    resumeConsumer: operation => async (request, reply) => {
      const consumer = named(operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      await record(request, { action: 'consumer.resume', target: consumer.id, reason },
        () => suspensions.resume(consumer.id))
      return send(request, reply, consumer)
    },
    revokeConsumerKey: operation => async (request, reply) => {
      const consumer = named(operation, request)
      const { key } = readParameters(validation, operation, request) as { key: string }
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      if (!consumer.keys.some(({ prefix }) => prefix === key))
        throw new SatuError('not_found', 'This consumer has no key that begins so.', { stage: 'admin' })
      await record(request, { action: 'consumer.revoke-key', target: consumer.id, detail: key, reason },
        () => revocations.revoke(key, operatorOf(request.session), reason))
      return send(request, reply, consumer)
    }
  }
}

/** Nothing of it lets anybody in: of a key only what begins it. */
function viewConsumer(
  { id, name, agency, scopes, purposes, agreement, rate, quota, keys }: ConsumerConfig,
  suspensions: Suspensions,
  revocations: KeyRevocations
): Schemas['OperatedConsumer'] {
  const suspended = suspensions.of(id)
  return {
    id,
    name,
    scopes: [...scopes],
    purposes: [...purposes],
    ...(agency !== undefined && { agency_code: agency }),
    ...(agreement && { agreement: { number: agreement.number, expires: agreement.expires } }),
    rate: { requests: rate.requests, seconds: rate.seconds },
    ...(quota && { quota_day: quota.day }),
    keys: keys.map(({ prefix, expires }) => {
      const revoked = revocations.of(prefix)
      return { prefix, expires,
        ...(revoked && { revocation: { reason: revoked.value, by: revoked.by, since: toWib(new Date(revoked.at)) } }) }
    }),
    ...(suspended &&
      { suspension: { reason: suspended.value, by: suspended.by, since: toWib(new Date(suspended.at)) } })
  }
}
