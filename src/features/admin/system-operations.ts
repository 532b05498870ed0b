import type { FastifyReply, FastifyRequest } from 'fastify'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import type { Maintenance } from '../../gateway/operators/board.ts'
import type { Holds } from '../../gateway/operators/holds.ts'
import type { LogLevels } from '../../gateway/operators/log-levels.ts'
import type { Reloads } from '../../gateway/operators/reloads.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { viewSystem } from '../../gateway/reads/system-view.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { namedSystem } from '../../http/named-system.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { viewDeliveries } from './delivery-operations.ts'
import { viewLogLevel } from './log-level-operations.ts'
import { readPlan } from './maintenance-plan.ts'

type Schemas = components['schemas']

export interface AdminSystemsOptions {
  validation: Validation
  record: OnRecord
  holds: Holds
  levels: LogLevels
  reloads: Reloads
  journal: Pick<Journal, 'backlog' | 'switches' | 'wake'>
}

/** What operators see of the systems, and do to them. */
export function createAdminSystems(
  { validation, record, holds, levels, reloads, journal }: AdminSystemsOptions
): Handlers {
  /** What waits cannot be told while the store is away; everything else of a system can. */
  async function viewer(request: FastifyRequest): Promise<(system: System) => Schemas['OperatedSystem']> {
    const [backlog] = await Promise.all([journal.backlog(), journal.switches.refresh()])
    const now = Date.now()
    return system => {
      const pause = holds.pauseOf(system.id)
      return {
        system: viewSystem(system),
        ...(system.adapterVersion !== undefined && { adapter_version: system.adapterVersion }),
        config_file: request.serving.config.file,
        ...(pause !== undefined && { pause: { reason: pause.value, by: pause.by, since: time(pause.at) } }),
        maintenances: holds.maintenancesOf(system.id).map(one => viewMaintenance(one, now)),
        log_level: viewLogLevel(levels, system.id),
        deliveries: viewDeliveries(system.id, backlog.get(system.id), journal.switches.paused(system.id))
      }
    }
  }

  async function sendSystem(request: FastifyRequest, reply: FastifyReply, system: System): Promise<FastifyReply> {
    const view = await viewer(request)
    return reply.headers(OWN_HEADERS).send(validation.serialize('OperatedSystem', view(system)))
  }

  return {
    listOperatedSystems: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const start = readPlace(cursor) ?? 0
      const all = request.serving.registry.systems.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const next = start + limit < all.length ? writePlace(start + limit) : null
      const view = await viewer(request)
      if (next !== null) reply.header('link', nextLink(operation.path, values, next))
      const list = { items: all.slice(start, start + limit).map(view), next_cursor: next, meta: { sources: [] } }
      return reply.headers(OWN_HEADERS).send(validation.serialize('OperatedSystemList', list))
    },
    getOperatedSystem: operation => (request, reply) =>
      sendSystem(request, reply, namedSystem(validation, operation, request)),
    pauseSystem: operation => async (request, reply) => {
      const system = namedSystem(validation, operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      await record(request, { action: 'system.pause', system: system.id, reason },
        () => holds.pause(system.id, operatorOf(request.session), reason))
      return sendSystem(request, reply, system)
    },
    resumeSystem: operation => async (request, reply) => {
      const system = namedSystem(validation, operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      await record(request, { action: 'system.resume', system: system.id, reason }, () => holds.resume(system.id))
      journal.wake()
      return sendSystem(request, reply, system)
    },
    planMaintenance: operation => async (request, reply) => {
      const system = namedSystem(validation, operation, request)
      const { from, until, message, reason } = readPlan(
        readBody(validation, operation, request) as Schemas['MaintenancePlan'],
        Date.now()
      )
      const doing = { action: 'system.maintenance', system: system.id, reason,
        detail: `from ${time(from)} until ${time(until)}: ${message.en}` } as const
      await record(request, doing,
        () => holds.plan({ system: system.id, from, until, message, reason, by: operatorOf(request.session) }))
      return sendSystem(request, reply, system)
    },
    endMaintenance: operation => async (request, reply) => {
      const system = namedSystem(validation, operation, request)
      const { maintenance: id, reason } = readBody(validation, operation, request) as Schemas['MaintenanceEnd']
      const doing = { action: 'system.maintenance-end', system: system.id, reason,
        ...(id !== undefined && { detail: `maintenance ${id}` }) } as const
      await record(request, doing, () => holds.end(system.id, id))
      journal.wake()
      return sendSystem(request, reply, system)
    },
    reloadSystem: operation => async (request, reply) => {
      const { id } = namedSystem(validation, operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      const { changed, removed, untried } = await record(request, { action: 'system.reload', system: id, reason },
        () => reloads.reload(id, operatorOf(request.session)))
      const outcome = removed.includes(id) ? 'removed' : changed.includes(id) ? 'changed' : 'reconnected'
      const others = (ids: string[]): string[] => ids.filter(other => other !== id)
      const result: Schemas['ReloadResult'] = { system: id, outcome, untried, also_changed: others(changed),
        also_removed: others(removed), at: time(Date.now()) }
      return reply.headers(OWN_HEADERS).send(validation.serialize('ReloadResult', result))
    },
    probeSystem: operation => async (request, reply) => {
      const system = namedSystem(validation, operation, request)
      const { reason } = readBody(validation, operation, request) as Schemas['ActReason']
      const result = await record(request, { action: 'system.probe', system: system.id, reason },
        () => probe(system, request.id))
      return reply.headers(OWN_HEADERS).send(validation.serialize('ProbeResult', result))
    }
  }
}

async function probe(system: System, requestId: string): Promise<Schemas['ProbeResult']> {
  const started = performance.now()
  const result = (outcome: Schemas['ProbeResult']['outcome']): Schemas['ProbeResult'] => ({ system: system.id, outcome,
    duration_ms: Math.round(performance.now() - started), at: time(Date.now()) })
  try {
    await system.probe(requestId, true)
    return result('well')
  } catch (error) {
    if (!(error instanceof SatuError)) throw error
    // A fault of the system's own has a cause; what the hub itself held back has none.
    return { ...result(error.cause === undefined ? 'not_asked' : 'failed'), code: error.code, detail: error.message }
  }
}

function viewMaintenance(
  { seq: id, begins_at: from, ends_at: until, message_id, message_en, reason, by, at }: Maintenance,
  now: number
): Schemas['Maintenance'] {
  return { id, from: time(from), until: time(until), message: { id: message_id, en: message_en }, reason, by,
    planned_at: time(at), running: from <= now && now < until }
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
