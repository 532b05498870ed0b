import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Suspensions } from '../../admin/suspensions.ts'
import { suggestion } from '../../config/problems.ts'
import type { ConsumerConfig } from '../../config/schema.ts'
import type { Operation } from '../../contract/contract.ts'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { nextLink, readPlace, writePlace } from '../../reads/paging.ts'
import { OWN_HEADERS } from '../answer-headers.ts'
import type { Handlers } from '../handlers.ts'
import { operatorOf } from '../operating.ts'
import { readBody, readParameters } from '../parameters.ts'
import type { OnRecord } from './record.ts'

type Schemas = components['schemas']

/** The applications that may call, and who of them is shut out. */
export function createConsumerHandlers({ validation, record, suspensions }: { validation: Validation; record: OnRecord; suspensions: Suspensions }): Handlers {
  function named(operation: Operation, request: FastifyRequest): ConsumerConfig {
    const { id } = readParameters(validation, operation, request) as { id: string }
    const { consumers } = request.serving.config
    const consumer = consumers[id]
    if (consumer === undefined) throw new SatuError('not_found', `No consumer has this id${suggestion(id, Object.keys(consumers))}`, { stage: 'admin' })
    return consumer
  }
  const send = (reply: FastifyReply, consumer: ConsumerConfig): FastifyReply =>
    reply.headers(OWN_HEADERS).send(validation.serialize('OperatedConsumer', view(consumer, suspensions)))

  return {
    listConsumers: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const start = readPlace(cursor) ?? 0
      const all = Object.values(request.serving.config.consumers).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const next = start + limit < all.length ? writePlace(start + limit) : null
      if (next !== null) reply.header('link', nextLink(operation.path, values, next))
      const items = all.slice(start, start + limit).map(consumer => view(consumer, suspensions))
      return reply.headers(OWN_HEADERS).send(validation.serialize('OperatedConsumerList', { items, next_cursor: next, meta: { sources: [] } }))
    },
    getConsumer: operation => async (request, reply) => send(reply, named(operation, request)),
    suspendConsumer: operation => async (request, reply) => {
      const consumer = named(operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      await record(request, { action: 'consumer.suspend', target: consumer.id, reason }, () => {
        if (consumer.id === request.session?.consumer) throw new SatuError('state_conflict', 'That would shut out who asks for it: another operator\'s application has to do it.', { stage: 'admin' })
        return suspensions.suspend(consumer.id, operatorOf(request.session), reason)
      })
      return send(reply, consumer)
    },
    resumeConsumer: operation => async (request, reply) => {
      const consumer = named(operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      await record(request, { action: 'consumer.resume', target: consumer.id, reason }, () => suspensions.resume(consumer.id))
      return send(reply, consumer)
    }
  }
}

/** Nothing of it lets anybody in: of a key only what begins it. */
function view({ id, name, agency, scopes, purposes, agreement, rate, quota, keys }: ConsumerConfig, suspensions: Suspensions): Schemas['OperatedConsumer'] {
  const suspended = suspensions.of(id)
  return {
    id, name, scopes: [...scopes], purposes: [...purposes],
    ...(agency !== undefined && { agency_code: agency }),
    ...(agreement && { agreement: { number: agreement.number, expires: agreement.expires } }),
    rate: { requests: rate.requests, seconds: rate.seconds },
    ...(quota && { quota_day: quota.day }),
    keys: keys.map(({ prefix, expires }) => ({ prefix, expires })),
    ...(suspended && { suspension: { reason: suspended.value, by: suspended.by, since: toWib(new Date(suspended.at)) } })
  }
}
