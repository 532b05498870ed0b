import type { FastifyReply } from 'fastify'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { conflict } from '../../gateway/writes/conflict.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { misfit, readBody, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { AlertSeen } from './acknowledging.ts'
import type { Alerts } from './alerts.ts'
import type { Silence } from './book.ts'

type Schemas = components['schemas']

export interface AdminAlertsOptions {
  validation: Validation
  record: OnRecord
  alerts: Alerts
}

/** A silence that is forgotten about must not last for ever. */
const LONGEST_SILENCE_MS = 366 * 86_400_000

/** What people are told of, and what nobody is told of for some time. */
export function createAdminAlerts({ validation, record, alerts }: AdminAlertsOptions): Handlers {
  const send = (reply: FastifyReply, schema: string, value: unknown): FastifyReply =>
    reply.headers(OWN_HEADERS).send(validation.serialize(schema, value))

  return {
    listAlerts: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { state, limit, cursor } = values as { state: 'firing' | 'all'; limit: number; cursor?: string }
      const { items, next } = await alerts.list({ all: state === 'all', limit, after: readPlace(cursor) })
      const nextCursor = next === undefined ? null : writePlace(next)
      if (nextCursor !== null) reply.header('link', nextLink(operation.path, values, nextCursor))
      return send(reply, 'AlertList', { items: items.map(viewAlert), next_cursor: nextCursor, meta: { sources: [] } })
    },
    acknowledgeAlert: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const { reason } = readBody(validation, operation, request) as Schemas['AlertActReason']
      const after = await record(request, { action: 'alert.acknowledge', target: id, reason }, async () => {
        const found = await alerts.acknowledge(id, operatorOf(request.session), reason)
        if (found === undefined) throw conflict('There is no alert with this id that goes on.')
        return found
      })
      return send(reply, 'Alert', viewAlert(after))
    },
    testReceivers: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      const { receiver, reason } = readBody(validation, operation, request) as Schemas['AlertTest']
      const known = Object.keys(request.serving.config.alerts.receivers)
      if (receiver === undefined ? known.length === 0 : !known.includes(receiver))
        throw new SatuError('not_found', receiver === undefined
          ? 'The city names no receiver of alerts.'
          : 'There is no receiver of alerts with this id.', { stage: 'alerts' })
      // The message goes to whoever is in the chat: it names the application alone.
      const results = await record(request, { action: 'alert.test', target: receiver, reason },
        () => alerts.test(request.session?.consumer ?? '', receiver))
      return send(reply, 'AlertTestResults', { results })
    },
    listSilences: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const { items, next } = await alerts.silences.page({ limit, after: readPlace(cursor) })
      const nextCursor = next === undefined ? null : writePlace(next)
      if (nextCursor !== null) reply.header('link', nextLink(operation.path, values, nextCursor))
      return send(reply, 'SilenceList', { items: items.map(viewSilence), next_cursor: nextCursor,
        meta: { sources: [] } })
    },
    createSilence: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      const { system, agency, kind, rule, from, until, minutes, reason } = readBody(validation, operation,
        request) as Schemas['NewSilence']
      if ([system, agency, kind, rule].every(one => one === undefined))
        throw misfit([{ in: 'body', field: '', code: 'missing',
          detail: 'must name at least one of system, agency, kind and rule' }])
      const now = Date.now()
      const begins = from === undefined ? now : Date.parse(from)
      if ((until === undefined) === (minutes === undefined))
        throw misfit([{ in: 'body', field: 'until', code: 'missing',
          detail: 'must be given, or minutes, and not both' }])
      const ends = until === undefined ? begins + (minutes ?? 0) * 60_000 : Date.parse(until)
      if (ends <= Math.max(begins, now))
        throw misfit([{ in: 'body', field: 'until', code: 'order', detail: 'must be later than from, and than now' }])
      if (ends > now + LONGEST_SILENCE_MS)
        throw misfit([{ in: 'body', field: 'until', code: 'range', detail: 'must be within a year' }])
      if (system !== undefined && request.serving.registry.get(system) === undefined)
        throw misfit([{ in: 'body', field: 'system', code: 'unknown', detail: 'must be a system of this gateway' }])
      const detail = [kind, rule, agency, `until ${time(ends)}`].filter(Boolean).join(' ')
      const made = await record(request, { action: 'silence.create', system, detail, reason },
        () =>
          alerts.silences.add({ system, agency, kind, rule, from: begins, until: ends, reason,
            by: operatorOf(request.session) }))
      void reply.code(201)
      return send(reply, 'Silence', viewSilence(made))
    },
    endSilence: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const { reason } = readBody(validation, operation, request) as Schemas['AlertActReason']
      const was = await record(request, { action: 'silence.end', target: id, reason }, async () => {
        const found = await alerts.silences.remove(id)
        if (found === undefined)
          throw new SatuError('not_found', 'There is no silence with this id.', { stage: 'alerts' })
        return found
      })
      return send(reply, 'Silence', viewSilence(was))
    }
  }
}

function viewAlert(
  { id, rule, kind, severity, subject, name, agency, since, firedAt, resolvedAt, value, resources, consumers,
    acknowledged, told }: AlertSeen
): Schemas['Alert'] {
  return {
    id,
    state: resolvedAt === undefined ? 'firing' : 'resolved',
    rule,
    kind,
    severity: severity === 'page' ? 'page' : 'ticket',
    subject,
    name,
    since: time(since),
    fired_at: time(firedAt),
    resources: [...resources],
    consumers,
    ...(agency !== undefined && { agency }),
    ...(resolvedAt !== undefined && { resolved_at: time(resolvedAt) }),
    ...(value !== undefined && { value }),
    ...(acknowledged &&
      {
        acknowledged: { by: acknowledged.by, time: time(acknowledged.at),
          ...(acknowledged.reason !== null && { reason: acknowledged.reason }) }
      }),
    told: Object.entries(told).map(([receiver, at]) => ({ receiver, time: time(at) }))
  }
}

function viewSilence(
  { id, system, agency, kind, rule, from_at: from, until_at: until, reason, by, created_at: made }: Silence
): Schemas['Silence'] {
  return {
    id,
    from: time(from),
    until: time(until),
    reason,
    by,
    created_at: time(made),
    ...(system !== null && { system }),
    ...(agency !== null && { agency }),
    ...(kind !== null && { kind: kind as Schemas['AlertKind'] }),
    ...(rule !== null && { rule })
  }
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
